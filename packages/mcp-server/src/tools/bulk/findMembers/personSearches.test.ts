import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { fleetOf, idOf } from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { type WalkOptions, walkOrgs } from "../walkOrgs.ts"
import { searchByEmail, searchByUserId, searchInvites } from "./personSearches.ts"

const instanceId = InstanceId.make("a".repeat(24))
const userId = "c".repeat(24)
const seed = fleetOf(6, (index) => ({
  members: index === 2 || index === 5 ? [{ userId, email: "Ada@Example.com", role: "edit" }] : [],
  invites: index === 4 ? [{ email: "ada@EXAMPLE.com", role: "view" }] : []
}))

const through = <A>(way: Omit<WalkOptions<A | undefined>, "after">) =>
  Effect.gen(function* () {
    const steps = yield* Stream.runCollect(walkOrgs(yield* TestGateway, instanceId, way))
    return steps.flatMap((step) => (step._tag === "Visited" && step.value !== undefined ? [step.org.id] : []))
  })

describe("the searches for a person", () => {
  it.effect("by email asks only organizations that have members", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(
        through(searchByEmail(yield* TestGateway, instanceId, "ada@example.com"))
      )
      assert.deepStrictEqual(result, [idOf(2), idOf(5)])
      assert.strictEqual(requests, 3)
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("by userId asks only the organizations of the person", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(through(searchByUserId(yield* TestGateway, instanceId, userId)))
      assert.deepStrictEqual(result, [idOf(2), idOf(5)])
      assert.strictEqual(requests, 3)
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("by invitations asks every organization, since no number of Losant counts expired ones", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(
        through(searchInvites(yield* TestGateway, instanceId, "ada@example.com"))
      )
      assert.deepStrictEqual(result, [idOf(4)])
      assert.strictEqual(requests, 7)
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )
})
