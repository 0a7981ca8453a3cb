import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { emulated, ids, methods, planOf, sendPlan } from "../../../test/support/plans.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonObject } from "../../text/json.ts"

const email = "billing@example.com"
const plan = (values: JsonObject) => planOf("instance.generateReport", values)

const problemsOf = (values: JsonObject) =>
  Effect.map(Effect.flip(plan(values)), (error) => {
    assert(error instanceof InvalidArguments)
    return error.problems.map(({ argument }) => argument)
  })

describe("losant_generate_report", () => {
  it.effect("asks before it sends anything, and says what goes where", () =>
    Effect.gen(function* () {
      const values = { email, callbackUrl: "https://example.com/csv", dateGroupBy: "month", start: "2026-02-01" }
      const { danger, once } = yield* plan(values)
      assert.deepStrictEqual(danger?.dangers, ["sendReport"])
      assert.deepStrictEqual(danger?.subject, { kind: "instance", id: ids.instance, name: "Meridian" })
      assert.deepStrictEqual(danger?.facts, [
        { label: "what", value: "a CSV on the usage by month" },
        { label: "period", value: "from 2026-02-01T00:00:00.000Z to a time that Losant chooses" },
        { label: "emails", value: '"billing@example.com"' },
        { label: "calls", value: '"https://example.com/csv"' }
      ])
      assert.strictEqual(once?.what, "has the same report sent")
      assert.deepStrictEqual(yield* methods, ["GET"])
      assert.deepStrictEqual(yield* Emulator.use(({ reports }) => reports), [])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("sends exactly what was asked for, and answers the job", () =>
    Effect.gen(function* () {
      const planned = yield* plan({ email, end: "2026-03-01", resourceGroupBy: "organization", includeSandbox: true })
      const { about } = yield* sendPlan(planned)
      const [report] = yield* Emulator.use(({ reports }) => reports)
      assert.deepStrictEqual(about, { jobId: report?.jobId })
      assert.deepStrictEqual<unknown>(report?.options, {
        email,
        resourceGroupBy: "organization",
        includeSandbox: true,
        end: "2026-03-01T00:00:00.000Z"
      })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is once for each report: another period or address is another one", () =>
    Effect.gen(function* () {
      const keyOf = (values: JsonObject) => Effect.map(plan(values), ({ once }) => once?.key)
      assert.strictEqual(yield* keyOf({ email }), yield* keyOf({ email }))
      assert.notStrictEqual(yield* keyOf({ email }), yield* keyOf({ email, start: "2026-02-01" }))
      assert.notStrictEqual(yield* keyOf({ email }), yield* keyOf({ email: "else@example.com" }))
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses a report that goes nowhere, and a period that ends before it begins", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* problemsOf({ dateGroupBy: "day" }), ["email"])
      assert.deepStrictEqual(yield* problemsOf({ email, start: "2026-03-01", end: "2026-02-01" }), ["start"])
      assert.deepStrictEqual(yield* problemsOf({ email: "billing", start: "soon" }), ["start", "email"])
    }).pipe(Effect.provide(emulated()))
  )
})
