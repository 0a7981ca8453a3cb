/**
 * Rules that say to which requests which faults happen, as data.
 *
 * @since 0.1.0
 */
import { type ActionName, actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { closestMatch } from "leven"
import { EmulatorError } from "../errors/EmulatorError.ts"
import { type FaultName, type FaultParameters, faultCatalogue, faultNames, isFaultName } from "./FaultCatalogue.ts"

// Sound: they are the keys of the list of actions, which is not empty.
const actionNames = Object.keys(actions) as [ActionName, ...Array<ActionName>]
const isActionName = (word: string): word is ActionName => Object.hasOwn(actions, word)

const oneOf = (what: string, names: readonly [string, ...ReadonlyArray<string>]) =>
  Schema.makeFilter<string>(
    (word) =>
      names.includes(word)
        ? undefined
        : `${JSON.stringify(word)} is no ${what}. Did you mean ${closestMatch(word, names)}?`,
    undefined,
    true
  )

const Fault = Schema.String.check(oneOf("fault", faultNames)).pipe(Schema.refine(isFaultName))
const Action = Schema.String.check(oneOf("action", actionNames)).pipe(Schema.refine(isActionName))

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const

const atLeast = (minimum: number) => Schema.Int.check(Schema.isGreaterThanOrEqualTo(minimum))

// It goes into a header as it is.
const Location = Schema.String.check(
  Schema.makeFilter((text) =>
    /^[\x21-\x7e]+$/.test(text) && URL.canParse(text) ? undefined : "Expected a URL such as https://elsewhere.invalid/"
  )
)

// Beyond these an answer could not be made, or would be another fault than the one that was asked for.
const between = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

const parameters = {
  seconds: Schema.optionalKey(between(0, 1_000_000_000)),
  bytes: Schema.optionalKey(between(0, 1_000_000_000_000)),
  interval: Schema.optionalKey(between(0, 86_400_000)),
  depth: Schema.optionalKey(between(1, 10_000_000)),
  location: Schema.optionalKey(Location),
  fields: Schema.optionalKey(Schema.Array(Schema.String))
} as const satisfies { readonly [K in keyof Required<FaultParameters>]: unknown }

// Sound: they are the keys of the object above.
const parameterNames = Object.keys(parameters) as ReadonlyArray<keyof FaultParameters>

/** What is wrong with the parameters of a fault, one line each. */
const findMisplacedParameters = (rule: FaultParameters & { readonly fault: FaultName }) => {
  const taken: ReadonlyArray<keyof FaultParameters> = faultCatalogue[rule.fault].parameters
  return parameterNames
    .filter((name) => rule[name] !== undefined && !taken.includes(name))
    .map((name) => ({
      path: [name],
      issue: `${rule.fault} takes ${taken.length === 0 ? "no parameters" : `only ${taken.join(" and ")}`}`
    }))
}

/**
 * A fault, and to which requests it happens: of those that fit `action` and `method`, the `nth` and those after it,
 * each with the `probability`, until it has happened `times` times.
 *
 * @example
 * ```ts
 * import type { FaultRule } from "@effect-losant/emulator"
 *
 * // The second organization that is created: it is there, but the connection breaks in the answer.
 * const rule: FaultRule = { fault: "reset-in-body", action: "instanceOrgs.post", nth: 2 }
 * ```
 *
 * @since 0.1.0
 */
export const FaultRule = Schema.Struct({
  fault: Fault,
  /** Only to requests of this action. */
  action: Schema.optionalKey(Action),
  /** Only to requests with this method. */
  method: Schema.optionalKey(Schema.Literals(methods)),
  /** From which of the requests that fit on, counted from 1. Default 1. */
  nth: Schema.optionalKey(atLeast(1)),
  /** How often at most. Default 1, and without end where there is a `probability`. */
  times: Schema.optionalKey(atLeast(1)),
  /** With which probability, from 0 to 1. Default 1. */
  probability: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
  ...parameters
}).check(
  Schema.makeFilter(findMisplacedParameters),
  Schema.makeFilter(({ action, method }) =>
    action === undefined || method === undefined || actions[action].method === method
      ? undefined
      : { path: ["method"], issue: `${action} is a ${actions[action].method}: no request fits` }
  )
)
export type FaultRule = typeof FaultRule.Type

/**
 * Rules, of which the first that fits a request happens to it.
 *
 * @example
 * ```ts
 * import { Emulator, type FaultPlan } from "@effect-losant/emulator"
 *
 * // Every twentieth request or so fails, the same ones each time.
 * const faults: FaultPlan = { seed: "monday", rules: [{ fault: "status-503", probability: 0.05 }] }
 * const layer = Emulator.layer({ faults })
 * ```
 *
 * @since 0.1.0
 */
export const FaultPlan = Schema.Struct({
  /** From which the probabilities follow: the same seed and the same requests give the same faults. Default `""`. */
  seed: Schema.optionalKey(Schema.String),
  rules: Schema.Array(FaultRule)
})
export type FaultPlan = typeof FaultPlan.Type

const decode = Schema.decodeUnknownEffect(FaultPlan, { onExcessProperty: "error" })

/** The plan, or what is wrong with it: types are not looked at when a test runs. */
export const decodeFaultPlan = (plan: FaultPlan): Effect.Effect<FaultPlan, EmulatorError> =>
  Effect.mapError(
    decode(plan),
    ({ message }) => new EmulatorError({ message: `The faults cannot be used: ${message}` })
  )
