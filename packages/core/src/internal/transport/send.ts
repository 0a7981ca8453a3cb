// One request by `fetch`: it is sent, its answer begins, its body is read. It is aborted when nobody waits for it.

import type { Request } from "../encode/encodeRequest.ts"
import { userAgent } from "../util/version.ts"
import { discardBody, readText, type Unreadable } from "./body.ts"
import { type HeaderOf, readHeaders } from "./headers.ts"

/** An answer that has begun. */
export interface Answered {
  readonly status: number
  readonly headerOf: HeaderOf
  readonly readText: () => Promise<string | Unreadable>
}

/** A request that is under way. */
interface Exchange {
  readonly answered: Promise<Answered>
  /** Aborts it, however far it is; before it is sent, so that nothing is. */
  readonly abort: () => void
}

interface SendOptions {
  /** The checked base URL. */
  readonly url: string
  readonly token: string
  readonly maxBytes: number
  /** Undefined for the global one at the moment of the call, which a test or a framework may have replaced. */
  readonly fetch: typeof globalThis.fetch | undefined
}

const acceptVersion = "^1.30.0"

const never = new Promise<never>(() => undefined)

/** Makes the function that sends a request. */
export const makeSend = ({ url, token, maxBytes, fetch }: SendOptions): ((request: Request) => Exchange) => {
  const getCacheOption = makeCacheOption(fetch)
  return (request) => {
    const aborting = new AbortController()
    let isOver = false
    let stop = () => {}
    const abort = () => {
      isOver = true
      aborting.abort()
      stop()
    }
    const begin = (): Promise<Response> => {
      if (isOver) return never
      const current = fetch ?? globalThis.fetch
      return current(urlOf(url, request), {
        method: request.method,
        headers: headersOf(token, request),
        ...(request.body === undefined ? {} : { body: request.body }),
        // The token goes only to the host of the configured URL.
        redirect: "manual",
        ...getCacheOption(),
        signal: aborting.signal
      })
    }
    const toAnswered = (response: Response): Answered | Promise<never> => {
      // A fetch that does not heed its signal answers all the same, but by then another attempt may have begun.
      if (isOver) {
        discardBody(response)
        return never
      }
      const { status } = response
      // A program may bring a fetch without types.
      if (typeof status !== "number")
        throw new TypeError("the configured fetch must return a Response, but its result has no numeric status")
      const headerOf = readHeaders(response.headers)
      return {
        status,
        headerOf,
        readText: () =>
          readText(response, headerOf, maxBytes, (stopReading) => {
            stop = stopReading
          }).then((text) => {
            if (typeof text !== "string") abort()
            return text
          })
      }
    }
    // The request begins in a later turn: a call that is interrupted at once sends nothing.
    return { answered: Promise.resolve().then(begin).then(toAnswered), abort }
  }
}

const urlOf = (base: string, { path, query }: Request): URL => {
  const url = new URL(`${base}${path}`)
  for (const [name, value] of query) url.searchParams.append(name, value)
  return url
}

const headersOf = (token: string, { body, losantdomain }: Request): Record<string, string> => ({
  accept: "application/json",
  "accept-version": acceptVersion,
  authorization: `Bearer ${token}`,
  "user-agent": userAgent,
  ...(losantdomain === undefined ? {} : { losantdomain }),
  ...(body === undefined ? {} : { "content-type": "application/json" })
})

/**
 * Makes the option that stops a `fetch` from caching answers, as the one of Next.js would. Some runtimes refuse an unknown
 * option, so it is only set if `Request` has it. The check waits for the first request, because Node loads its `fetch`
 * then.
 */
const makeCacheOption = (fetch: typeof globalThis.fetch | undefined): (() => { readonly cache?: RequestCache }) => {
  let option: { readonly cache?: RequestCache } | undefined = fetch === undefined ? undefined : {}
  return () => {
    option ??=
      typeof globalThis.Request === "function" && "cache" in globalThis.Request.prototype ? { cache: "no-store" } : {}
    return option
  }
}
