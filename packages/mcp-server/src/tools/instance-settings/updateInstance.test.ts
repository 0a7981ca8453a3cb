import { assert, describe, it } from "@effect/vitest"
import * as Instance from "@effect-losant/core/Instance"
import * as Effect from "effect/Effect"
import { emulated, ids, methods, planOf, planWith, sendPlan, withAnswerFields } from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonObject } from "../../text/json.ts"
import { describeResult } from "../writes/writeResult.ts"

const monthly = { cron: "0 4 1 * *", emails: ["billing@example.com"] }
const hourly = { cron: "0 * * * *", callbackUrl: "https://example.com/usage" }

const plan = (values: JsonObject) => planOf("instance.patch", values)

/** The plan for an instance that has these settings. */
const planOn = (settings: JsonObject, values: JsonObject) =>
  Effect.flatMap(TestGateway, (gateway) => planWith(withAnswerFields(gateway, settings), "instance.patch", values))

const read = Effect.flatMap(TestGateway, (gateway) => gateway.execute(Instance.get, { instanceId: ids.instance }))

const problemsOf = (planned: Effect.Effect<unknown, unknown, TestGateway>) =>
  Effect.map(Effect.flip(planned), (error) => {
    assert(error instanceof InvalidArguments)
    return error.problems.map(({ argument }) => argument)
  })

describe("losant_update_instance", () => {
  it.effect("merges the default limits, and sends only what changes", () =>
    Effect.gen(function* () {
      const values = { mfaMode: "required", orgDefaultLimitConfig: { device: 7 } }
      const planned = yield* planOn({ mfaMode: "required", orgDefaultLimitConfig: { device: 5, payload: 9 } }, values)
      assert.deepStrictEqual(planned.after, { orgDefaultLimitConfig: { device: 7, payload: 9 } })
      assert.deepStrictEqual(planned.changes, { "orgDefaultLimitConfig.device": { before: 5, after: 7 } })
      assert.isUndefined(planned.danger)
      assert.isUndefined(planned.warnings)
      assert.deepStrictEqual(yield* methods, ["GET"])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes JSON texts, and changes what it says", () =>
    Effect.gen(function* () {
      const planned = yield* plan({
        orgDefaultLimitConfig: '{"device":7}',
        reportConfigs: JSON.stringify([monthly])
      })
      const result = describeResult(planned, yield* sendPlan(planned))
      // Losant gives a new report an id, which nobody asked for.
      assert.notProperty(result, "notApplied")
      assert.notProperty(result, "notAnswered")
      assert.deepInclude(result, { done: true, instance: { id: ids.instance, name: "Meridian" } })
      const instance = yield* read
      assert.strictEqual(instance.orgDefaultLimitConfig?.device, 7)
      assert.strictEqual(instance.reportConfigs?.[0]?.cron, monthly.cron)
      const again = yield* plan({ orgDefaultLimitConfig: { device: 7 } })
      assert.strictEqual(again.nothingToDo, "The instance has these values already.")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each([
    ["notRequired", "adminRequired", ["requireSecondFactor"]],
    ["adminRequired", "required", ["requireSecondFactor"]],
    ["required", "notRequired", ["waiveSecondFactor"]],
    ["sometimes", "adminRequired", ["requireSecondFactor", "waiveSecondFactor"]],
    ["sometimes", "required", ["requireSecondFactor"]]
  ] as const)("asks when second factors go from %s to %s", ([before, mfaMode, dangers]) =>
    Effect.gen(function* () {
      const { danger } = yield* planOn({ mfaMode: before }, { mfaMode })
      assert.deepStrictEqual<unknown>(danger?.dangers, dangers)
      assert.deepStrictEqual(danger?.subject, { kind: "instance", id: ids.instance, name: "Meridian" })
      assert.deepStrictEqual(danger?.changes, { mfaMode: { before, after: mfaMode } })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("names each report that begins, and each that ends, with whom it reaches", () =>
    Effect.gen(function* () {
      const kept = { id: "5f00000000000000000000e1", ...monthly }
      const { danger } = yield* planOn(
        { reportConfigs: [kept, { id: "5f00000000000000000000e2", ...hourly }] },
        { reportConfigs: [kept, { ...monthly, timezone: "Europe/Berlin" }] }
      )
      assert.deepStrictEqual(danger?.dangers, ["startReports", "stopReports"])
      assert.deepStrictEqual(danger?.facts, [
        { label: "from then on sends", value: 'at "0 4 1 * *" in "Europe/Berlin" to "billing@example.com"' },
        { label: "no longer sends", value: 'at "0 * * * *" to "https://example.com/usage"' }
      ])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes all reports, and a default limit, away only by clear, and asks", () =>
    Effect.gen(function* () {
      const settings = { reportConfigs: [monthly], orgDefaultLimitConfig: { device: 5, payload: 9 } }
      const planned = yield* planOn(settings, { clear: ["reportConfigs", "orgDefaultLimitConfig.device"] })
      assert.deepStrictEqual(planned.after, { orgDefaultLimitConfig: { payload: 9 }, reportConfigs: [] })
      assert.deepStrictEqual(planned.danger?.dangers, ["stopReports", "removeDefaultLimit"])
      assert.deepStrictEqual(yield* problemsOf(plan({ reportConfigs: [] })), ["reportConfigs"])
      assert.deepStrictEqual(yield* problemsOf(plan({ clear: ["mfaMode"] })), ["clear"])
      assert.deepStrictEqual(yield* problemsOf(plan({ clear: ["orgDefaultLimitConfig.moons"] })), ["clear"])
      const both = { orgDefaultLimitConfig: { device: 1 }, clear: ["orgDefaultLimitConfig.device"] }
      assert.deepStrictEqual(yield* problemsOf(plan(both)), ["clear"])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("warns if Losant answered no default limits, since others may be lost", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const { orgDefaultLimitConfig: _, ...others } = yield* read
      const blind = { ...gateway, execute: () => Effect.succeed(others as never) }
      const planned = yield* planWith(blind, "instance.patch", { orgDefaultLimitConfig: { device: 7 } })
      assert.match(planned.warnings?.join() ?? "", /^Losant answered no default limits/)
      assert.deepStrictEqual(planned.after, { orgDefaultLimitConfig: { device: 7 } })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses a call without a change, a wrong limit, and an answer about another instance", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* problemsOf(plan({})), ["arguments"])
      assert.deepStrictEqual(yield* problemsOf(plan({ orgDefaultLimitConfig: { device: -1 } })), [
        "orgDefaultLimitConfig.device"
      ])
      const error = yield* Effect.flip(planOn({ id: ids.unknown }, { mfaMode: "required" }))
      assert(error instanceof Refusal)
      assert.strictEqual(error.reason, "answer")
    }).pipe(Effect.provide(emulated()))
  )
})
