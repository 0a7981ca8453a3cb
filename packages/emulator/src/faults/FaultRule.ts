/**
 * Rules as data: each says which fault happens to which requests.
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

const oneOf = (kind: string, names: readonly [string, ...ReadonlyArray<string>]) =>
  Schema.makeFilter<string>(
    (word) =>
      names.includes(word)
        ? undefined
        : `${JSON.stringify(word)} is no ${kind}. Did you mean ${closestMatch(word, names)}?`,
    undefined,
    true
  )

const Fault = Schema.String.check(oneOf("fault", faultNames)).pipe(Schema.refine(isFaultName))
const Action = Schema.String.check(oneOf("action", actionNames)).pipe(Schema.refine(isActionName))

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const

const atLeast = (minimum: number) => Schema.Int.check(Schema.isGreaterThanOrEqualTo(minimum))

// The text goes into a header unchanged.
const Location = Schema.String.check(
  Schema.makeFilter((text) =>
    /^[\x21-\x7e]+$/.test(text) && URL.canParse(text) ? undefined : "Expected a URL such as https://elsewhere.invalid/"
  )
)

// Beyond these limits no answer can be made, or it would be another fault than the chosen one.
const between = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

const parameters = {
  seconds: Schema.optionalKey(between(0, 1_000_000_000)),
  bytes: Schema.optionalKey(between(0, 1_000_000_000_000)),
  interval: Schema.optionalKey(between(0, 86_400_000)),
  delay: Schema.optionalKey(between(0, 86_400_000)),
  depth: Schema.optionalKey(between(1, 10_000_000)),
  location: Schema.optionalKey(Location),
  fields: Schema.optionalKey(Schema.Array(Schema.String))
} as const satisfies { readonly [K in keyof Required<FaultParameters>]: unknown }

// Sound: they are the keys of the object above.
const parameterNames = Object.keys(parameters) as ReadonlyArray<keyof FaultParameters>

/** The parameters that a rule has and its fault does not take, one problem each. */
const findMisplacedParameters = (rule: FaultParameters & { readonly fault: FaultName }) => {
  const accepted: ReadonlyArray<keyof FaultParameters> = faultCatalogue[rule.fault].parameters
  return parameterNames
    .filter((name) => rule[name] !== undefined && !accepted.includes(name))
    .map((name) => ({
      path: [name],
      issue: `${rule.fault} takes ${accepted.length === 0 ? "no parameters" : `only ${accepted.join(" and ")}`}`
    }))
}

/**
 * A fault, and the requests to which it happens. The rule counts the requests that match `action` and `method`. From
 * number `nth` on, the fault happens to each of them with the `probability`, until it has happened `times` times.
 *
 * @example
 * ```ts
 * import type { FaultRule } from "@effect-losant/emulator"
 *
 * // The second organization is created, but the connection breaks in the middle of the answer.
 * const rule: FaultRule = { fault: "reset-in-body", action: "instanceOrgs.post", nth: 2 }
 * ```
 *
 * @since 0.1.0
 */
export const FaultRule = Schema.Struct({
  fault: Fault,
  /** The rule matches only requests of this action. */
  action: Schema.optionalKey(Action),
  /** The rule matches only requests with this method. */
  method: Schema.optionalKey(Schema.Literals(methods)),
  /** The number of the first matching request to which the fault can happen, counted from 1. Default 1. */
  nth: Schema.optionalKey(atLeast(1)),
  /** The largest number of times that the fault happens. Default 1; unlimited when there is a `probability`. */
  times: Schema.optionalKey(atLeast(1)),
  /** The probability of the fault, from 0 to 1. Default 1. */
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
 * Rules for faults. The first rule that matches a request decides its fault.
 *
 * @example
 * ```ts
 * import { Emulator, type FaultPlan } from "@effect-losant/emulator"
 *
 * // About every twentieth request fails: the same requests in each run.
 * const faults: FaultPlan = { seed: "monday", rules: [{ fault: "status-503", probability: 0.05 }] }
 * const layer = Emulator.layer({ faults })
 * ```
 *
 * @since 0.1.0
 */
export const FaultPlan = Schema.Struct({
  /** The seed of the probabilities: the same seed and the same requests give the same faults. Default `""`. */
  seed: Schema.optionalKey(Schema.String),
  rules: Schema.Array(FaultRule)
})
export type FaultPlan = typeof FaultPlan.Type

const decode = Schema.decodeUnknownEffect(FaultPlan, { onExcessProperty: "error" })

/** Checks a plan. The types of TypeScript are not enough, because test runners do not check them. @since 0.1.0 */
export const decodeFaultPlan = (plan: FaultPlan): Effect.Effect<FaultPlan, EmulatorError> =>
  Effect.mapError(
    decode(plan),
    ({ message }) => new EmulatorError({ message: `The faults cannot be used: ${message}` })
  )
