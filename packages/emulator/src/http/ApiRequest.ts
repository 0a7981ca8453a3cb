/**
 * A request to the API.
 *
 * @example
 * ```ts
 * import type { ApiRequest } from "@effect-losant/emulator"
 *
 * const request: ApiRequest = {
 *   method: "GET",
 *   path: "/instances",
 *   query: new URLSearchParams({ perPage: "1" }),
 *   authorization: "Bearer emulator-token",
 *   body: ""
 * }
 * ```
 *
 * @since 0.1.0
 */
export interface ApiRequest {
  readonly method: string
  /** The path of the URL as it was sent (percent-encoded), without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  /** The text of the body: empty for no body, undefined if it was longer than `maxBodyBytes` and so was not kept. */
  readonly body: string | undefined
}
