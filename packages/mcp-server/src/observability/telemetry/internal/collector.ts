/** The way to the collector: one that is down costs a line in the log, and nothing else. */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { makeFetch } from "../../../losant/http/nodeFetch.ts"
import { proxyFor } from "../../../losant/http/proxy.ts"
import type { Environment } from "../../../model/Environment.ts"

/** A proxy that cannot be used is told of where Losant is reached. */
const fetchFor = (environment: Environment, endpoint: string): typeof globalThis.fetch =>
  makeFetch(Result.getOrUndefined(proxyFor(environment, new URL(endpoint))))

const codeOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? ` (${cause.code})` : ""

const why = ({ reason }: HttpClientError): string =>
  reason._tag === "StatusCodeError"
    ? `the collector answered ${reason.response.status}`
    : `the collector could not be reached${codeOf(reason.cause)}`

/** Warns of the first request that fails, and of no other. */
const warnOnce = () => {
  let isTold = false
  return (error: HttpClientError) =>
    Effect.suspend(() => {
      if (isTold) return Effect.void
      isTold = true
      return Effect.logWarning(`spans and logs could not be sent: ${why(error)}`)
    })
}

/** What sends to the collector. */
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
