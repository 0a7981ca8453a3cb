import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { ChangeSetId, type RecordedSet } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { awaitPlan } from "../../src/changes/plansUnderWay.ts"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import { Refusal } from "../../src/model/Refusal.ts"
import { instanceId } from "../support/samples.ts"

const recorded: RecordedSet = {
  set: {
    id: ChangeSetId.make("00000000-0000-4000-8000-000000000001"),
    instanceId: InstanceId.make(instanceId),
    operation: "update_org",
    createdAt: 0,
    expiresAt: 3_600_000,
    organizations: 1,
    excluded: [],
    requests: 1
  },
  entries: []
}

const timeLeft = 40_000

/** A plan of so many requests, each of which takes a little less than a second. */
const slowPlan = (requests: number) => (onRequest: Effect.Effect<void>) =>
  Effect.as(
    Effect.forEach(Array.from({ length: requests }), () => Effect.andThen(Effect.sleep("900 millis"), onRequest)),
    recorded
  )

/** A call that waits for a plan, with the clock at its end. */
const call = Effect.fnUntraced(function* (id: string | undefined, make: Parameters<typeof awaitPlan>[1], key = "all") {
  const fiber = yield* Effect.forkChild(Effect.exit(awaitPlan({ key, continue: id, timeLeft }, make)))
  yield* TestClock.adjust(timeLeft)
  return yield* yield* Fiber.join(fiber)
})

const continueOf = (answer: Effect.Success<ReturnType<typeof awaitPlan>>) =>
  "continue" in answer ? answer : assert.fail("the plan is ready")

describe("a plan that takes longer than a call", () => {
  it.effect("goes on, and another call gets it: no request is made twice", () =>
    Effect.gen(function* () {
      const progress: Array<number> = []
      const answer = yield* Effect.gen(function* () {
        const first = continueOf(yield* call(undefined, slowPlan(100)))
        assert.deepInclude(first, { requests: 44 })
        const second = continueOf(yield* call(first.continue, slowPlan(0)))
        assert.deepEqual(second, { continue: first.continue, requests: 88 })
        return yield* call(second.continue, slowPlan(0))
      }).pipe(
        Effect.provideService(ClientRequest, {
          client: "",
          canElicit: false,
          showsViews: false,
          viewAnswer: undefined,
          inputResponses: undefined,
          requestState: () => undefined,
          wantsProgress: true,
          progress: ({ done }) => Effect.sync(() => void progress.push(done))
        })
      )
      assert.strictEqual(answer, recorded)
      assert.deepEqual(progress, [1, 26, 51, 76])
    })
  )

  it.effect("belongs to its arguments, and is told once", () =>
    Effect.gen(function* () {
      const first = continueOf(yield* call(undefined, slowPlan(50)))
      const other = yield* Effect.flip(call(first.continue, slowPlan(0), "some"))
      assert.include(other.message, "was given for other arguments")
      assert.strictEqual(yield* call(first.continue, slowPlan(0)), recorded)
      const again = yield* Effect.flip(call(first.continue, slowPlan(0)))
      assert.include(again.message, "names no plan that this server has under way")
    })
  )

  it.effect("tells its failure to the call that waits for it", () =>
    Effect.gen(function* () {
      const failing = () =>
        Effect.andThen(Effect.sleep("50 seconds"), Effect.fail(new Refusal("changeSet", "no such name")))
      const { continue: id } = continueOf(yield* call(undefined, failing))
      assert.strictEqual((yield* Effect.flip(call(id, failing))).message, "no such name")
    })
  )

  it.effect("is given up with a call that is cancelled, and when there are too many", () =>
    Effect.gen(function* () {
      let ended = 0
      const endless = () =>
        Effect.onInterrupt(Effect.never, () =>
          Effect.sync(() => {
            ended += 1
          })
        )
      const cancelled = yield* Effect.forkChild(awaitPlan({ key: "all", continue: undefined, timeLeft }, endless))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(cancelled)
      assert.strictEqual(ended, 1)
      for (let index = 0; index < 6; index += 1) yield* call(undefined, endless)
      assert.strictEqual(ended, 2)
    })
  )
})
