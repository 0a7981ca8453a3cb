import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  emulated,
  ids,
  lastUpdated,
  now,
  planOf,
  planWith,
  readOrg,
  sendPlan,
  withAnswerFields
} from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import type { Danger } from "../../model/Danger.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonObject } from "../../text/json.ts"

const orgId = ids.plant
const update = (values: JsonObject) => planOf("instanceOrg.patch", { orgId, ...values })

describe("updateDanger", () => {
  it.effect("is dangerous if it lowers a limit below its use, and names each", () =>
    Effect.gen(function* () {
      const { danger } = yield* update({ limits: { device: 1, application: 2, member: 3, webhook: 400 } })
      assert.strictEqual(danger?.tool, "losant_update_org")
      assert.deepStrictEqual(danger?.dangers, ["lowerLimitBelowUse"])
      const facts = new Map(danger?.facts.map(({ label, value }) => [label, value]))
      assert.match(
        facts.get("limits.device") ?? "",
        /^allowed 300 → 1, in use \d+, which is \d+ more than allowed\. Losant adds no more until fewer are in use\./
      )
      assert.strictEqual(
        facts.get("limits.application"),
        "allowed 10 → 2, in use 3, which is 1 more than allowed. Losant does not document what it does beyond this limit."
      )
      assert.isFalse(facts.has("limits.webhook"), "above its use")
      assert.isFalse(
        facts.has("limits.member"),
        "as high as its use: two members, and one invitation that has not expired"
      )
      assert.deepInclude(danger?.state["org"], { name: "Northwind Plant", lastUpdated })
      assert.deepStrictEqual(danger?.arguments, {
        orgId,
        limits: { device: 1, application: 2, member: 3, webhook: 400 }
      })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("treats an unknown use as possibly above the limit", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const silent = withAnswerFields(gateway, { summary: {} })
      const { danger } = yield* planWith(silent, "instanceOrg.patch", { orgId, limits: { device: 299 } })
      assert.deepStrictEqual(danger?.dangers, ["lowerLimitOfUnknownUse"])
      assert.strictEqual(danger?.facts[0]?.label, "limits.device")
      assert.include(
        danger?.facts[0]?.value,
        "allowed 300 → 299, in use unknown, which may be more than allowed. Losant adds no more until fewer are in use. " +
          "It does not document what becomes of those beyond the limit."
      )
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(["applicationFlowSlots", "experienceFlowSlots", "notebookInParallel", "notebookMinutesPerRun"])(
    "takes a limit that nothing counts towards for one that may be below its use: %s",
    (name) =>
      Effect.gen(function* () {
        const high = yield* update({ limits: { [name]: 5 } })
        yield* sendPlan(high)
        const { danger } = yield* update({ limits: { [name]: 4 } })
        assert.deepStrictEqual(danger?.dangers, ["lowerLimitOfUnknownUse"])
        assert.deepStrictEqual(danger?.facts, [
          {
            label: `limits.${name}`,
            value:
              "allowed 5 → 4, in use unknown, which may be more than allowed. " +
              "Losant does not document what it does beyond this limit."
          }
        ])
        assert.strictEqual((yield* update({ limits: { [name]: 6 } })).danger, undefined)
      }).pipe(Effect.provide(emulated()))
  )

  it.effect("treats a new limit as a lowered one", () =>
    Effect.gen(function* () {
      const { danger } = yield* planOf("instanceOrg.patch", { orgId: ids.harbor, limits: { notebookInParallel: 1 } })
      const before = "limits" in (yield* readOrg(ids.harbor))
      assert.isTrue(before)
      assert.isDefined(danger)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous if it removes limits, and says how much of each is used", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ clear: ["limits.application", "limits.device", "description"] })
      assert.deepStrictEqual(danger?.dangers, ["removeLimit"])
      const facts = new Map(danger?.facts.map(({ label, value }) => [label, value]))
      assert.deepStrictEqual([...facts.keys()].sort(), ["limits.application", "limits.device"])
      assert.strictEqual(facts.get("limits.application"), "allowed 10 → whatever Losant then allows, in use 3")
      assert.include(warnings?.join(), "application")
      assert.strictEqual((yield* update({ clear: ["description"] })).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous if data is kept shorter, and warns of it", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* update({ limits: { dataTTL: 86_400 } })
      assert.deepStrictEqual(danger?.dangers, ["shortenDataTime"])
      assert.deepStrictEqual(danger?.facts, [{ label: "limits.dataTTL", value: "data is kept 180d → 1d" }])
      assert.include(warnings?.join(), "dataTTL")
      for (const values of [{ limits: { dataTTL: 31_104_000 } }, { limits: { dataTTL: 99_999_999 } }, { name: "B" }]) {
        assert.deepInclude(
          { warnings: undefined, danger: undefined, ...(yield* update(values)) },
          {
            warnings: undefined,
            danger: undefined
          }
        )
      }
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous if it removes the retention time of data", () =>
    Effect.gen(function* () {
      const { danger } = yield* update({ clear: ["limits.dataTTL"] })
      assert.deepStrictEqual(danger?.facts, [
        { label: "limits.dataTTL", value: "data is kept 180d → as long as Losant does" }
      ])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is harmless if a limit stays above its use, or rises", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* update({ limits: { application: 3 } })).danger, undefined)
      const low = yield* update({ limits: { application: 1 } })
      yield* sendPlan(low)
      assert.strictEqual((yield* update({ limits: { application: 2 } })).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each([true, "2026-12-01T00:00:00.000Z"])("is dangerous if it disables the organization: %s", (at) =>
    Effect.gen(function* () {
      const { danger } = yield* update({ disabledAt: at })
      assert.deepStrictEqual(danger?.dangers, ["disableOrg"])
      assert.deepStrictEqual(danger?.facts[0], { label: "disabled from", value: at === true ? "now" : at })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("names both dangers at once", () =>
    Effect.gen(function* () {
      const { danger } = yield* update({ disabledAt: true, limits: { application: 1 } })
      assert.deepStrictEqual(danger?.dangers, ["disableOrg", "lowerLimitBelowUse"])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says of payloads that Losant does not stop at their limit", () =>
    Effect.gen(function* () {
      const { danger } = yield* update({ limits: { payload: 1 } })
      assert.deepStrictEqual(danger?.dangers, ["lowerLimitBelowUse"])
      assert.include(danger?.facts[0]?.value, "Losant does not stop at this limit: what goes beyond it costs extra.")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is dangerous where it makes the organization read-only, and not where it takes that back", () =>
    Effect.gen(function* () {
      const plan = yield* update({ isReadOnly: true })
      assert.deepStrictEqual(plan.danger?.dangers, ["makeOrgReadOnly"])
      yield* sendPlan(plan)
      assert.strictEqual((yield* update({ isReadOnly: false })).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each<readonly [string, JsonObject, Danger]>([
    ["tags by clear", { clear: ["tags"] }, "emptyTags"],
    ["tags one by one", { tags: { remove: ["region", "tier"] } }, "emptyTags"],
    ["domains", { clear: ["whitelistedEmailDomains"] }, "emptyDomains"]
  ])("is dangerous where it empties %s, and not where some stay", ([_, values, kind]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* update(values)).danger?.dangers, [kind])
      const some = [{ tags: { remove: ["region"] } }, { whitelistedEmailDomains: ["gears.example"] }]
      for (const others of some) assert.strictEqual((yield* update(others)).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each<readonly [string, JsonObject]>([
    ["tags", { tags: { set: ["a=b"] } }],
    ["tags", { tags: { remove: ["fleet-key"] } }],
    ["tags", { tags: { add: ["fleet-key=south"], remove: ["fleet-key=north"] } }],
    ["clear", { clear: ["tags"] }]
  ])("takes the key of a fleet away only on request, and confirmed: %s, %j", ([argument, values]) =>
    Effect.gen(function* () {
      yield* sendPlan(yield* update({ tags: { set: ["fleet-key=north"] } }))
      const refusal = yield* Effect.flip(update(values))
      assert.instanceOf(refusal, InvalidArguments)
      const [problem] = refusal.problems
      assert.strictEqual(problem?.argument, argument)
      assert.include(problem?.message, "releaseFleetKey true")
      const { danger } = yield* update({ ...values, releaseFleetKey: true })
      assert.strictEqual(danger?.dangers[0], "releaseFleetKey")
      // The flag alone is no danger.
      assert.strictEqual((yield* update({ tags: { add: ["a=b"] }, releaseFleetKey: true })).danger, undefined)
      assert.strictEqual((yield* update({ tags: { add: ["a=b"] } })).danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("does not disable a disabled organization again, and enables without a danger", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now.getTime())
      const again = yield* planOf("instanceOrg.patch", { orgId: ids.harbor, disabledAt: true })
      assert.isString(again.nothingToDo)
      const enabled = yield* planOf("instanceOrg.patch", { orgId: ids.harbor, disabledAt: false })
      assert.deepStrictEqual(enabled.changes, { disabledAt: { before: "2026-02-01T00:00:00.000Z", after: false } })
      assert.strictEqual(enabled.danger, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("disables at once an organization that would be disabled only later", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 0, 1))
      const plan = yield* planOf("instanceOrg.patch", { orgId: ids.harbor, disabledAt: true })
      assert.isDefined(plan.danger)
    }).pipe(Effect.provide(emulated()))
  )
})
