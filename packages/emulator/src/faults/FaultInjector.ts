/**
 * Decides which fault happens to a request.
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
 * The point at which a request fails. `request`: it is not carried out. `handled`: it is carried out, but no byte of
 * the answer is sent. `body`: it is carried out, and the headers and the first half of the answer's body are sent.
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
 * A fault that a test defines itself. `answer` sends another answer, by default without carrying out the request. `cut`
 * closes the connection. `hang` leaves the client waiting until it gives up.
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
      /** True when the request is carried out before the answer is sent. Default false. */
      readonly handled?: boolean
    }
  | { readonly kind: "cut"; readonly at: FaultPoint }
  | { readonly kind: "hang"; readonly at: FaultPoint }

/**
 * The choice of the requests to which a fault happens.
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
  /** The fault happens only to requests of this action. */
  readonly action?: ActionName
  /** The fault happens only to requests with this method. */
  readonly method?: string
  /** The number of the first matching request to which the fault happens, counted from 1. Default 1. */
  readonly nth?: number
  /** The number of requests to which the fault happens. Default 1. */
  readonly times?: number
}

/**
 * The part of a request that rules look at.
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
  /** The action of the request; undefined when no action has its path and method. */
  readonly action: ActionName | undefined
}

/**
 * The control of an emulator's faults.
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
   * Plans a fault for the next matching requests, after the faults that are already planned. A fault that the catalogue
   * does not have is a mistake of the program: the effect dies with an `EmulatorError` that names it.
   */
  readonly next: (fault: FaultName | NamedFault | Fault, options?: FaultOptions) => Effect.Effect<void>
  /** Adds rules. The effect dies with an `EmulatorError` when a rule is wrong. */
  readonly plan: (plan: FaultPlan) => Effect.Effect<void>
  /** Removes all planned faults and rules. */
  readonly clear: Effect.Effect<void>
  /** Counts a request, and gives the fault that happens to it. */
  readonly take: (call: Call) => Effect.Effect<NamedFault | Fault | undefined>
}

interface ActiveRule {
  readonly fault: NamedFault | Fault
  readonly fits: (call: Call) => boolean
  readonly nth: number
  readonly times: number
  /** True when the fault happens to the matching request with this number. */
  readonly happensTo: (seen: number) => boolean
  /** The number of requests that matched so far. */
  readonly seen: number
  /** The number of requests to which the fault happened so far. */
  readonly happened: number
}

const toActiveRule = (
  fault: ActiveRule["fault"],
  { action, method, nth = 1, times = 1 }: FaultOptions,
  happensTo: ActiveRule["happensTo"] = () => true
): ActiveRule => ({
  fault,
  fits: (call) => (action === undefined || action === call.action) && (method === undefined || method === call.method),
  nth,
  times,
  happensTo,
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
      // The number of the request decides, so that other rules have no influence.
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

/** Makes the control, with the rules of a plan. @since 0.1.0 */
export const makeFaults = (plan: FaultPlan = { rules: [] }): Effect.Effect<Faults> =>
  Effect.map(Ref.make(toActiveRules(plan)), (ref) => ({
    next: Effect.fnUntraced(function* (nameOrFault, options = {}) {
      const fault = typeof nameOrFault === "string" ? { fault: nameOrFault } : nameOrFault
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
        const rules = before.map(countIfMatching(call))
        const active = rules.find((plan) => plan.fits(call) && plan.seen >= plan.nth && plan.happensTo(plan.seen))
        const after = rules.flatMap((plan) => {
          if (plan !== active) return [plan]
          const happened = plan.happened + 1
          return happened < plan.times ? [{ ...plan, happened }] : []
        })
        return [active?.fault, after]
      })
  }))
