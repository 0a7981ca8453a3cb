import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { searchByEmail, searchByUserId, searchInvites } from "../../../../src/tools/bulk/findMembers/memberships.ts"
import { type WalkOptions, walkOrgs } from "../../../../src/tools/bulk/walkOrgs.ts"
import { fleetOf, idOf } from "../../../support/fleet.ts"
import { counted, reachLayer, TestReach } from "../../../support/reach.ts"

const instanceId = InstanceId.make("a".repeat(24))
const userId = "c".repeat(24)
const seed = fleetOf(6, (index) => ({
  members: index === 2 || index === 5 ? [{ userId, email: "Ada@Example.com", role: "edit" }] : [],
  invites: index === 4 ? [{ email: "ada@EXAMPLE.com", role: "view" }] : []
}))

const through = <A>(way: Omit<WalkOptions<A | undefined>, "after">) =>
  Effect.gen(function* () {
    const steps = yield* Stream.runCollect(walkOrgs(yield* TestReach, instanceId, way))
    return steps.flatMap((step) => (step._tag === "Visited" && step.value !== undefined ? [step.org.id] : []))
  })

describe("the ways to a person", () => {
  it.effect("by email asks only organizations that have members", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(
        through(searchByEmail(yield* TestReach, instanceId, "ada@example.com"))
      )
      assert.deepStrictEqual(result, [idOf(2), idOf(5)])
      assert.strictEqual(requests, 3)
    }).pipe(Effect.provide(reachLayer({ seed })))
  )

  it.effect("by userId asks only the organizations of the person", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(through(searchByUserId(yield* TestReach, instanceId, userId)))
      assert.deepStrictEqual(result, [idOf(2), idOf(5)])
      assert.strictEqual(requests, 3)
    }).pipe(Effect.provide(reachLayer({ seed })))
  )

  it.effect("by invitations asks only organizations that wait for somebody", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(
        through(searchInvites(yield* TestReach, instanceId, "ada@example.com"))
      )
      assert.deepStrictEqual(result, [idOf(4)])
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(reachLayer({ seed })))
  )
})
