import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, lastUpdated, planOf, sendPlan } from "../../../test/support/plans.ts"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import { checkLastUpdated } from "./lastUpdated.ts"

const orgId = ids.plant

describe("checkLastUpdated", () => {
  it.effect.each(["instanceOrg.patch", "instanceOrg.delete"] as const)(
    "lets %s pass that knows the organization",
    (name) =>
      Effect.gen(function* () {
        const plan = yield* planOf(name, { orgId, ...(name === "instanceOrg.patch" ? { name: "B" } : {}) })
        yield* checkLastUpdated(plan, undefined)
        yield* checkLastUpdated(plan, lastUpdated)
        yield* checkLastUpdated(plan, "2026-01-02T04:04:05+01:00")
      }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(["instanceOrg.patch", "instanceOrg.delete"] as const)(
    "refuses %s if the organization has changed since, with what it is now",
    (name) =>
      Effect.gen(function* () {
        const other = yield* planOf("instanceOrg.patch", { orgId, name: "Renamed" })
        yield* sendPlan(other)
        const plan = yield* planOf(name, { orgId, ...(name === "instanceOrg.patch" ? { name: "B" } : {}) })
        const error = yield* Effect.flip(checkLastUpdated(plan, lastUpdated))
        assert.instanceOf(error, Refusal)
        const { reason, message } = error instanceof Refusal ? error : { reason: "", message: "" }
        assert.strictEqual(reason, "changedSince")
        assert.include(message, "Renamed")
        assert.include(message, `not at "${lastUpdated}"`)
        assert.include(message, `ifLastUpdated ${JSON.stringify(plan.current?.lastUpdated)}`)
      }).pipe(Effect.provide(emulated()))
  )

  it.effect("describes the present state in words", () =>
    Effect.gen(function* () {
      const values = {
        orgId,
        name: "B",
        description: "C",
        limits: { device: 5 },
        whitelistedEmailDomains: ["b.example"]
      }
      const plan = yield* planOf("instanceOrg.patch", values)
      const error = yield* Effect.flip(checkLastUpdated(plan, "2026-01-01T00:00:00.000Z"))
      assert(error instanceof Refusal)
      assert.include(
        error.message,
        ' The fields that the call changes are now: name is "Northwind Plant", description is "Makes gears", ' +
          'whitelistedEmailDomains is ["northwind.example","gears.example"], limits.device is 300. '
      )
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("lists ten fields of the present state at most, with cut values, and quotes odd names", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrg.patch", { orgId, name: "B" })
      const changes = Object.fromEntries(
        Array.from({ length: 14 }, (_, index) => [
          index === 0 ? "tags.a, b" : `tags.k${index}`,
          { before: "v".repeat(999) }
        ])
      )
      const error = yield* Effect.flip(checkLastUpdated({ ...plan, changes }, "2026-01-01T00:00:00.000Z"))
      assert(error instanceof Refusal)
      assert.include(error.message, '"tags.a, b" is "vvv')
      assert.include(error.message, ", and 4 more. ")
      assert.isBelow(error.message.length, 3_000)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses if Losant does not say when it was changed", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrg.delete", { orgId })
      assert(plan.current !== undefined)
      const { lastUpdated: _, ...current } = plan.current
      assert.instanceOf(yield* Effect.flip(checkLastUpdated({ ...plan, current }, lastUpdated)), Refusal)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses a value that is not a time", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf("instanceOrg.delete", { orgId, ifLastUpdated: "yesterday" }))
      assert.instanceOf(error, InvalidArguments)
    }).pipe(Effect.provide(emulated()))
  )
})
