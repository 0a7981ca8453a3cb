import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { JsonObject } from "../../../src/text/json.ts"
import { notDoneRefusal } from "../../../src/tools/writes/verifyWriteAnswer.ts"
import { decodeAnswer, emulated, ids, planOf, planOfAny, sendPlan } from "../../support/plans.ts"
import { orgId, userId } from "../../support/samples.ts"
import { toolNamed } from "../../support/serving.ts"

describe("an answer that says that nothing was done", () => {
  const removals = Object.values(actions).flatMap(({ action, method }) => (method === "DELETE" ? [action] : []))
  const cases: ReadonlyArray<readonly [ActionName, unknown, boolean]> = removals.flatMap((name) => [
    [name, { success: false }, true],
    [name, { success: true }, false],
    [name, {}, false],
    [name, undefined, false]
  ])

  it.effect.each(cases)("%s answered with %j: %s", ([name, answer, expected]) =>
    Effect.gen(function* () {
      const { isNotDone } = yield* decodeAnswer(yield* planOfAny(name), answer)
      assert.strictEqual(isNotDone, expected)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("notDoneRefusal", () => {
  it("says how to be sure", () => {
    const tool = toolNamed("losant_remove_org_member")
    const parsed = tool.parse({ orgId, userId }, 0)
    assert(parsed._tag === "Success" && parsed.success.kind === "write")
    const verification = parsed.success.verification(parsed.success.target)
    const { reason, message } = notDoneRefusal({ tool, time: 0, verification })
    assert.strictEqual(reason, "answer")
    assert.match(
      message,
      /To be sure call losant_get_org_member with .+: it finds nothing if the member was removed\.$/
    )
  })
})

describe("an answer about another thing than was changed", () => {
  const orgId = ids.plant
  const other = ids.unknown

  const cases: ReadonlyArray<readonly [ActionName, JsonObject, boolean]> = [
    ["instanceOrg.patch", { id: other }, true],
    ["instanceOrg.patch", { id: orgId.toUpperCase() }, false],
    ["instanceOrgMember.patch", { userId: other }, true],
    ["instanceOrgMember.patch", { userId: ids.grace, id: other }, false],
    // A new one has an id of its own, and Losant may make a new one of it when it is sent again.
    ["instanceOrgs.post", { id: other }, false],
    ["instanceOrgInvite.resendInvite", { id: other }, false],
    ["instanceOrg.delete", { success: true }, false]
  ]

  it.effect.each(cases)("%s answered with %j: %s", ([name, answer, expected]) =>
    Effect.gen(function* () {
      const { isOfAnother } = yield* decodeAnswer(yield* planOfAny(name), answer)
      assert.strictEqual(isOfAnother, expected)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("instanceOrgMembers.post, of the user that was named", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgMembers.post", { orgId, userId: ids.unknown, role: "view" })
      assert.isTrue((yield* decodeAnswer(plan, { userId: ids.ada })).isOfAnother)
      assert.isFalse((yield* decodeAnswer(plan, { userId: ids.unknown.toUpperCase() })).isOfAnother)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("is none that has no id, which cannot be read: then it is only known that the write was carried out", () =>
    Effect.gen(function* () {
      const plan = yield* planOfAny("instanceOrg.patch")
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 200, body: '{"name":"B"}' }, { action: "instanceOrg.patch" })
      const error = yield* Effect.flip(sendPlan(plan))
      assert.strictEqual("outcome" in error ? error.outcome : error._tag, "applied")
    }).pipe(Effect.provide(emulated()))
  )
})
