import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FaultFile from "../../src/files/FaultFile.ts"
import { fileWith } from "../support/folder.ts"

const rules = [
  { fault: "reset-in-body", action: "instanceOrgs.post", method: "POST", nth: 2, times: 1 },
  { fault: "huge-body", bytes: 1_000_000, probability: 0.05 }
] as const

describe("read", () => {
  it.effect("gives the rules", () =>
    Effect.gen(function* () {
      const plan = { seed: "a", rules }
      assert.deepStrictEqual(yield* FaultFile.read(yield* fileWith(JSON.stringify(plan))), plan)
    }).pipe(Effect.scoped)
  )

  it.effect("says all that is wrong, where, and what was meant", () =>
    Effect.gen(function* () {
      const file = yield* fileWith(
        '{"rules":[{"fault":"reset-in-bdy","action":"instanceOrg.pst"},{"fault":"status-500","nht":2}]}'
      )
      const { message } = yield* Effect.flip(FaultFile.read(file))
      assert.strictEqual(
        message,
        `The faults ${JSON.stringify(file)} cannot be used: ` +
          '"reset-in-bdy" is no fault. Did you mean reset-in-body?\n  at ["rules"][0]["fault"]\n' +
          '"instanceOrg.pst" is no action. Did you mean instanceOrgs.post?\n  at ["rules"][0]["action"]\n' +
          'Expected no excess property\n  at ["rules"][1]["nht"]'
      )
    }).pipe(Effect.scoped)
  )

  it.effect("says that there is no file, or no JSON in it", () =>
    Effect.gen(function* () {
      const missing = yield* Effect.flip(FaultFile.read("/no/such/file"))
      assert.match(missing.message, /^The faults "\/no\/such\/file" cannot be read: ENOENT/)
      const broken = yield* Effect.flip(FaultFile.read(yield* fileWith("{")))
      assert.match(broken.message, /cannot be used: Expected a valid JSON string$/)
    }).pipe(Effect.scoped)
  )
})
