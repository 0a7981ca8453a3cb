/**
 * Plans that take longer than a call. A plan goes on when its call has answered, and another call waits for it further. A
 * plan changes nothing, so one that nobody asks for again is simply given up.
 */
import { randomUUID } from "node:crypto"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { RecordedSet } from "@effect-losant/fleet"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { ClientRequest } from "../model/ClientRequest.ts"
import { Refusal } from "../model/Refusal.ts"
import { quote } from "../text/escapes.ts"

/** So many plans may be under way. The oldest one is given up for another. */
const maxPlans = 5

const maxIdLength = 50
const stepsOfProgress = 25

/** The requests of a plan, told to the client of the call that waits for it. */
interface Progress {
  requests: number
  tell: ((requests: number) => Effect.Effect<void>) | undefined
}

interface UnderWay {
  readonly key: string
  readonly progress: Progress
  readonly fiber: Fiber.Fiber<RecordedSet, LosantError | Refusal>
}

/** The plans of this process that were not ready when their call had to answer. */
const Plans = Context.Reference<Map<string, UnderWay>>("@effect-losant/mcp-server/PlansUnderWay", {
  defaultValue: () => new Map()
})

/** A plan that is not ready yet. */
export interface Unfinished {
  readonly continue: string
  readonly requests: number
}

const isUnfinished = (id: string, { requests }: Progress): Unfinished => ({ continue: id, requests })

/** The same arguments belong to the same plan. */
interface Wanted {
  /** Equal for two calls that ask for the same plan. */
  readonly key: string
  /** The id of a plan that an earlier call began. */
  readonly continue: string | undefined
  /** In milliseconds, from now. */
  readonly timeLeft: number
}

const unknownPlan = (id: string): Refusal =>
  new Refusal(
    "changeSet",
    `Nothing was planned: continue ${quote(id, maxIdLength)} names no plan that this server has under way. It may have been ` +
      "restarted. Call losant_plan_changes again without continue."
  )

const otherPlan = new Refusal(
  "changeSet",
  "Nothing was planned: continue was given for other arguments. Call with the same arguments, or without continue for a new plan."
)

/**
 * Begins a plan, or waits for one that was begun. `make` gets the effect to run with each request. A call that is cancelled
 * gives its plan up.
 */
export const awaitPlan = Effect.fnUntraced(function* (
  { key, continue: id, timeLeft }: Wanted,
  make: (onRequest: Effect.Effect<void>) => Effect.Effect<RecordedSet, LosantError | Refusal>
): Effect.fn.Return<RecordedSet | Unfinished, LosantError | Refusal> {
  const plans = yield* Plans
  const { progress: report } = yield* ClientRequest
  const tell = (done: number) => report({ done, message: `Planning: request ${done}` })

  const begin = Effect.gen(function* () {
    const progress: Progress = { requests: 0, tell: undefined }
    const onRequest = Effect.suspend(() => {
      progress.requests += 1
      const { requests, tell } = progress
      return tell !== undefined && requests % stepsOfProgress === 1 ? tell(requests) : Effect.void
    })
    const fiber = yield* Effect.forkDetach(make(onRequest))
    return { id: randomUUID(), plan: { key, progress, fiber } }
  })

  const find = (wanted: string) => {
    const plan = plans.get(wanted)
    if (plan === undefined) return Effect.fail(unknownPlan(wanted))
    return plan.key === key ? Effect.succeed({ id: wanted, plan }) : Effect.fail(otherPlan)
  }

  const { id: planId, plan } = yield* id === undefined ? begin : find(id)
  plan.progress.tell = tell
  const ended = yield* Fiber.await(plan.fiber).pipe(
    Effect.timeoutOption(timeLeft),
    Effect.onInterrupt(() =>
      Effect.andThen(
        Effect.sync(() => plans.delete(planId)),
        Fiber.interrupt(plan.fiber)
      )
    ),
    // The next progress belongs to another call.
    Effect.ensuring(
      Effect.sync(() => {
        plan.progress.tell = undefined
      })
    )
  )
  if (Option.isSome(ended)) {
    plans.delete(planId)
    return yield* Exit.isSuccess(ended.value) ? Effect.succeed(ended.value.value) : Effect.failCause(ended.value.cause)
  }
  plans.set(planId, plan)
  const [[oldest, given] = []] = plans.size > maxPlans ? plans : []
  if (oldest !== undefined && given !== undefined) {
    plans.delete(oldest)
    yield* Fiber.interrupt(given.fiber)
  }
  return isUnfinished(planId, plan.progress)
})
