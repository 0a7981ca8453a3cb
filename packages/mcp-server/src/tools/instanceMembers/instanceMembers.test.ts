import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import * as InstanceMember from "@effect-losant/core/InstanceMember"
import * as InstanceMembers from "@effect-losant/core/InstanceMembers"
import { UserId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { decodeAnswer, emulated, ids, methods, planOf, planWith, sendPlan } from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonObject } from "../../text/json.ts"

// Grace is the only admin of the instance, and Ada only reads.
const ada = { kind: "member", id: ids.ada, name: "ada@northwind.example" }
const grace = { kind: "member", id: ids.grace, name: "grace@northwind.example" }

const roles = Effect.flatMap(TestGateway, (gateway) =>
  Effect.map(gateway.execute(InstanceMembers.get, { instanceId: ids.instance }), ({ items }) =>
    Object.fromEntries(items.map(({ email, role }) => [email, role]))
  )
)

const refused = (name: ActionName, values: JsonObject) =>
  Effect.map(Effect.flip(planOf(name, values)), (error) => {
    assert(error instanceof InvalidArguments)
    return error.problems.map(({ argument, message }) => `${argument} ${message}`).join()
  })

/** A gateway that answers the list of members with these fields of each. */
const withMembers = (gateway: LosantGateway, change: (member: JsonObject) => JsonObject): LosantGateway => ({
  ...gateway,
  execute: ((action: { readonly action: string }, input: object) =>
    Effect.map(
      // Sound: the call goes on as it came.
      gateway.execute(action as typeof InstanceMembers.get, input as { instanceId: typeof ids.instance }),
      (answer) =>
        action.action === "instanceMembers.get"
          ? { ...answer, items: answer.items.map((item) => change({ ...item })) }
          : answer
    )) as LosantGateway["execute"]
})

describe("losant_add_instance_member", () => {
  it.effect("adds somebody who only reads without a question, and an admin with one", () =>
    Effect.gen(function* () {
      const viewer = yield* planOf("instanceMembers.post", { email: "jo@example.com", role: "view" })
      assert.isUndefined(viewer.danger)
      assert.deepStrictEqual(viewer.subject, { kind: "member", name: "jo@example.com" })
      const admin = yield* planOf("instanceMembers.post", { email: "al@example.com", role: "admin" })
      assert.deepStrictEqual(admin.danger?.dangers, ["makeInstanceAdmin"])
      assert.deepStrictEqual(admin.danger?.facts, [{ label: "role", value: '"admin"' }])
      assert.deepStrictEqual(yield* methods, ["GET", "GET"])
      const { state } = yield* sendPlan(viewer)
      assert.deepInclude(state, { email: "jo@example.com", role: "view" })
      assert.strictEqual((yield* roles)["jo@example.com"], "view")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("adds nobody a second time, in whatever spelling, and changes no role", () =>
    Effect.gen(function* () {
      for (const person of [{ email: "ADA@northwind.example" }, { userId: ids.ada.toUpperCase() }]) {
        const same = yield* planOf("instanceMembers.post", { ...person, role: "view" })
        assert.strictEqual(same.nothingToDo, 'The person is a member already, with the role "view".')
        assert.deepStrictEqual(same.subject, ada)
        const problem = yield* refused("instanceMembers.post", { ...person, role: "admin" })
        assert.include(problem, `call losant_update_instance_member with userId "${ids.ada}"`)
        assert.isTrue(problem.startsWith(Object.keys(person)[0] ?? "none"))
      }
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes a userId or an email, and not both", () =>
    Effect.gen(function* () {
      const both = { email: "jo@example.com", userId: ids.unknown, role: "view" }
      assert.include(yield* refused("instanceMembers.post", both), "give either userId or email, not both")
      assert.include(yield* refused("instanceMembers.post", { role: "view" }), "userId give userId")
    }).pipe(Effect.provide(emulated()))
  )
})

describe("losant_update_instance_member", () => {
  it.effect("asks before it makes an admin, and changes the role", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceMember.patch", { userId: ids.ada, role: "admin" })
      assert.deepStrictEqual(plan.subject, ada)
      assert.deepStrictEqual(plan.danger?.dangers, ["makeInstanceAdmin"])
      assert.deepStrictEqual(plan.danger?.facts, [{ label: "role", value: '"view" → "admin"' }])
      assert.deepStrictEqual(plan.changes, { role: { before: "view", after: "admin" } })
      assert.isUndefined(plan.warnings)
      yield* sendPlan(plan)
      assert.strictEqual((yield* roles)["ada@northwind.example"], "admin")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("has nothing to do for the role that the member has", () =>
    Effect.gen(function* () {
      const { nothingToDo, danger } = yield* planOf("instanceMember.patch", { userId: ids.ada, role: "view" })
      assert.strictEqual(nothingToDo, 'The member has the role "view" already.')
      assert.isUndefined(danger)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("knows the last admin, and no longer once there is another", () =>
    Effect.gen(function* () {
      const last = yield* planOf("instanceMember.patch", { userId: ids.grace, role: "view" })
      assert.deepStrictEqual(last.danger?.dangers, ["lowerInstanceRole", "takeLastInstanceAdmin"])
      assert.match(last.warnings?.join() ?? "", /^No other admin of the instance is known/)
      const gateway = yield* TestGateway
      yield* gateway.execute(InstanceMember.patch, {
        instanceId: ids.instance,
        userId: UserId.make(ids.ada),
        member: { role: "admin" }
      })
      const other = yield* planOf("instanceMember.patch", { userId: ids.grace, role: "view" })
      assert.deepStrictEqual(other.danger?.dangers, ["lowerInstanceRole"])
      assert.isUndefined(other.warnings)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes a role that Losant did not answer for that of no admin", () =>
    Effect.gen(function* () {
      const gateway = withMembers(yield* TestGateway, ({ role: _, ...member }) => member)
      const { danger } = yield* planWith(gateway, "instanceMember.patch", { userId: ids.grace, role: "view" })
      assert.include(danger?.dangers ?? [], "takeLastInstanceAdmin")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses an answer about somebody else, before and after the write", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const answers = { ...gateway, execute: () => Effect.succeed({ userId: ids.grace, role: "admin" } as never) }
      const error = yield* Effect.flip(planWith(answers, "instanceMember.patch", { userId: ids.ada, role: "admin" }))
      assert(error instanceof Refusal)
      assert.strictEqual(error.reason, "answer")
      const plan = yield* planOf("instanceMember.patch", { userId: ids.ada, role: "admin" })
      assert.isTrue((yield* decodeAnswer(plan, { userId: ids.grace, role: "admin" })).isOfAnother)
      assert.isFalse((yield* decodeAnswer(plan, { userId: ids.ada, role: "admin" })).isOfAnother)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("losant_remove_instance_member", () => {
  it.effect("asks, offers the reversible way, and removes the member", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceMember.delete", { userId: ids.ada })
      assert.deepStrictEqual(plan.danger?.dangers, ["removeInstanceMember"])
      assert.include(plan.danger?.instead ?? "", "losant_update_instance_member with the role view")
      assert.deepStrictEqual(plan.changes, { member: { before: "ada@northwind.example" } })
      yield* sendPlan(plan)
      assert.deepStrictEqual(yield* roles, { "grace@northwind.example": "admin" })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("needs the typed email for the last admin, to whose state the confirmation is bound", () =>
    Effect.gen(function* () {
      const { danger, warnings } = yield* planOf("instanceMember.delete", { userId: ids.grace })
      assert.deepStrictEqual(danger?.dangers, ["removeInstanceMember", "takeLastInstanceAdmin"])
      assert.deepStrictEqual(danger?.subject, grace)
      assert.deepStrictEqual(danger?.state, { role: "admin", isLast: true })
      assert.lengthOf(warnings ?? [], 1)
    }).pipe(Effect.provide(emulated()))
  )
})
