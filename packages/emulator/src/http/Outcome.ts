/**
 * The outcome of a request, as its client sees it.
 *
 * @since 0.1.0
 */

/**
 * A well-formed answer.
 *
 * @example
 * ```ts
 * import type { Answer } from "@effect-losant/emulator"
 *
 * const isError = ({ status }: Answer) => status >= 400
 * ```
 *
 * @since 0.1.0
 */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * An answer that is sent exactly as it is: no header is added, and its headers need not be true. A body without
 * `Content-Length` is sent in chunks.
 *
 * @example
 * ```ts
 * import type { RawAnswer } from "@effect-losant/emulator"
 *
 * const saysItsLength = ({ headers }: RawAnswer) => headers.some(([name]) => name.toLowerCase() === "content-length")
 * ```
 *
 * @since 0.1.0
 */
export interface RawAnswer {
  readonly status: number
  /** The headers in their order; a name may come twice. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  /** The pieces of the body, which are made when they are sent. */
  readonly body: Iterable<Uint8Array>
  /** The time before each piece, in milliseconds. */
  readonly interval: number
}

/**
 * The end of an outcome, after the last byte. `complete`: the answer is finished. `closed` and `reset`: the connection
 * ends before it. `hung`: the connection stays open, and nothing more comes.
 *
 * @example
 * ```ts
 * import type { End } from "@effect-losant/emulator"
 *
 * const breaksOff = (end: End) => end === "closed" || end === "reset"
 * ```
 *
 * @since 0.1.0
 */
export type End = "complete" | "closed" | "reset" | "hung"

/**
 * The outcome of a request. Without an `answer` no byte is sent.
 *
 * @example
 * ```ts
 * import type { Outcome } from "@effect-losant/emulator"
 *
 * const statusOf = (outcome: Outcome) => (outcome.kind === "answer" ? outcome.answer.status : undefined)
 * ```
 *
 * @since 0.1.0
 */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "raw"; readonly answer: RawAnswer | undefined; readonly end: End }

/** True for a status whose responses have no body. @since 0.1.0 */
export const isBodiless = (status: number): boolean => status < 200 || [204, 205, 304].includes(status)
