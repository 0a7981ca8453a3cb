/** Remembers the plans that views of the client show, until the person has answered, and what became of them. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { NewView } from "../../model/tool/Tool.ts"
import type { Outcome } from "../../model/views/PlanView.ts"
import type { JsonObject } from "../../text/json.ts"
import { monotonicMillis } from "../../text/time.ts"

/** The call that a view confirms. */
export interface PlannedCall {
  readonly tool: string
  readonly values: JsonObject
}

export interface ViewedPlan extends PlannedCall {
  readonly id: string
  /** Absent for a change set. */
  readonly plan?: NonNullable<NewView["plan"]>
  readonly state: "open" | "underWay" | "ended"
  readonly outcome?: Outcome
  /** Milliseconds of the monotonic clock. */
  readonly openedAt: number
}

/** For so long after it was made, in milliseconds, a plan or its outcome can be shown again. */
const memoryMillis = 3_600_000

/** The oldest plans are forgotten first. A plan that is forgotten cannot be confirmed. */
const maxPlans = 200

export interface ViewedPlans {
  /** Remembers a plan that waits for the person. The same id again takes its place. */
  readonly open: (plan: Omit<ViewedPlan, "state" | "openedAt">) => Effect.Effect<void>
  readonly find: (id: string) => Effect.Effect<ViewedPlan | undefined>
  /**
   * Begins to carry a plan out. False if that was begun before, and not opened again since. `mayRepeat` lets a plan that
   * ended go on.
   */
  readonly begin: (id: string, mayRepeat: boolean) => Effect.Effect<boolean>
  /** Notes what became of a plan that was begun. A plan that was opened again meanwhile stays open. */
  readonly end: (id: string, outcome: Outcome | undefined) => Effect.Effect<void>
  /** Notes that a view asked for a plan, which shows that the client shows views. */
  readonly noteShown: Effect.Effect<void>
  /** True if plans were offered to views, and no view ever asked for one. */
  readonly areUnseen: Effect.Effect<boolean>
}

type Plans = HashMap.HashMap<string, ViewedPlan>

const forgetOld = (plans: Plans, now: number): Plans => {
  const recent = HashMap.filter(plans, ({ openedAt }) => now - openedAt < memoryMillis)
  return [...HashMap.values(recent)]
    .sort((one, other) => other.openedAt - one.openedAt)
    .slice(maxPlans - 1)
    .reduce((rest, { id }) => HashMap.remove(rest, id), recent)
}

const make = Effect.gen(function* () {
  const plans = yield* Ref.make<Plans>(HashMap.empty())
  const isShown = yield* Ref.make(false)

  const open: ViewedPlans["open"] = Effect.fnUntraced(function* (plan) {
    const openedAt = yield* monotonicMillis
    yield* Ref.update(plans, (before) =>
      HashMap.set(forgetOld(before, openedAt), plan.id, { ...plan, state: "open", openedAt })
    )
  })

  const find: ViewedPlans["find"] = Effect.fnUntraced(function* (id) {
    const now = yield* monotonicMillis
    const found = HashMap.get(yield* Ref.get(plans), id)
    return Option.getOrUndefined(Option.filter(found, ({ openedAt }) => now - openedAt < memoryMillis))
  })

  const begin: ViewedPlans["begin"] = (id, mayRepeat) =>
    Ref.modify(plans, (before) => {
      const plan = Option.getOrUndefined(HashMap.get(before, id))
      const mayBegin = plan?.state === "open" || (mayRepeat && plan?.state === "ended")
      if (plan === undefined || !mayBegin) return [false, before] as const
      return [true, HashMap.set(before, id, { ...plan, state: "underWay" as const })] as const
    })

  const end: ViewedPlans["end"] = (id, outcome) =>
    Ref.update(plans, (before) =>
      HashMap.modify(
        before,
        id,
        (plan): ViewedPlan =>
          plan.state === "underWay" ? { ...plan, state: "ended", ...(outcome === undefined ? {} : { outcome }) } : plan
      )
    )

  const areUnseen = Effect.gen(function* () {
    return HashMap.size(yield* Ref.get(plans)) > 0 && !(yield* Ref.get(isShown))
  })

  return { open, find, begin, end, noteShown: Ref.set(isShown, true), areUnseen }
})

/** The default remembers nothing: it serves tests of single modules. */
export const ViewedPlans = Context.Reference<ViewedPlans>("@effect-losant/mcp-server/ViewedPlans", {
  defaultValue: () => ({
    open: () => Effect.void,
    find: () => Effect.undefined,
    begin: () => Effect.succeed(false),
    end: () => Effect.void,
    noteShown: Effect.void,
    areUnseen: Effect.succeed(false)
  })
})

/** One for the process. */
export const layer: Layer.Layer<never> = Layer.effect(ViewedPlans, make)
