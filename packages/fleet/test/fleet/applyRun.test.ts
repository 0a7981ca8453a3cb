// A run carries a plan out once, in sets of bounded size, by the engine of change sets.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgs } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import {
  countStates,
  Fleet,
  FleetPlan,
  type FleetRefused,
  Ledger,
  MemoryLedger,
  type Write
} from "@effect-losant/fleet"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { withTime } from "../support/fleet.ts"
import {
  apply,
  desired,
  endOf,
  type FleetServices,
  on,
  orgOf,
  planOf,
  plantId,
  plants,
  statesOf
} from "../support/plants.ts"
import { setId } from "../support/sets.ts"

const describeAll = (count: number, value = "changed") =>
  `orgs:\n${Array.from({ length: count }, (_, index) => `  plant-${index + 1}: { description: ${value} }\n`).join("")}`

const refusalOf = <A, R>(effect: Effect.Effect<A, { readonly _tag: string; readonly message: string }, R>) =>
  Effect.map(Effect.flip(effect), (error) => {
    assert.strictEqual(error._tag, "FleetRefused")
    // Sound: the tag was checked.
    return error as FleetRefused
  })

const resume = (id: FleetPlan["id"], options = {}) =>
  withTime(Fleet.use((fleet) => Stream.runCollect(fleet.resume(id, options))))

describe("a plan", () => {
  it.effect("survives its file, and is applied once", () =>
    Effect.gen(function* () {
      const codec = Schema.fromJsonString(FleetPlan)
      const text = yield* Schema.encodeEffect(codec)(yield* planOf(describeAll(2)))
      const plan = yield* Schema.decodeEffect(codec)(text)
      assert.deepStrictEqual(statesOf(yield* apply(plan)), ["done", "done"])
      const again = yield* refusalOf(apply(plan))
      assert.deepStrictEqual([again.reason, again.message.includes("a plan is applied once")], ["applied", true])
      // A plan without a write is recorded too.
      const empty = yield* planOf(describeAll(2))
      assert.deepStrictEqual(empty.writes, [])
      yield* apply(empty)
      assert.strictEqual((yield* refusalOf(apply(empty))).reason, "applied")
    }).pipe(Effect.provide(on(plants(2))))
  )

  it.effect("is bound to what it saw: a stale write is skipped and named", () =>
    Effect.gen(function* () {
      const plan = yield* planOf(describeAll(2))
      const { instanceId } = yield* Emulator
      // Another field of the organization has changed.
      yield* withTime(
        Effect.andThen(
          Effect.sleep("1 second"),
          InstanceOrg.patch({ instanceId, orgId: plantId(1), organization: { iconColor: "#fff" } })
        )
      )
      const entries = endOf(yield* apply(plan))
      assert.deepStrictEqual(
        entries.map(({ write, state, detail }) => [write.orgName, state, detail]),
        [
          ["Plant 1", "skipped", "Skipped: lastUpdated changed since the plan."],
          ["Plant 2", "done", undefined]
        ]
      )
      assert.notProperty(yield* orgOf(1), "description")
    }).pipe(Effect.provide(on(plants(2))))
  )

  it.effect("creates an organization once, though another ledger applied it before", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("orgs: { new: { name: New } }")
      assert.deepStrictEqual(statesOf(yield* apply(plan)), ["done"])
      const elsewhere = Layer.fresh(Fleet.layer.pipe(Layer.provide(MemoryLedger.layer)))
      const events = yield* apply(plan).pipe(Effect.provide(elsewhere))
      assert.deepStrictEqual(
        endOf(events).map(({ state, detail }) => [state, detail]),
        [["skipped", "Nothing had to be changed: it is so already."]]
      )
      const { instanceId } = yield* Emulator
      assert.strictEqual((yield* InstanceOrgs.get({ instanceId })).totalCount, 1)
    }).pipe(Effect.provide(on([])))
  )
})

describe("the guards", () => {
  it.effect("bound what is taken away, from ten organizations on", () =>
    Effect.gen(function* () {
      const most =
        "orgs: { plant-1: {}, plant-2: {}, plant-3: {}, plant-4: {}, plant-5: {}, plant-6: {}, plant-7: {}, plant-8: {}, plant-9: {}, plant-10: {} }"
      const plan = yield* planOf(most, { prune: true })
      const { reason, problems } = yield* refusalOf(apply(plan, { allowDangerous: true }))
      assert.deepStrictEqual(
        [reason, ...problems],
        [
          "guard",
          "2 of 12 organizations would be disabled or deleted, or lose members, and 1 may: allow it for this run with --max-removals 2."
        ]
      )
      assert.deepStrictEqual(statesOf(yield* apply(plan, { allowDangerous: true, maxRemovals: 2 })), ["done", "done"])
    }).pipe(Effect.provide(on(plants(12))))
  )

  it.effect("count organizations whose files are lost", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("orgs: {}", { prune: true })
      const { problems } = yield* refusalOf(apply(plan, { allowDangerous: true }))
      assert.include(problems[0], "12 of 12 organizations would be disabled or deleted, or lose members, and 1 may")
    }).pipe(Effect.provide(on(plants(12))))
  )

  it.effect("never let an organization lose its last administrator", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("manage: [members]\norgs: { plant-1: { members: { ada@example.com: view } } }")
      const { problems } = yield* refusalOf(apply(plan, { allowDangerous: true, maxRemovals: 100 }))
      assert.deepStrictEqual(problems, [
        '"Plant 1" would be left without an administrator, which nothing allows: name another one in the files.'
      ])
    }).pipe(Effect.provide(on(plants(1))))
  )

  it.effect("let a dangerous write through only if it is allowed, and read the use of a lowered limit", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("orgs: { plant-1: { limits: { member: 0 } }, plant-2: { limits: { member: 19 } } }")
      assert.deepStrictEqual(
        plan.writes.map(({ dangers }) => dangers),
        [["lowerLimitBelowUse"], []]
      )
      assert.strictEqual(plan.requests, 2)
      const { problems } = yield* refusalOf(apply(plan))
      assert.deepStrictEqual(problems, [
        "1 writes are dangerous (lower limits of the organization below what it uses): allow them for this run with --allow-dangerous."
      ])
    }).pipe(Effect.provide(on(plants(2))))
  )
})

describe("a run", () => {
  it.effect("has as many sets as it needs, and numbers its writes through", () =>
    Effect.gen(function* () {
      const plan = yield* planOf(describeAll(401))
      assert.lengthOf(plan.writes, 401)
      const events = yield* apply(plan, { concurrency: 16 })
      const entries = endOf(events)
      assert.deepStrictEqual(countStates(entries), {
        planned: 0,
        begun: 0,
        done: 401,
        failed: 0,
        unknown: 0,
        skipped: 0
      })
      assert.deepStrictEqual(
        [0, 199, 200, 400].map((id) => [entries[id]?.id, entries[id]?.write.orgName]),
        [
          [0, "Plant 1"],
          [199, "Plant 200"],
          [200, "Plant 201"],
          [400, "Plant 401"]
        ]
      )
      const recorded = events.flatMap((event) => (event._tag === "Recorded" ? [event.entry.id] : []))
      assert.strictEqual(new Set(recorded).size, 401)
      assert.lengthOf(yield* Ledger.use(({ list }) => list), 4)
    }).pipe(Effect.provide(on(plants(401))))
  )

  it.effect("is gone on with by its plan and by its id, and no write is sent twice", () =>
    Effect.gen(function* () {
      const { writes } = yield* Emulator
      const plan = yield* planOf(describeAll(210))
      const fleet = yield* Fleet
      // The process ends while one write of the second set waits.
      const judge = ({ orgName }: Write) => (orgName === "Plant 205" ? Effect.never : Effect.undefined)
      const first = yield* withTime(
        fleet.apply(plan, { concurrency: 16, judge }).pipe(
          Stream.takeUntil((event) => event._tag === "Recorded" && event.entry.id === 201),
          Stream.runCollect
        )
      )
      assert.strictEqual(first.at(-1)?._tag, "Recorded")
      const other = yield* planOf("orgs: { plant-1: { description: other } }")
      assert.strictEqual((yield* refusalOf(apply(other))).reason, "unfinished")
      assert.isBelow(countStates((yield* fleet.run(plan.id)).entries).done, 210)
      const entries = endOf(yield* apply(plan, { concurrency: 16 }))
      assert.strictEqual(countStates(entries).done, 210)
      assert.strictEqual((yield* refusalOf(apply(plan))).reason, "applied")
      assert.deepStrictEqual([...new Set(Object.values(yield* writes.counts))], [1])
      assert.strictEqual(yield* writes.count(), 210)
    }).pipe(Effect.provide(on(plants(210))))
  )

  it.effect("is the only one on its instance", () =>
    Effect.gen(function* () {
      const fleet = yield* Fleet
      const [one, other] = [yield* planOf(describeAll(2)), yield* planOf(describeAll(2))]
      const begun = yield* Deferred.make<void>()
      const goOn = yield* Deferred.make<void>()
      const judge = () =>
        Deferred.succeed(begun, undefined).pipe(Effect.andThen(Deferred.await(goOn)), Effect.as(undefined))
      const fiber = yield* Effect.forkChild(Stream.runCollect(fleet.apply(one, { judge })))
      yield* Deferred.await(begun)
      for (const attempt of [apply(other), apply(one), resume(one.id), withTime(fleet.cancel(one.id))]) {
        const { reason, message } = yield* refusalOf<unknown, FleetServices>(attempt)
        assert.deepStrictEqual(
          [reason, message.includes("Another run is applied to this instance now.")],
          ["busy", true]
        )
      }
      yield* Deferred.succeed(goOn, undefined)
      assert.deepStrictEqual(statesOf(yield* Fiber.join(fiber)), ["done", "done"])
    }).pipe(Effect.provide(on(plants(2))))
  )

  it.effect("stops after five failures, is cancelled, and then a new plan is applied", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const fleet = yield* Fleet
      const plan = yield* planOf(describeAll(8))
      yield* faults.next("status-500", { method: "PATCH", times: 100 })
      const events = yield* apply(plan, { concurrency: 1, settle: "1 second" })
      assert.strictEqual(events.find(({ _tag }) => _tag === "Stopped")?._tag, "Stopped")
      yield* faults.clear
      assert.strictEqual((yield* refusalOf(apply(yield* planOf(describeAll(8))))).reason, "unfinished")
      assert.strictEqual(yield* fleet.cancel(plan.id), countStates(endOf(events)).planned)
      // A write without an answer is looked for, and may be sent again.
      const { unknown, skipped, planned } = countStates(endOf(yield* resume(plan.id, { settle: "1 second" })))
      assert.deepStrictEqual([unknown, planned], [0, 0])
      assert.isAbove(skipped, 0)
      const rest = yield* planOf(describeAll(8))
      assert.lengthOf(rest.writes, skipped)
      assert.strictEqual(countStates(endOf(yield* apply(rest))).done, skipped)
    }).pipe(Effect.provide(on(plants(8))))
  )

  it.effect("leaves an email without an answer to a person, who resolves it", () =>
    Effect.gen(function* () {
      const { faults, writes } = yield* Emulator
      const fleet = yield* Fleet
      const plan = yield* planOf(
        "manage: [invites]\norgs: { plant-1: { invites: { new@example.com: view } }, plant-2: { invites: { new@example.com: view } } }"
      )
      yield* faults.next("close-before-headers", { method: "POST", times: 2 })
      assert.deepStrictEqual(statesOf(yield* apply(plan, { waitForSettle: false })), ["unknown", "unknown"])
      assert.strictEqual((yield* refusalOf(fleet.resolve(plan.id, 0, "again"))).reason, "notUnknown")
      assert.deepStrictEqual(statesOf(yield* resume(plan.id)), ["unknown", "unknown"])
      assert.strictEqual(yield* writes.count(), 0)
      assert.strictEqual((yield* refusalOf(fleet.resolve(plan.id, 7, "done"))).reason, "notFound")
      assert.deepInclude(yield* fleet.resolve(plan.id, 0, "done"), { id: 0, state: "done" })
      assert.strictEqual((yield* refusalOf(fleet.resolve(plan.id, 0, "again"))).reason, "notUnknown")
      assert.deepInclude(yield* fleet.resolve(plan.id, 1, "again"), { id: 1, state: "planned" })
      assert.deepStrictEqual(statesOf(yield* resume(plan.id)), ["done", "done"])
      assert.strictEqual(yield* writes.count(), 1)
      const unknownRun = setId(1)
      assert.strictEqual((yield* refusalOf(fleet.run(unknownRun))).reason, "notFound")
      assert.strictEqual((yield* refusalOf(resume(unknownRun))).reason, "notFound")
    }).pipe(Effect.provide(on(plants(2))))
  )
})

describe("drift", () => {
  it.effect("is everything without a run, and then what somebody changed beside the files", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const fleet = yield* Fleet
      const driftOf = (text: string) => Effect.flatMap(desired(text), fleet.drift)
      const [first, second] = ["{ description: one }", "{ description: two }"]
      const text = (value: string) => `orgs: { plant-1: ${first}, plant-2: ${value} }`
      const before = yield* driftOf(text(first))
      assert.lengthOf(before.plan.writes, 2)
      assert.notProperty(before, "since")
      const plan = yield* planOf(text(first))
      yield* apply(plan)
      assert.deepStrictEqual((yield* driftOf(text(first))).plan.writes, [])
      for (const number of [1, 2]) {
        yield* InstanceOrg.patch({ instanceId, orgId: plantId(number), organization: { description: "by hand" } })
      }
      const after = yield* driftOf(text(second))
      assert.deepStrictEqual(
        after.plan.writes.map(({ orgName }) => orgName),
        ["Plant 1"]
      )
      assert.deepStrictEqual(after.changedInFiles, ["plant-2"])
      assert.strictEqual(after.since?.run, plan.id)
    }).pipe(Effect.provide(on(plants(2))))
  )
})
