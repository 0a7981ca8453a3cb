/**
 * The faults with a name: their effect, and whether the request is carried out in spite of them.
 *
 * @since 0.1.0
 */

/**
 * The parameters of faults. Each fault takes some of them or none.
 *
 * @example
 * ```ts
 * import type { FaultParameters } from "@effect-losant/emulator"
 *
 * const parameters: FaultParameters = { bytes: 40_000_000 }
 * ```
 *
 * @since 0.1.0
 */
export interface FaultParameters {
  /** The wait that the answer asks for, in seconds. Default 7. */
  readonly seconds?: number
  /** The length of the body in bytes; never shorter than the answer. Default 200,000,000. */
  readonly bytes?: number
  /** The time before each byte, in milliseconds of the emulator's clock. Default 1,000. */
  readonly interval?: number
  /** The time between the end of the connection and the work, in milliseconds of the emulator's clock. Default 5,000. */
  readonly delay?: number
  /** The number of nested arrays. Default 100,000. */
  readonly depth?: number
  /** The target of the redirect. Default a URL of the host `elsewhere.invalid`. */
  readonly location?: string
  /** The names of the fields, which are changed at any depth. Default all fields of the outermost object. */
  readonly fields?: ReadonlyArray<string>
}

/**
 * A fault of the catalogue.
 *
 * @example
 * ```ts
 * import { type FaultDescription, faultCatalogue } from "@effect-losant/emulator"
 *
 * const faults: ReadonlyArray<FaultDescription> = Object.values(faultCatalogue)
 * ```
 *
 * @since 0.1.0
 */
export interface FaultDescription {
  readonly description: string
  /**
   * True when the request is carried out, so that a write has changed the state. `late` when it is carried out only some
   * time after its connection has broken.
   */
  readonly applied: boolean | "late"
  /** The parameters that the fault takes. */
  readonly parameters: ReadonlyArray<keyof FaultParameters>
}

/**
 * All faults by their names.
 *
 * @example
 * ```ts
 * import { faultCatalogue } from "@effect-losant/emulator"
 *
 * const lines = Object.entries(faultCatalogue).map(([name, { description }]) => `${name}: ${description}`)
 * ```
 *
 * @since 0.1.0
 */
export const faultCatalogue = {
  "rate-limited": { description: "429 without Retry-After", applied: false, parameters: [] },
  "rate-limited-seconds": { description: "429, Retry-After in seconds", applied: false, parameters: ["seconds"] },
  "rate-limited-date": { description: "429, Retry-After as an HTTP date", applied: false, parameters: ["seconds"] },
  "rate-limited-absurd": { description: "429, Retry-After of 31 years", applied: false, parameters: [] },
  "rate-limited-negative": { description: "429, Retry-After below zero", applied: false, parameters: [] },
  "rate-limited-garbage": { description: "429, Retry-After that says nothing", applied: false, parameters: [] },

  "status-500": { description: "500 in Losant's shape", applied: false, parameters: [] },
  "status-500-applied": { description: "500 in Losant's shape, after the work", applied: true, parameters: [] },
  "status-502-html": { description: "502 with the HTML page of a proxy", applied: false, parameters: [] },
  "status-502-html-applied": { description: "502 with HTML, after the work", applied: true, parameters: [] },
  "status-503": { description: "503 without a body", applied: false, parameters: [] },
  "status-503-applied": { description: "503 without a body, after the work", applied: true, parameters: [] },
  "status-504": { description: "504 with plain text", applied: false, parameters: [] },
  "status-504-applied": { description: "504 with plain text, after the work", applied: true, parameters: [] },

  "empty-body": { description: "the answer's status with an empty body", applied: true, parameters: [] },
  "no-content": { description: "204 in place of the answer", applied: true, parameters: [] },
  "body-cut": {
    description: "half of the body, then the connection is closed although more was announced",
    applied: true,
    parameters: []
  },
  "body-truncated": { description: "half of the body, announced as if it were all", applied: true, parameters: [] },
  "wrong-content-type": { description: "the answer, said to be text/html", applied: true, parameters: [] },
  "length-too-long": {
    description: "the whole body, but Content-Length announces more; then the connection is closed",
    applied: true,
    parameters: []
  },
  "length-too-short": {
    description: "the whole body, but Content-Length announces half of it",
    applied: true,
    parameters: []
  },
  "gzip-garbage": { description: "Content-Encoding: gzip, and bytes that are not gzip", applied: true, parameters: [] },
  "invalid-utf8": { description: "JSON with bytes in its strings that are not UTF-8", applied: true, parameters: [] },
  "deep-json": { description: "arrays in arrays in place of the answer", applied: true, parameters: ["depth"] },
  "deep-field": {
    description: "the answer, with arrays in arrays in a new field",
    applied: true,
    parameters: ["depth"]
  },
  "huge-body": {
    description: "the answer and then 200 MB of blanks, without Content-Length",
    applied: true,
    parameters: ["bytes"]
  },
  "slow-body": { description: "the body at one byte a second", applied: true, parameters: ["interval"] },

  "hang-before-headers": { description: "no byte ever comes", applied: false, parameters: [] },
  "hang-before-headers-applied": { description: "no byte ever comes, after the work", applied: true, parameters: [] },
  "hang-after-headers": { description: "the headers come, the body never does", applied: true, parameters: [] },
  "hang-in-body": {
    description: "the headers and half of the body come, the rest never",
    applied: true,
    parameters: []
  },
  "close-before-headers": { description: "the connection is closed at once", applied: false, parameters: [] },
  "close-before-headers-applied": {
    description: "the connection is closed without an answer, after the work",
    applied: true,
    parameters: []
  },
  "reset-before-headers": { description: "the connection is reset at once", applied: false, parameters: [] },
  "reset-before-headers-applied": {
    description: "the connection is reset without an answer, after the work",
    applied: true,
    parameters: []
  },
  "reset-before-headers-late": {
    description: "the connection is reset without an answer, and the work is done seconds later",
    applied: "late",
    parameters: ["delay"]
  },
  "reset-after-headers": { description: "the headers come, then a reset", applied: true, parameters: [] },
  "reset-in-body": {
    description: "the headers and half of the body come, then a reset",
    applied: true,
    parameters: []
  },

  "redirect-host": { description: "307 to another host", applied: false, parameters: ["location"] },
  "redirect-http": { description: "307 to another host, without TLS", applied: false, parameters: ["location"] },
  "duplicate-header": {
    description: "the answer, with Content-Type and X-Request-Id twice, each time another",
    applied: true,
    parameters: []
  },
  "duplicate-length": {
    description: "the answer, with two Content-Length that contradict each other",
    applied: true,
    parameters: []
  },
  "unknown-fields": { description: "the answer, with new fields in every object", applied: true, parameters: [] },
  "missing-fields": { description: "the answer without its fields", applied: true, parameters: ["fields"] },
  "null-fields": { description: "the answer with null for its fields", applied: true, parameters: ["fields"] }
} as const satisfies Readonly<Record<string, FaultDescription>>

/**
 * The name of a fault, such as `reset-in-body`.
 *
 * @example
 * ```ts
 * import type { FaultName } from "@effect-losant/emulator"
 *
 * const passing: ReadonlyArray<FaultName> = ["rate-limited", "status-503"]
 * ```
 *
 * @since 0.1.0
 */
export type FaultName = keyof typeof faultCatalogue

/**
 * The faults in spite of which a request is carried out, also those with which it is carried out late.
 *
 * @example
 * ```ts
 * import type { AppliedFaultName } from "@effect-losant/emulator"
 *
 * const lost: AppliedFaultName = "reset-before-headers-applied"
 * ```
 *
 * @since 0.1.0
 */
export type AppliedFaultName = {
  readonly [K in FaultName]: (typeof faultCatalogue)[K]["applied"] extends false ? never : K
}[FaultName]

/** The faults with which a request is carried out after its connection has broken. @since 0.1.0 */
export type LateFaultName = {
  readonly [K in FaultName]: (typeof faultCatalogue)[K]["applied"] extends "late" ? K : never
}[FaultName]

/**
 * The names of all faults, in the order of the catalogue.
 *
 * @example
 * ```ts
 * import { faultNames, isApplied } from "@effect-losant/emulator"
 *
 * // With these faults a write changes the state, although its caller sees a failure.
 * const applied = faultNames.filter(isApplied)
 * ```
 *
 * @since 0.1.0
 */
// Sound: they are the keys of the catalogue, which is not empty.
export const faultNames: readonly [FaultName, ...ReadonlyArray<FaultName>] = Object.keys(faultCatalogue) as [
  FaultName,
  ...Array<FaultName>
]

/** True for the name of a fault. @since 0.1.0 */
export const isFaultName = (word: string): word is FaultName => Object.hasOwn(faultCatalogue, word)

/**
 * True for a fault in spite of which the request is carried out.
 *
 * @example
 * ```ts
 * import { type FaultName, isApplied } from "@effect-losant/emulator"
 *
 * const outcomeOf = (name: FaultName) => (isApplied(name) ? "the write was carried out" : "nothing was changed")
 * ```
 *
 * @since 0.1.0
 */
export const isApplied = (name: FaultName): name is AppliedFaultName => faultCatalogue[name].applied !== false

/** True for a fault with which the request is carried out late. @since 0.1.0 */
export const isLate = (name: FaultName): name is LateFaultName => faultCatalogue[name].applied === "late"

/**
 * A fault of the catalogue, and its parameters if they differ from the defaults.
 *
 * @example
 * ```ts
 * import type { NamedFault } from "@effect-losant/emulator"
 *
 * const huge: NamedFault = { fault: "huge-body", bytes: 40_000_000 }
 * ```
 *
 * @since 0.1.0
 */
export interface NamedFault extends FaultParameters {
  readonly fault: FaultName
}
