// One write is read, begun and sent: each thing that may go wrong on the way has its state, and a sentence that is true.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, type PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { apply, countsOf, finalOf, inviteAll, membersOf, onPlants, plan, tagAll } from "../support/fleet.ts"
import { ledgerWith } from "../support/ledgerWith.ts"

const tagOne: PlanRequest = { ...tagAll, targets: { orgs: ["Plant 1"] } }
const addOne: PlanRequest = {
  operation: "add_member",
  member: { email: "jo@example.com", role: "view" },
  targets: { orgs: ["Plant 2"] }
}
const removeOne: PlanRequest = { operation: "remove_member", targets: { person: "jo@example.com" } }

/** Losant's error of a status. */
const refusal = (status: number, handled = false) =>
  ({ kind: "answer", status, body: '{"type":"SomeType","message":"a reason"}', handled }) as const

const reads = { method: "GET" }

/** The first write of a set after it was applied. */
const applied = Effect.fnUntraced(function* (request: PlanRequest, prepare: Effect.Effect<unknown, unknown, Emulator>) {
  const { set } = yield* plan(request)
  yield* prepare
  const events = yield* apply(set.id, { concurrency: 1 })
  const [entry] = finalOf(events)
  if (entry === undefined) return yield* Effect.die("the set has no write")
  const { state, attempts, detail } = entry
  return { events, entry: { state, attempts, detail } }
})

const fail = (
  fault: Parameters<Emulator["Service"]["faults"]["next"]>[0],
  options: Parameters<Emulator["Service"]["faults"]["next"]>[1]
) => Effect.flatMap(Emulator, ({ faults }) => faults.next(fault, options))

const test = (title: string, effect: Parameters<typeof onPlants<void, unknown>>[0]) =>
  it.effect(title, () => onPlants(effect))

describe("the read before a write", () => {
  for (const status of [400, 401, 403, 413, 422]) {
    test(
      `ends the write if Losant refuses it for good, with ${status}`,
      Effect.gen(function* () {
        const { entry } = yield* applied(tagOne, fail(refusal(status), reads))
        assert.deepInclude(entry, { state: "failed", attempts: 0 })
        assert.match(entry.detail ?? "", /^Nothing was sent: instanceOrg\.get: Losant answered /)
      })
    )
  }

  test(
    "is tried three times in a run if it fails otherwise, and the write stays planned",
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const twice = yield* applied(tagOne, fail("status-500", { ...reads, times: 2 }))
      assert.deepInclude(twice.entry, { state: "done", attempts: 1 })
      let before = 0
      const { entry } = yield* applied(
        { ...tagOne, changes: { description: "x" } },
        Effect.gen(function* () {
          before = (yield* requests.all).length
          yield* fail("status-500", { ...reads, times: 100 })
        })
      )
      assert.deepEqual(entry, { state: "planned", attempts: 0, detail: undefined })
      assert.strictEqual((yield* requests.all).length - before, 3)
    })
  )

  test(
    "stops the set at the fifth failure in a row, and goes on after a 429",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan(tagAll)
      yield* faults.next("status-500", { ...reads, times: 100 })
      const stopped = yield* apply(set.id, { concurrency: 1 })
      assert.deepInclude(
        stopped.find(({ _tag }) => _tag === "Stopped"),
        { reason: "failures" }
      )
      yield* faults.clear
      yield* faults.next({ fault: "rate-limited-seconds", seconds: 1 }, { ...reads, times: 2 })
      assert.deepInclude(countsOf(yield* apply(set.id)), { done: 8 })
    })
  )
})

describe("a write that Losant refuses", () => {
  for (const status of [400, 401, 403, 413]) {
    test(
      `with ${status} has failed, with Losant's words`,
      Effect.gen(function* () {
        const { entry } = yield* applied(tagOne, fail(refusal(status), { method: "PATCH" }))
        assert.deepInclude(entry, { state: "failed", attempts: 1 })
        assert.match(entry.detail ?? "", /^instanceOrg\.patch: Losant answered .*a reason/)
      })
    )
  }

  test(
    "with 429 is sent again after the wait",
    Effect.gen(function* () {
      const { entry, events } = yield* applied(
        tagOne,
        fail({ fault: "rate-limited-seconds", seconds: 7 }, { method: "PATCH" })
      )
      assert.deepInclude(entry, { state: "done", attempts: 2 })
      assert.isAtLeast(finalOf(events)[0]?.begunAt ?? 0, 7_000)
    })
  )

  test(
    "is done if it is so already: the person is a member, or is gone",
    Effect.gen(function* () {
      const detail = "It was so already when the request came."
      const added = yield* applied(addOne, fail(refusal(409, true), { method: "POST" }))
      assert.deepEqual(added.entry, { state: "done", attempts: 1, detail })
      const removed = yield* applied(removeOne, fail(refusal(404, true), { method: "DELETE" }))
      assert.deepEqual(removed.entry, { state: "done", attempts: 1, detail })
      assert.lengthOf(yield* membersOf(1), 1)
    })
  )

  test(
    "has failed if a look does not find it so",
    Effect.gen(function* () {
      for (const status of [404, 409]) {
        const { entry } = yield* applied(addOne, fail(refusal(status), { method: "POST" }))
        assert.deepInclude(entry, { state: "failed", attempts: 1 })
        assert.include(entry.detail, "a reason")
      }
    })
  )
})

describe("a write that was carried out, with an answer that cannot be read", () => {
  test(
    "is done, and says so",
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      let before = 0
      const { entry } = yield* applied(
        tagOne,
        Effect.gen(function* () {
          before = (yield* requests.all).length
          yield* fail("body-cut", { method: "PATCH" })
        })
      )
      assert.deepInclude(entry, { state: "done", attempts: 1 })
      assert.strictEqual((yield* requests.all).length - before, 2, "nothing is looked for")
      assert.match(entry.detail ?? "", /^It was carried out\. instanceOrg\.patch: Losant answered 200, but /)
    })
  )

  test(
    "finds the new organization, if it created one",
    Effect.gen(function* () {
      const { events, entry } = yield* applied(
        { operation: "create_org", orgs: [{ name: "New" }] },
        fail("body-cut", { method: "POST" })
      )
      assert.deepInclude(entry, { state: "done", attempts: 1 })
      const { instanceId } = yield* Emulator
      const orgId = yield* Effect.fromNullishOr(finalOf(events)[0]?.created)
      assert.strictEqual((yield* InstanceOrg.get({ instanceId, orgId })).name, "New")
    })
  )

  test(
    "ends a row of failures",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan(tagAll)
      yield* faults.next("status-500-applied", { method: "PATCH", times: 4 })
      yield* faults.next("body-cut", { method: "PATCH", nth: 5 })
      yield* faults.next("status-500-applied", { method: "PATCH", nth: 6 })
      const events = yield* apply(set.id, { concurrency: 1 })
      assert.deepInclude(countsOf(events), { done: 8 })
    })
  )
})

describe("a process that was held up between the record and the request", () => {
  /** A ledger that takes so long to record a beginning, in milliseconds. */
  const slow = (delay: number) =>
    ledgerWith((session) => ({
      begin: (...parameters: Parameters<typeof session.begin>) =>
        Effect.tap(session.begin(...parameters), () => Effect.sleep(delay))
    }))

  for (const [delay, state, attempts, count] of [
    [2_000, "done", 1, 1],
    [3_000, "planned", 3, 0]
  ] as const) {
    test(
      `by ${delay} ms sends ${count} requests`,
      Effect.gen(function* () {
        const { writes } = yield* Emulator
        const { set } = yield* plan(tagOne)
        const events = yield* apply(set.id).pipe(
          Effect.provide(Layer.provide(Layer.fresh(ChangeSets.layer), slow(delay)))
        )
        assert.deepInclude(finalOf(events)[0], { state, attempts })
        if (count === 0) {
          assert.strictEqual(finalOf(events)[0]?.detail, "The process was held up, so nothing was sent.")
        }
        assert.strictEqual(yield* writes.count(), count)
      })
    )
  }
})

test(
  "an email that was sent is no failure of the set",
  Effect.gen(function* () {
    const { entry } = yield* applied(inviteAll, Effect.void)
    assert.deepEqual(entry, { state: "done", attempts: 1, detail: undefined })
  })
)
