import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import * as Effect from "effect/Effect"
import { emulated, ids, planWith, withAnswerFields } from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { JsonObject } from "../../text/json.ts"
import { assertSameId } from "./assertSameId.ts"

describe("assertSameId", () => {
  it.effect("gives the answer if the ids are the same in any case", () =>
    Effect.gen(function* () {
      const answer = { id: "ABC" }
      assert.strictEqual(yield* assertSameId("organization", "abc", answer, ({ id }) => id), answer)
    })
  )

  it.effect("quotes what Losant answered", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(assertSameId("member", "a", { id: 'b"\u202e' }, ({ id }) => id))
      assert.include(error.message, 'asked for the member "a" and answered "b\\"')
      assert.notInclude(error.message, "\u202e")
    })
  )
})

describe("a plan", () => {
  const callsOfOther: ReadonlyArray<readonly [ActionName, JsonObject, JsonObject]> = [
    ["instanceOrg.patch", { name: "B" }, { id: ids.harbor }],
    ["instanceOrg.delete", {}, { id: ids.harbor }],
    ["instanceOrgMember.patch", { userId: ids.grace, role: "edit" }, { userId: ids.ada }],
    ["instanceOrgMember.delete", { userId: ids.grace }, { userId: ids.ada }],
    ["instanceOrgInvite.delete", { inviteId: ids.invite }, { id: ids.expired }],
    ["instanceOrgInvite.resendInvite", { inviteId: ids.invite }, { id: ids.expired }]
  ]

  it.effect.each(callsOfOther)(
    "is refused if Losant answers another thing than the one asked for: %s",
    ([name, values, fields]) =>
      Effect.gen(function* () {
        const gateway = withAnswerFields(yield* TestGateway, fields)
        const error = yield* Effect.flip(planWith(gateway, name, { orgId: ids.plant, ...values }))
        assert.strictEqual(error instanceof Refusal ? error.reason : error._tag, "answer")
      }).pipe(Effect.provide(emulated()))
  )
})
