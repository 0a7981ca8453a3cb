/** The HTTP client for the collector. An unreachable collector costs one line in the log, and nothing else. */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { makeFetch } from "../../../losant/http/nodeFetch.ts"
import { findProxy } from "../../../losant/http/proxy.ts"
import type { Environment } from "../../../model/Environment.ts"

/** An unusable proxy is ignored here: the connection to Losant reports it. */
const fetchFor = (environment: Environment, endpoint: string): typeof globalThis.fetch =>
  makeFetch(Result.getOrUndefined(findProxy(environment, new URL(endpoint))))

const codeOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? ` (${cause.code})` : ""

const describeFailure = ({ reason }: HttpClientError): string =>
  reason._tag === "StatusCodeError"
    ? `the collector answered ${reason.response.status}`
    : `the collector could not be reached${codeOf(reason.cause)}`

/** Logs only the first failure: the export repeats every few seconds. */
const warnOnce = () => {
  let hasWarned = false
  return (error: HttpClientError) =>
    Effect.suspend(() => {
      if (hasWarned) return Effect.void
      hasWarned = true
      return Effect.logWarning(`spans and logs could not be sent: ${describeFailure(error)}`)
    })
}

export const layer = (environment: Environment, endpoint: string): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) =>
      client.pipe(HttpClient.filterStatusOk, HttpClient.tapError(warnOnce()))
    )
  ).pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetchFor(environment, endpoint)))
  )
