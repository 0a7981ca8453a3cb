import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { FoundOrg } from "../../../src/losant/resolution/orgPages.ts"
import { withOrg } from "../../../src/losant/resolution/withOrg.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const real = OrgId.make("5f00000000000000000000a1")
const likeAnId = "abcdefabcdefabcdefabcdef"
const twice = "0123456789abcdef01234567"
const userId = UserId.make("5f00000000000000000000b1")

const layer = testGatewayLayer({
  seed: {
    instances: [
      {
        name: "Acme",
        orgs: [
          { id: real, name: "Northwind", members: [{ email: "ada@example.com", role: "admin" }] },
          // The name is the id of another organization.
          { name: real, members: [{ userId, email: "eve@example.com", role: "admin" }] },
          { name: likeAnId, members: [{ userId, email: "eve@example.com", role: "admin" }] },
          { name: twice },
          { name: twice }
        ]
      }
    ]
  }
})

const getOrg = Effect.fnUntraced(function* ({ orgId }: FoundOrg) {
  const { instanceId } = yield* Emulator
  const { execute } = yield* TestGateway
  return yield* execute(InstanceOrg.get, { instanceId, orgId })
})

const renameTo = (name: string) =>
  Effect.fnUntraced(function* ({ orgId }: FoundOrg) {
    const { instanceId } = yield* Emulator
    const { execute } = yield* TestGateway
    return yield* execute(InstanceOrg.patch, { instanceId, orgId, organization: { name } })
  })

const removeMember = Effect.fnUntraced(function* ({ orgId }: FoundOrg) {
  const { instanceId } = yield* Emulator
  const { execute } = yield* TestGateway
  return yield* execute(InstanceOrgMember.delete, { instanceId, orgId, userId })
})

const run = <A, E, R>(input: string, what: (org: FoundOrg) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { instanceId } = yield* Emulator
    return yield* countRequests(Effect.result(withOrg(yield* TestGateway, instanceId, input, what)))
  })

describe("withOrg", () => {
  it.effect("runs on an id without asking for its name", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* run(real, getOrg)
      assert(result._tag === "Success")
      assert.strictEqual(result.success.name, "Northwind")
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect("runs on what has the name", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* run("northw", getOrg)
      assert(result._tag === "Success")
      assert.strictEqual(result.success.id, real)
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layer))
  )
  it.effect("tells a name apart from an id that it looks like", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* run(likeAnId.toUpperCase(), renameTo("Renamed"))
      assert(result._tag === "Success")
      assert.strictEqual(result.success.name, "Renamed")
      assert.strictEqual(requests, 3)
    }).pipe(Effect.provide(layer))
  )
  it.effect("says so if several have the name that looks like an id", () =>
    Effect.gen(function* () {
      const { result } = yield* run(twice, getOrg)
      assert(result._tag === "Failure" && result.failure instanceof Refusal)
      assert.strictEqual(result.failure.reason, "severalMatches")
    }).pipe(Effect.provide(layer))
  )
  it.effect("lets the first error stand if nothing has the name", () =>
    Effect.gen(function* () {
      const input = "5f00000000000000000000ff"
      const { result, requests } = yield* run(input, getOrg)
      assert(result._tag === "Failure" && result.failure instanceof LosantNotFound)
      assert.strictEqual(result.failure.ids["orgId"], input)
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layer))
  )
  it.effect("lets the first error stand if the name cannot be looked up", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const { result } = yield* run(likeAnId, (org) =>
        Effect.tapError(getOrg(org), () => faults.next({ kind: "answer", status: 403 }))
      )
      assert(result._tag === "Failure")
      assert.instanceOf(result.failure, LosantNotFound)
    }).pipe(Effect.provide(layer))
  )
  it.effect("never goes on to an organization that is named like the id of one that exists", () =>
    Effect.gen(function* () {
      // Only the other organization has the member.
      const { result, requests } = yield* run(real, removeMember)
      assert(result._tag === "Failure")
      assert.instanceOf(result.failure, LosantNotFound)
      assert.strictEqual(requests, 3)
      const { requests: seen } = yield* Emulator
      const sent = (yield* seen.all).filter(({ method }) => method === "DELETE")
      assert.lengthOf(sent, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect("finds the organization of a member by a name that looks like an id", () =>
    Effect.gen(function* () {
      const { result } = yield* run(likeAnId, removeMember)
      assert.strictEqual(result._tag, "Success")
    }).pipe(Effect.provide(layer))
  )
  it.effect("lets other errors, and those of other organizations, pass", () =>
    Effect.gen(function* () {
      const refusal = new Refusal("notConfirmed", "no")
      const refused = yield* run(likeAnId, () => Effect.fail(refusal))
      assert.deepStrictEqual(
        [refused.result._tag === "Failure" && refused.result.failure, refused.requests],
        [refusal, 0]
      )
      const { requests } = yield* run(likeAnId, (org) => getOrg({ ...org, orgId: OrgId.make(userId) }))
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
})
