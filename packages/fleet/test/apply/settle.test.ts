// A write without an answer is looked for: what a look finds, and when, decides if it is sent again.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { type ChangeEvent, type Entry, Ledger, type PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { makeBrake } from "../../src/apply/Brake.ts"
import { settingsOf } from "../../src/apply/options.ts"
import { makeOrgNames } from "../../src/apply/orgNames.ts"
import type { Run } from "../../src/apply/Run.ts"
import { isOpen, settle, settlesAt } from "../../src/apply/settle.ts"
import { inviteAll, onPlants, plan, plantId, tagAll } from "../support/fleet.ts"

const tagOne: PlanRequest = { ...tagAll, targets: { orgs: ["Plant 1"] } }

/** In milliseconds: ten seconds for the answer, and a minute more. */
const settleTime = 70_000

interface Begun {
  readonly run: Run
  readonly events: Array<ChangeEvent>
  /** The entry as the ledger has it. */
  readonly entry: Effect.Effect<Entry>
}

/** The run of a set whose only write was begun so many times, the last time now. */
const begin = Effect.fnUntraced(function* (request: PlanRequest, attempts = 1) {
  const { instanceId } = yield* Emulator
  const { set } = yield* plan(request)
  const session = yield* Ledger.use((ledger) => ledger.open(set.id))
  const entry = Effect.flatMap(session.current, ({ entries }) => Effect.fromNullishOr(entries[0])).pipe(Effect.orDie)
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const begun = Option.getOrThrow(yield* session.begin(yield* entry))
    if (attempt < attempts) yield* session.end(begun, { state: "planned" })
  }
  const events: Array<ChangeEvent> = []
  const run: Run = {
    instanceId,
    session,
    settings: settingsOf({}),
    brake: makeBrake(),
    names: makeOrgNames(instanceId, []),
    resendable: new Set(),
    emit: (event) => Effect.sync(() => void events.push(event))
  }
  return { run, events, entry } satisfies Begun
})

/** Looks once, and gives what the ledger has then. */
const look = Effect.fnUntraced(function* ({ run, entry }: Begun) {
  const isAnswered = yield* settle(run, yield* entry)
  const { state, detail, settled } = yield* entry
  return { isAnswered, state, detail, settled }
})

const test = (title: string, effect: Parameters<typeof onPlants<void, unknown>>[0]) =>
  it.effect(title, () => onPlants(effect))

describe("a write whose effect is not found", () => {
  const gone = {
    isAnswered: true,
    state: "unknown",
    detail: "The process ended before the answer came.",
    settled: undefined
  } as const

  test(
    "is unknown until the settle time, and then sent again",
    Effect.scoped(
      Effect.gen(function* () {
        const begun = yield* begin(tagOne)
        assert.deepStrictEqual(yield* look(begun), gone)
        yield* TestClock.adjust(settleTime - 1)
        assert.deepStrictEqual(yield* look(begun), gone)
        assert.lengthOf(begun.events, 1, "a look that changes nothing tells nothing")
        yield* TestClock.adjust(1)
        assert.deepStrictEqual(yield* look(begun), {
          isAnswered: true,
          state: "planned",
          detail: "Its effect was not found, so it is sent again.",
          settled: undefined
        })
      })
    )
  )

  test(
    "is left to a person after three attempts",
    Effect.scoped(
      Effect.gen(function* () {
        for (const [attempts, state] of [
          [2, "planned"],
          [3, "unknown"]
        ] as const) {
          const begun = yield* begin(tagOne, attempts)
          yield* TestClock.adjust(settleTime)
          const after = yield* look(begun)
          assert.strictEqual(after.state, state)
          if (state === "unknown") {
            assert.strictEqual(after.detail, "Losant gave no answer, and the effect was not found.")
            assert.isTrue(after.settled)
          }
        }
      })
    )
  )

  test(
    "is sent again if it is an email only if a person says so, and then once",
    Effect.scoped(
      Effect.gen(function* () {
        const begun = yield* begin(inviteAll)
        yield* TestClock.adjust(settleTime)
        assert.deepStrictEqual(yield* look(begun), {
          isAnswered: true,
          state: "unknown",
          detail:
            "Losant gave no answer, and the invitation was not found. An email cannot be taken back, so it is sent again only if a person says so.",
          settled: true
        })
        begun.run.resendable.add(0)
        assert.strictEqual((yield* look(begun)).state, "planned")
        assert.strictEqual(begun.run.resendable.size, 0)
      })
    )
  )
})

test(
  "a write whose effect is found is done",
  Effect.scoped(
    Effect.gen(function* () {
      const begun = yield* begin({ ...tagOne, changes: { description: "x" } })
      const { instanceId } = begun.run
      yield* InstanceOrg.patch({ instanceId, orgId: plantId(1), organization: { description: "x" } })
      assert.deepStrictEqual(yield* look(begun), {
        isAnswered: true,
        state: "done",
        detail: "Losant gave no answer; its effect was found by looking.",
        settled: undefined
      })
    })
  )
)

test(
  "a write about which Losant does not answer stays unknown, also when its settle time has passed",
  Effect.scoped(
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const begun = yield* begin(tagOne)
      yield* TestClock.adjust(settleTime)
      yield* faults.next("status-500", { method: "GET", times: 2 })
      for (const _ of [1, 2]) {
        const { isAnswered, state, settled } = yield* look(begun)
        assert.deepStrictEqual(
          { isAnswered, state, settled },
          { isAnswered: false, state: "unknown", settled: undefined }
        )
      }
      assert.lengthOf(begun.events, 1)
      assert.strictEqual((yield* look(begun)).state, "planned")
    })
  )
)

test(
  "only a write without an answer is open, and one that was left to a person until the person says so",
  Effect.scoped(
    Effect.gen(function* () {
      const { run, entry } = yield* begin(tagOne)
      const begun = yield* entry
      const isOpenIn = (state: Entry["state"], settled?: boolean) =>
        isOpen(run, { ...begun, state, ...(settled === undefined ? {} : { settled }) })
      assert.isTrue(isOpenIn("begun"))
      assert.isTrue(isOpenIn("unknown"))
      assert.isTrue(isOpenIn("unknown", false))
      assert.isFalse(isOpenIn("unknown", true))
      for (const state of ["planned", "done", "failed", "skipped"] as const) assert.isFalse(isOpenIn(state))
      run.resendable.add(0)
      assert.isTrue(isOpenIn("unknown", true))
      assert.isFalse(isOpenIn("done"))
      assert.strictEqual(settlesAt(run, { ...begun, begunAt: 5 }), settleTime + 5)
    })
  )
)
