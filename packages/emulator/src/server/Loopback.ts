/**
 * Keeps web pages of other machines away from the server, and lets pages of this machine use it.
 *
 * @since 0.1.0
 */
import { actions } from "@effect-losant/core"

const authority = /^(?:\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+)(?::\d+)?$/i
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** The name in a `Host` header, as a URL has it; undefined if the header is none. */
const nameIn = (host: string | undefined): string | undefined =>
  host !== undefined && authority.test(host) && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname
    : undefined

const isLoopbackName = (url: string): boolean => URL.canParse(url) && loopback.test(new URL(url).hostname)

/**
 * True for a `Host` header that names this machine. A page of another site can give its own name the address of
 * loopback (DNS rebinding): the browser then lets it send anything, but writes that name into the header.
 *
 * @since 0.1.0
 */
export const isLoopbackHost = (host: string | undefined): boolean => loopback.test(nameIn(host) ?? "")

/**
 * The name of a host as a URL has it, such as `losant.test`; undefined for anything else, such as a name with a
 * port or a wildcard.
 *
 * @since 0.1.0
 */
export const hostName = (text: string): string | undefined => {
  const name = nameIn(text)
  return /:\d*$/.test(text.replace(/^\[.*\]$/, "")) || text.includes("*") ? undefined : name
}

/** True for a `Host` header with one of these names, with any port. @since 0.1.0 */
export const isNamedIn = (host: string | undefined, names: ReadonlySet<string>): boolean =>
  names.has(nameIn(host) ?? "")

/** The headers of an answer to a page of this machine; none for any other origin. @since 0.1.0 */
export const corsHeaders = (origin: string | undefined): Readonly<Record<string, string>> =>
  origin !== undefined && /^https?:/.test(origin) && isLoopbackName(origin)
    ? {
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "allow, retry-after, x-request-id",
        vary: "Origin"
      }
    : {}

const methods = [...new Set(Object.values(actions).map(({ method }) => method))].join(", ")

/**
 * The headers of the answer to the question that a browser asks before a request (`OPTIONS`). `requested` are the headers
 * that the page wants to send.
 *
 * @since 0.1.0
 */
export const preflightHeaders = (
  origin: string | undefined,
  requested: string | undefined
): Readonly<Record<string, string>> => {
  const cors = corsHeaders(origin)
  return Object.keys(cors).length === 0
    ? {}
    : {
        ...cors,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": requested ?? "authorization, content-type",
        "access-control-max-age": "600"
      }
}
