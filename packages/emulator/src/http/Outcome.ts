/**
 * What becomes of a request, as far as its client can see.
 *
 * @since 0.1.0
 */

/**
 * An answer as it should be.
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
 * An answer in which nothing is put right: no header is added, and what it announces need not be true. Without
 * `Content-Length` and with a body it is sent in chunks.
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
  /** In their order; a name may come twice. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  /** The pieces of the body, made only as they are sent. */
  readonly body: Iterable<Uint8Array>
  /** The time before each piece, in milliseconds. */
  readonly interval: number
}

/**
 * How it ends after what was sent: all is said; the connection is closed, or reset, as if in the middle; or nothing
 * more ever comes.
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
 * What becomes of a request; without an `answer` no byte is sent.
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

/** Whether a response with this status has no body. @since 0.1.0 */
export const isBodiless = (status: number): boolean => status < 200 || [204, 205, 304].includes(status)
