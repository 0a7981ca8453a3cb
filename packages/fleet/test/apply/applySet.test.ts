// A set goes on with other organizations while one waits, asks about lost writes, and ends although it cannot ask.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { InstanceOrgs, Losant, type LosantOptions } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { type ChangeEvent, ChangeSets, FileLedger, Ledger, type PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { apply, countsOf, finalOf, inviteAll, layerOf, onPlants, plan, tagAll } from "../support/fleet.ts"

const root = mkdtempSync(join(tmpdir(), "effect-losant-apply-"))
afterAll(() => rmSync(root, { recursive: true }))

const tagOne: PlanRequest = { ...tagAll, targets: { orgs: ["Plant 1"] } }
const createOne = { operation: "create_org", orgs: [{ name: "New" }] } as const satisfies PlanRequest

/** In milliseconds: ten seconds for the answer, and a minute more. */
const settleTime = 70_000

const tagsOf = (events: ReadonlyArray<ChangeEvent>) => events.map(({ _tag }) => _tag)

const untilOf = (events: ReadonlyArray<ChangeEvent>) =>
  events.flatMap((event) => (event._tag === "Settling" ? [event.until] : []))

const test = (title: string, effect: Parameters<typeof onPlants<void, unknown>>[0]) =>
  it.effect(title, () => onPlants(effect))

/** Change sets on a Losant with these options, which reaches the emulator. */
const withLosant = (
  options: Partial<LosantOptions>,
  fetch?: (send: typeof globalThis.fetch) => typeof globalThis.fetch
) =>
  Layer.unwrap(
    Effect.map(Emulator, (emulator) =>
      Layer.provide(
        Layer.fresh(ChangeSets.layer),
        Losant.layer({
          accessToken: emulator.token,
          url: emulator.url,
          fetch: fetch?.(emulator.fetch) ?? emulator.fetch,
          ...options
        })
      )
    )
  )

describe("a set", () => {
  test(
    "creates other organizations while the creation of one hangs",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan({ ...createOne, orgs: [{ name: "New 1" }, { name: "New 2" }] })
      yield* faults.next("hang-before-headers", { method: "POST" })
      const events = yield* apply(set.id)
      const [first] = events
      assert.isTrue(first?._tag === "Recorded" && first.entry.state === "done")
      assert.deepInclude(countsOf(events), { done: 2 })
    })
  )

  test(
    "waits for the last of its lost writes to settle, and not longer",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan({ ...tagAll, targets: { orgs: ["Plant 1", "Plant 2"] } })
      yield* faults.next("hang-before-headers", { method: "PATCH", times: 2 })
      const events = yield* apply(set.id, { concurrency: 1 })
      // The second write begins when the first has waited ten seconds for its answer.
      const [until = 0] = untilOf(events)
      assert.isAtLeast(until, settleTime + 10_000)
      for (const { state, attempts, begunAt = 0 } of finalOf(events)) {
        assert.deepStrictEqual([state, attempts], ["done", 2])
        assert.isAtLeast(begunAt, until)
        assert.isBelow(begunAt, until + 5_000)
      }
    })
  )

  test(
    "ends with a lost write unknown if Losant does not answer when it is asked",
    Effect.gen(function* () {
      const { faults, requests } = yield* Emulator
      const { set } = yield* plan(tagOne)
      yield* faults.next("close-before-headers", { method: "PATCH" })
      yield* faults.next("status-500", { method: "GET", nth: 2, times: 2 })
      const before = (yield* requests.all).length
      const events = yield* apply(set.id)
      const [entry] = finalOf(events)
      assert.deepInclude(entry, { state: "unknown", attempts: 1 })
      assert.isUndefined(entry?.settled)
      // The read, the write, the look after it, and the look when it has settled.
      assert.strictEqual((yield* requests.all).length - before, 4)
      assert.deepInclude(countsOf(yield* apply(set.id)), { done: 1 })
    })
  )

  test(
    "does not wait for lost writes once it has stopped",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan(tagAll)
      yield* faults.next("status-500", { method: "PATCH", times: 100 })
      const events = yield* apply(set.id, { concurrency: 1 })
      assert.notInclude(tagsOf(events), "Settling")
      assert.deepStrictEqual(tagsOf(events).slice(-2), ["Stopped", "Finished"])
    })
  )

  // The clock stands still here: otherwise a set would be held up for as long as the disk takes.
  it.effect("is recorded in files as in memory", () =>
    Effect.gen(function* () {
      const sets = yield* ChangeSets
      const { faults } = yield* Emulator
      const detailsOf = Effect.fnUntraced(function* (request: PlanRequest) {
        const { set } = yield* plan(request)
        const entries = finalOf(yield* Stream.runCollect(sets.apply(set.id)))
        assert.deepStrictEqual((yield* sets.status(set.id)).entries, entries)
        assert.isTrue(entries.every(({ state }) => state === "done"))
        return entries.map(({ detail }) => detail)
      })
      for (const request of [tagOne, inviteAll, createOne]) {
        assert.deepStrictEqual(yield* detailsOf(request), [undefined])
      }
      yield* faults.next("body-cut", { method: "PATCH" })
      assert.match((yield* detailsOf({ ...tagOne, changes: { description: "x" } }))[0] ?? "", /^It was carried out\./)
      yield* faults.next("reset-before-headers-applied", { method: "PATCH" })
      assert.deepStrictEqual(yield* detailsOf({ ...tagOne, changes: { description: "y" } }), [
        "Losant gave no answer; its effect was found by looking."
      ])
    }).pipe(Effect.provide(layerOf({}, FileLedger.layer({ folder: join(root, "ledger") }))))
  )

  test(
    "asks for no name of an organization that it has created itself",
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const { set } = yield* plan({ ...createOne, invites: [{ email: "jo@example.com", role: "view" }] })
      const before = (yield* requests.all).length
      assert.deepInclude(countsOf(yield* apply(set.id)), { done: 2 })
      const sent = (yield* requests.all).slice(before)
      assert.deepStrictEqual(
        sent.map(({ method }) => method),
        ["GET", "POST", "GET", "POST"]
      )
    })
  )

  test(
    "finds what an earlier attempt created late, and creates it no second time",
    Effect.gen(function* () {
      const { instanceId, writes } = yield* Emulator
      const { set } = yield* plan(createOne)
      yield* Effect.scoped(
        Effect.gen(function* () {
          const session = yield* Ledger.use((ledger) => ledger.open(set.id))
          const entry = yield* Effect.fromNullishOr((yield* session.current).entries[0])
          const begun = Option.getOrThrow(yield* session.begin(entry, { ids: [] }))
          yield* session.end(begun, { state: "planned" })
        })
      )
      const { id } = yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "New" } })
      const before = yield* writes.count()
      const [entry] = finalOf(yield* apply(set.id))
      assert.deepInclude(entry, {
        state: "done",
        attempts: 2,
        created: id,
        detail: "Losant gave no answer; its effect was found by looking."
      })
      assert.strictEqual(yield* writes.count(), before)
    })
  )
})

describe("a set on a Losant that repeats calls by itself", () => {
  test(
    "sends each attempt of a write once: the ledger holds every request",
    Effect.gen(function* () {
      const { faults, requests } = yield* Emulator
      const patches = Effect.map(requests.all, (all) => all.filter(({ method }) => method === "PATCH").length)
      const limited = yield* plan(tagOne)
      yield* faults.next("rate-limited", { method: "PATCH" })
      const repeating = withLosant({ retry: { times: 3 }, retryWrites: true })
      assert.deepInclude(finalOf(yield* apply(limited.set.id).pipe(Effect.provide(repeating)))[0], {
        state: "done",
        attempts: 2
      })
      assert.strictEqual(yield* patches, 2)
      const lost = yield* plan({ ...tagOne, changes: { description: "x" } })
      yield* faults.next("status-503", { method: "PATCH" })
      const [entry] = finalOf(yield* apply(lost.set.id, { waitForSettle: false }).pipe(Effect.provide(repeating)))
      assert.deepInclude(entry, { state: "unknown", attempts: 1 })
      assert.strictEqual(yield* patches, 3)
    })
  )

  test(
    "waits for an answer as long as its options say",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { set } = yield* plan(tagOne)
      yield* faults.next("hang-before-headers", { method: "PATCH" })
      const [entry] = finalOf(yield* apply(set.id, { writeTimeout: "3 seconds", waitForSettle: false }))
      assert.strictEqual(entry?.state, "unknown")
      assert.include(entry?.detail, "Losant did not answer within 3s")
    })
  )

  test(
    "tries a write again that no connection took",
    Effect.gen(function* () {
      let refused = 0
      const refusing = withLosant({ retry: { times: 0 } }, (send) => (input, init) => {
        if (init?.method !== "PATCH" || refused > 0) return send(input, init)
        refused += 1
        const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" })
        return Promise.reject(new TypeError("fetch failed", { cause }))
      })
      const { set } = yield* plan(tagOne)
      const [entry] = finalOf(yield* apply(set.id).pipe(Effect.provide(refusing)))
      assert.deepInclude(entry, { state: "done", attempts: 2 })
      assert.strictEqual(refused, 1)
    })
  )

  test(
    "waits while the circuit is open, and then goes on",
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const fragile = withLosant({ retry: { times: 0 }, circuit: { failures: 1, openFor: "10 seconds" } })
      const { set } = yield* plan({ ...tagAll, targets: { orgs: ["Plant 1", "Plant 2"] } })
      yield* faults.next("status-500-applied", { method: "PATCH" })
      const events = yield* apply(set.id, { concurrency: 1 }).pipe(Effect.provide(fragile))
      assert.deepStrictEqual(
        finalOf(events).map(({ state, attempts }) => [state, attempts]),
        [
          ["done", 1],
          ["done", 1]
        ]
      )
      assert.notInclude(tagsOf(events), "Stopped")
    })
  )
})
