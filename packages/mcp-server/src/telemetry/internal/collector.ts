/** The way to the collector: one that is down costs a line in the log, and nothing else. */
import { arrayBuffer } from "node:stream/consumers"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { makeFetch } from "../../http/nodeFetch.ts"
import { proxyFor } from "../../http/Proxy.ts"
import type { Environment } from "../../ServerConfig.ts"

/**
 * The fetch of core, through the proxy that the environment names for the collector, with the one more thing that the
 * exporter asks of an answer: to be read whole. A proxy that cannot be used is told of where Losant is reached.
 */
const fetchFor = (environment: Environment, endpoint: string): typeof globalThis.fetch => {
  const send = makeFetch(Result.getOrUndefined(proxyFor(environment, new URL(endpoint))))
  // Sound: of a request nothing is given but what core gives, and of an answer nothing is read beside.
  return (async (url: URL, init: RequestInit) => {
    const answer = await send(url, init)
    const { body } = answer
    return { ...answer, arrayBuffer: async () => (body === null ? new ArrayBuffer(0) : arrayBuffer(body)) }
  }) as typeof globalThis.fetch
}

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
