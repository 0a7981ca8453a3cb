/**
 * What goes wrong, and with which requests.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { hashFraction, hashText } from "../util/Hash.ts"
import type { FaultName, NamedFault } from "./FaultCatalogue.ts"
import { decodeFaultPlan, type FaultPlan } from "./FaultRule.ts"

/**
 * How far a request comes: `request`: nothing is done with it; `handled`: it is carried out, but no byte of the answer
 * is sent; `body`: it is carried out, and the headers and the first half of the answer's body are sent.
 *
 * @example
 * ```ts
 * import { Emulator, type FaultPoint } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * const cut = (at: FaultPoint) => Effect.flatMap(Emulator, ({ faults }) => faults.next({ kind: "cut", at }))
 * ```
 *
 * @since 0.1.0
 */
export type FaultPoint = "request" | "handled" | "body"

/**
 * A fault of a test's own making. `answer` sends another answer, by default without carrying the request out; `cut`
 * closes the connection; `hang` leaves the client waiting until it gives up.
 *
 * @example
 * ```ts
 * import type { Fault } from "@effect-losant/emulator"
 *
 * const maintenance: Fault = { kind: "answer", status: 503, headers: { "retry-after": "30" } }
 * const never: Fault = { kind: "hang", at: "handled" }
 * ```
 *
 * @since 0.1.0
 */
export type Fault =
  | {
      readonly kind: "answer"
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      /** Whether the request is carried out all the same. */
      readonly handled?: boolean
    }
  | { readonly kind: "cut"; readonly at: FaultPoint }
  | { readonly kind: "hang"; readonly at: FaultPoint }

/**
 * To which requests a fault happens.
 *
 * @example
 * ```ts
 * import type { FaultOptions } from "@effect-losant/emulator"
 *
 * const secondCreation: FaultOptions = { action: "instanceOrgs.post", nth: 2 }
 * ```
 *
 * @since 0.1.0
 */
export interface FaultOptions {
  /** Only to requests of this action. */
  readonly action?: ActionName
  /** Only to requests with this method. */
  readonly method?: string
  /** From which of the requests that fit on, counted from 1. Default 1. */
  readonly nth?: number
  /** To how many. Default 1. */
  readonly times?: number
}

/**
 * A request, as far as rules look at it.
 *
 * @example
 * ```ts
 * import type { Call } from "@effect-losant/emulator"
 *
 * const call: Call = { method: "POST", action: "instanceOrgs.post" }
 * ```
 *
 * @since 0.1.0
 */
export interface Call {
  readonly method: string
  /** The action that it asks for, where there is one. */
  readonly action: ActionName | undefined
}

/**
 * The switch.
 *
 * @example
 * ```ts
 * import { Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const { faults } = yield* Emulator
 *   yield* faults.next("status-500", { action: "instanceOrg.get" })
 *   yield* faults.clear
 * })
 * ```
 *
 * @since 0.1.0
 */
export interface Faults {
  /**
   * Lets the fault happen to the next requests that fit, after those that were planned before. A fault that is not in the
   * catalogue is a mistake of the program: it dies with an `EmulatorError` that names it.
   */
  readonly next: (fault: FaultName | NamedFault | Fault, options?: FaultOptions) => Effect.Effect<void>
  /** Adds rules to those that are there. What is wrong with one it dies with, likewise. */
  readonly plan: (plan: FaultPlan) => Effect.Effect<void>
  /** Forgets what is planned. */
  readonly clear: Effect.Effect<void>
  /** The fault that happens to a request, which then is counted. */
  readonly take: (call: Call) => Effect.Effect<NamedFault | Fault | undefined>
}

interface ActiveRule {
  readonly fault: NamedFault | Fault
  readonly fits: (call: Call) => boolean
  readonly nth: number
  readonly times: number
  /** Whether it happens to the request that is the `seen`th to fit. */
  readonly falls: (seen: number) => boolean
  /** How many requests fitted. */
  readonly seen: number
  /** To how many it happened. */
  readonly happened: number
}

const toActiveRule = (
  fault: ActiveRule["fault"],
  { action, method, nth = 1, times = 1 }: FaultOptions,
  falls: ActiveRule["falls"] = () => true
): ActiveRule => ({
  fault,
  fits: (call) => (action === undefined || action === call.action) && (method === undefined || method === call.method),
  nth,
  times,
  falls,
  seen: 0,
  happened: 0
})

const toActiveRules = ({ rules, seed = "" }: FaultPlan): ReadonlyArray<ActiveRule> => {
  const start = hashText(seed)
  return rules.map((rule, index) => {
    const { probability } = rule
    if (probability === undefined) return toActiveRule(rule, rule)
    return toActiveRule(
      rule,
      { ...rule, times: rule.times ?? Number.POSITIVE_INFINITY },
      // By the request's number, so that what other rules do changes nothing.
      (seen) => hashFraction(start, index, seen) < probability
    )
  })
}

const countIfMatching =
  (call: Call) =>
  (plan: ActiveRule): ActiveRule =>
    plan.fits(call) ? { ...plan, seen: plan.seen + 1 } : plan

const validateFault = (fault: ActiveRule["fault"]): Effect.Effect<unknown> =>
  "kind" in fault ? Effect.void : Effect.orDie(decodeFaultPlan({ rules: [fault] }))

/** A switch with the rules given. @since 0.1.0 */
export const makeFaults = (plan: FaultPlan = { rules: [] }): Effect.Effect<Faults> =>
  Effect.map(Ref.make(toActiveRules(plan)), (ref) => ({
    next: Effect.fnUntraced(function* (given, options = {}) {
      const fault = typeof given === "string" ? { fault: given } : given
      yield* validateFault(fault)
      yield* Ref.update(ref, (before) => [...before, toActiveRule(fault, options)])
    }),
    plan: Effect.fnUntraced(function* (more) {
      const rules = toActiveRules(yield* Effect.orDie(decodeFaultPlan(more)))
      yield* Ref.update(ref, (before) => [...before, ...rules])
    }),
    clear: Ref.set(ref, []),
    take: (call) =>
      Ref.modify(ref, (before) => {
        const seen = before.map(countIfMatching(call))
        const chosen = seen.find((plan) => plan.fits(call) && plan.seen >= plan.nth && plan.falls(plan.seen))
        const after = seen.flatMap((plan) => {
          if (plan !== chosen) return [plan]
          const happened = plan.happened + 1
          return happened < plan.times ? [{ ...plan, happened }] : []
        })
        return [chosen?.fault, after]
      })
  }))
