import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"

const orgId = ids.plant

describe("deleteOrg", () => {
  it.effect("is dangerous, and offers the reversible way", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrg.delete", { orgId })
      assert.deepStrictEqual(plan.changes, { organization: { before: "Northwind Plant" } })
      const { danger } = plan
      assert.deepStrictEqual(danger?.dangers, ["deleteOrg"])
      assert.strictEqual(danger?.subject.name, "Northwind Plant")
      assert.include(danger?.instead, "disabledAt")
      assert.include(danger?.instead, "isReadOnly")
    }).pipe(Effect.provide(emulated()))
  )
})
