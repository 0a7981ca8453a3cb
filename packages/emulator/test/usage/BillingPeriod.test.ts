import { assert, it } from "@effect/vitest"
import { billingPeriod } from "../../src/usage/BillingPeriod.ts"

it.each([
  [Date.UTC(2026, 2, 15, 12), Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)],
  [Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)],
  [Date.UTC(2025, 11, 31, 23, 59), Date.UTC(2025, 11, 1), Date.UTC(2026, 0, 1)]
])("is the calendar month of %d", (now, start, end) => {
  assert.deepStrictEqual(billingPeriod(now), { start, end })
})
