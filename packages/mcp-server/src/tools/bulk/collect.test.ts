import { assert, describe, it } from "@effect/vitest"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { fleetOf, idOf, observeGateway } from "../../../test/support/fleet.ts"
import { simulate } from "../../../test/support/simulation.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import {
  type CollectOptions,
  collect,
  emptyCollection,
  failIfNothing,
  mergeCollections,
  progressFields
} from "./collect.ts"
import { MissingData } from "./requestFailures.ts"

const instanceId = InstanceId.make("a".repeat(24))

/** Asks each organization for its members, each answer after `wait` milliseconds. */
const collected = (wait = 0, more: Partial<CollectOptions<string>> = {}) =>
  Effect.gen(function* () {
    const gateway = observeGateway(yield* TestGateway, (action) =>
      Effect.sleep(action === getMembers.action ? wait : 0)
    )
    const collection: CollectOptions<string> = {
      summaryInclude: ["memberCount"],
      visit: ({ id }) => Effect.as(gateway.execute(getMembers, { instanceId, orgId: id }), id),
      startedAt: yield* Clock.currentTimeMillis,
      checkedBefore: 0,
      activity: "Asking",
      ...more
    }
    return yield* simulate(collect(gateway, instanceId, collection))
  })

const valueOf = <A>({ exit }: { readonly exit: Exit.Exit<A, LosantError | Refusal> }): A => {
  if (Exit.isFailure(exit)) throw new Error(String(exit.cause))
  return exit.value
}

const onFleet = (count: number) =>
  Effect.provide(testGatewayLayer({ seed: fleetOf(count), losant: { retry: { times: 0 } } }))

describe("collect", () => {
  it.effect("visits all organizations if the time is enough", () =>
    Effect.gen(function* () {
      const all = valueOf(yield* collected())
      assert.isTrue(all.isComplete)
      assert.strictEqual(all.checked, 300)
      assert.lengthOf(all.results, 300)
      assert.strictEqual(all.after, idOf(300))
      assert.deepStrictEqual(all.results[0], { orgId: idOf(1), name: "Plant 1", value: idOf(1) })
    }).pipe(onFleet(300))
  )

  it.effect("collects the first organizations without a gap if the time is too short", () =>
    Effect.gen(function* () {
      const ended = yield* collected(3_000)
      const part = valueOf(ended)
      assert.isAtMost(ended.took, 45_000)
      assert.isFalse(part.isComplete)
      assert.strictEqual(part.checked, 13 * 8)
      assert.strictEqual(part.after, idOf(13 * 8))
      const rest = valueOf(yield* collected(0, { after: part.after }))
      assert.deepStrictEqual(
        [...part.results, ...rest.results].map(({ orgId }) => orgId),
        Array.from({ length: 300 }, (_, index) => idOf(index + 1))
      )
    }).pipe(onFleet(300))
  )

  it.effect("makes progress in each call even if every organization but the first hangs", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("hang-before-headers", { action: "instanceOrgMembers.get", nth: 2, times: 1_000 })
      const ended = yield* collected()
      const part = valueOf(ended)
      assert.isAtMost(ended.took, 45_000)
      assert.strictEqual(part.checked, part.failed.length + part.failedMore + 1)
      assert.isAbove(part.checked, 20)
    }).pipe(onFleet(300))
  )

  it.effect("describes ten failures, and counts the others", () =>
    Effect.gen(function* () {
      const visit = ({ id }: { readonly id: string }) =>
        id <= idOf(15) ? Effect.fail(new MissingData("no")) : Effect.succeed(id)
      const { failed, failedMore, checked } = valueOf(yield* collected(0, { visit }))
      assert.lengthOf(failed, 10)
      assert.deepStrictEqual(failed[0], { orgId: idOf(1), name: "Plant 1", why: "no" })
      assert.strictEqual(failedMore, 5)
      assert.strictEqual(checked, 300)
    }).pipe(onFleet(300))
  )

  it.effect("fails with the error of the organizations if the first twenty all fail", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("body-truncated", { action: "instanceOrgMembers.get", times: 1_000 })
      const { result, requests } = yield* countRequests(collected())
      const error = Option.getOrThrow(Exit.findErrorOption(result.exit))
      assert.strictEqual(error._tag, "LosantDecode")
      assert.isBelow(requests, 60)
    }).pipe(onFleet(300))
  )

  it.effect("stops at the first result if the job wants only one", () =>
    Effect.gen(function* () {
      const visit = ({ id }: { readonly id: string }) => Effect.succeed(id < idOf(5) ? undefined : id)
      const part = valueOf(yield* collected(0, { stopsAtFirst: true, visit }))
      assert.strictEqual(part.checked, 5)
      assert.lengthOf(part.results, 1)
      assert.isFalse(part.isComplete)
    }).pipe(onFleet(300))
  )

  it.effect("stops before the first organization that does not fit into the answer, and does not count it", () =>
    Effect.gen(function* () {
      const room = (left: number, isEmpty = true) => ({ room: { left, isEmpty, costOf: () => 10 } })
      const part = valueOf(yield* collected(0, room(55)))
      assert.strictEqual(part.checked, 5)
      assert.lengthOf(part.results, 5)
      assert.strictEqual(part.after, idOf(5))
      assert.isFalse(part.isComplete)
      assert.strictEqual(valueOf(yield* collected(0, room(5))).checked, 1)
      assert.strictEqual(valueOf(yield* collected(0, room(5, false))).checked, 0)
      assert.isTrue(valueOf(yield* collected(0, room(3_000))).isComplete)
    }).pipe(onFleet(300))
  )

  it.effect("subtracts the time that the call has already taken", () =>
    Effect.gen(function* () {
      const begun = (yield* Clock.currentTimeMillis) - 10_000
      const ended = yield* collected(3_000, { startedAt: begun })
      assert.strictEqual(ended.took, 30_000)
      assert.strictEqual(valueOf(ended).checked, 9 * 8)
    }).pipe(onFleet(300))
  )

  for (const status of [401, 403] as const) {
    it.effect(`keeps what it collected if Losant then answers ${status}`, () =>
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const answer = { kind: "answer" as const, status, body: JSON.stringify({ type: "No", message: "no" }) }
        yield* faults.next(answer, { action: "instanceOrgMembers.get", nth: 200 })
        const part = valueOf(yield* collected())
        assert.isAtLeast(part.checked, 190)
        assert.isFalse(part.isComplete)
        assert.include(String(progressFields(part, 1)["stopped"]), `(${status}): the person has to fix the token`)
        yield* failIfNothing(part)
        const rest = valueOf(yield* collected(0, { after: part.after }))
        assert.strictEqual(part.checked + rest.checked, 300)

        yield* faults.next(answer, { action: "instanceOrgMembers.get" })
        const none = valueOf(yield* collected())
        assert.strictEqual(none.checked, 0)
        const error = yield* Effect.flip(failIfNothing(none))
        assert.strictEqual(error._tag, status === 401 ? "LosantUnauthorized" : "LosantForbidden")
      }).pipe(onFleet(300))
    )
  }

  it.effect("keeps what it collected if the circuit opens", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("status-500", { action: "instanceOrgMembers.get", nth: 30, times: 1_000 })
      const part = valueOf(yield* collected())
      assert.isAtLeast(part.results.length, 20)
      assert.isBelow(part.checked, 80)
      assert.match(
        String(progressFields(part, 1)["stopped"]),
        /^Losant failed too often in a row .*go on with continue$/
      )
    }).pipe(onFleet(300))
  )

  it("describes each failed organization once, and at most ten, after two searches are merged", () => {
    const failing = (from: number, to: number, failedMore = 0) => ({
      ...emptyCollection,
      checked: 20,
      failedMore,
      failed: Array.from({ length: to - from + 1 }, (_, index) => ({ orgId: idOf(from + index), name: "", why: "" }))
    })
    const both = mergeCollections(failing(1, 8), failing(5, 14, 3))
    assert.strictEqual(both.checked, 40)
    assert.lengthOf(both.failed, 10)
    assert.strictEqual(both.failedMore, 4 + 3)
  })

  it.effect("names the failure that stopped it, and fails with it if nothing was collected", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("status-503", { action: "instanceOrgs.get", nth: 2 })
      const part = valueOf(yield* collected())
      assert.strictEqual(part.checked, 100)
      assert.deepStrictEqual(progressFields(part, 100), {
        checked: 100,
        of: 300,
        stopped: "Losant answered 503: wait a minute, then go on with continue"
      })
      yield* failIfNothing(part)

      yield* faults.next("status-503", { action: "instanceOrgs.get" })
      const none = valueOf(yield* collected())
      assert.strictEqual((yield* Effect.flip(failIfNothing(none)))._tag, "LosantServerError")
    }).pipe(onFleet(300))
  )

  it.effect("ends by its time limit if Losant does not list the organizations in time", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("hang-before-headers", { action: "instanceOrgs.get", times: 10 })
      const ended = yield* collected()
      assert.isAtMost(ended.took, 45_000)
      const error = yield* Effect.flip(failIfNothing(valueOf(ended)))
      assert(error._tag === "Refused")
      assert.include(error.message, "longer than 40s for the list of organizations")
      assert.notInclude(error.message, "LOSANT_TIMEOUT")
    }).pipe(Effect.provide(testGatewayLayer({ seed: fleetOf(3) })))
  )

  it.effect("succeeds for an instance without organizations", () =>
    Effect.gen(function* () {
      const none = valueOf(yield* collected())
      assert.deepStrictEqual(none, { ...emptyCollection, isComplete: true })
      yield* failIfNothing(none)
    }).pipe(onFleet(0))
  )
})
