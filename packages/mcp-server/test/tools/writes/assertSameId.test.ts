import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as Effect from "effect/Effect"
import { Refusal } from "../../../src/model/Refusal.ts"
import type { Values } from "../../../src/model/Values.ts"
import { asAsked } from "../../../src/tools/writes/assertSameId.ts"
import { plan } from "../../../src/tools/writes/planners.ts"
import { TestReach } from "../../support/reach.ts"
import { answering, emulated, ids } from "../../writes/fixture.ts"

describe("asAsked", () => {
  it.effect("is the answer where the ids are the same, in whatever case", () =>
    Effect.gen(function* () {
      const answer = { id: "ABC" }
      assert.strictEqual(yield* asAsked("organization", "abc", answer, ({ id }) => id), answer)
    })
  )

  it.effect("quotes what Losant answered", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(asAsked("member", "a", { id: 'b"\u202e' }, ({ id }) => id))
      assert.include(error.message, 'asked for the member "a" and answered "b\\"')
      assert.notInclude(error.message, "\u202e")
    })
  )
})

describe("a plan", () => {
  const callsOfOther: ReadonlyArray<readonly [keyof typeof actions, Values, Values]> = [
    ["instanceOrg.patch", { name: "B" }, { id: ids.harbor }],
    ["instanceOrg.delete", {}, { id: ids.harbor }],
    ["instanceOrgMember.patch", { userId: ids.grace, role: "edit" }, { userId: ids.ada }],
    ["instanceOrgMember.delete", { userId: ids.grace }, { userId: ids.ada }],
    ["instanceOrgInvite.delete", { inviteId: ids.invite }, { id: ids.expired }],
    ["instanceOrgInvite.resendInvite", { inviteId: ids.invite }, { id: ids.expired }]
  ]

  it.effect.each(callsOfOther)("is not made of another thing than was asked for: %s", ([name, values, fields]) =>
    Effect.gen(function* () {
      const reach = answering(yield* TestReach, fields)
      const error = yield* Effect.flip(plan(actions[name], reach, ids.instance, { orgId: ids.plant, ...values }))
      assert.strictEqual(error instanceof Refusal ? error.reason : error._tag, "answer")
    }).pipe(Effect.provide(emulated()))
  )
})
