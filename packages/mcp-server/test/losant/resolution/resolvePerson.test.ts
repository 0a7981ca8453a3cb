import { assert, describe, it } from "@effect/vitest"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { resolveInvite, resolveMember } from "../../../src/losant/resolution/resolvePerson.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const orgId = OrgId.make("5f00000000000000000000a1")
const ada = UserId.make("5f00000000000000000000b1")
const adam = UserId.make("5f00000000000000000000b2")
const old = InviteId.make("5f00000000000000000000c1")
const recent = InviteId.make("5f00000000000000000000c2")
const other = InviteId.make("5f00000000000000000000c3")

const layer = testGatewayLayer({
  seed: {
    instances: [
      {
        name: "Acme",
        orgs: [
          {
            id: orgId,
            name: "Northwind",
            members: [
              { userId: ada, email: "Ada@example.com", firstName: "Ada", lastName: "Lovelace", role: "admin" },
              { userId: adam, email: "adam@example.com", role: "view" },
              { email: "grace@example.com", firstName: "Grace", lastName: "Hopper", role: "view" },
              { email: "hopper@example.com", firstName: "grace", lastName: "Hopper", role: "view" }
            ],
            invites: [
              { id: old, email: "grace@example.com", role: "view", inviteDate: "2026-01-01T00:00:00.000Z" },
              { id: recent, email: "grace@example.com", role: "edit", inviteDate: "2026-11-01T00:00:00.000Z" },
              { id: other, email: "Linus+x@example.com", role: "view" }
            ]
          }
        ]
      }
    ]
  }
})

const member = Effect.fnUntraced(function* (input: string, org = orgId) {
  const { instanceId } = yield* Emulator
  return yield* countRequests(Effect.result(resolveMember(yield* TestGateway, instanceId, org, input)))
})

const invite = Effect.fnUntraced(function* (input: string) {
  const { instanceId } = yield* Emulator
  return yield* countRequests(Effect.result(resolveInvite(yield* TestGateway, instanceId, orgId, input)))
})

describe("resolveMember", () => {
  it.effect("takes an id as it is, without a request", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* member(adam)
      assert.deepStrictEqual(result._tag === "Success" && result.success, { userId: adam })
      assert.strictEqual(requests, 0)
    }).pipe(Effect.provide(layer))
  )
  it.effect.each([
    ["Ada@example.com", ada, "Ada@example.com"],
    ["ada@EXAMPLE.com", ada, "Ada@example.com"],
    ["adam", adam, "adam@example.com"]
  ] as const)("finds %s with one request", ([input, userId, email]) =>
    Effect.gen(function* () {
      const { result, requests } = yield* member(input)
      assert.deepStrictEqual(result._tag === "Success" && result.success, { userId, email })
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect("lists those whose emails begin alike, with ids", () =>
    Effect.gen(function* () {
      const { result } = yield* member("ada")
      assert(result._tag === "Failure" && result.failure instanceof Refusal)
      assert.strictEqual(result.failure.reason, "severalMatches")
      assert.include(
        result.failure.message,
        `"Ada@example.com" (id ${ada}, role "admin"), "adam@example.com" (id ${adam}`
      )
    }).pipe(Effect.provide(layer))
  )
  it.effect("names the nearest email if there is none", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* member("adan@example.com")
      assert(result._tag === "Failure" && result.failure instanceof Refusal)
      assert.strictEqual(result.failure.reason, "noMatch")
      assert.include(result.failure.message, `"adam@example.com" (id ${adam}`)
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect.each([" adam@example.com ", ` ${adam}`])("takes %j without the blanks", (input) =>
    Effect.gen(function* () {
      const { result } = yield* member(input)
      assert.strictEqual(result._tag === "Success" && result.success.userId, adam)
    }).pipe(Effect.provide(layer))
  )
  it.effect.each(["Ada Lovelace", "ada LOVELACE "])("finds %s by the whole name", (input) =>
    Effect.gen(function* () {
      const { result, requests } = yield* member(input)
      assert.deepStrictEqual(result._tag === "Success" && result.success, { userId: ada, email: "Ada@example.com" })
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect("takes no part of a name for a person, and no name of two", () =>
    Effect.gen(function* () {
      for (const [input, reason] of [
        ["Lovelace", "noMatch"],
        ["Ada Love", "noMatch"],
        ["Grace Hopper", "severalMatches"]
      ] as const) {
        const { result } = yield* member(input)
        assert.strictEqual(
          result._tag === "Failure" && result.failure instanceof Refusal && result.failure.reason,
          reason
        )
      }
    }).pipe(Effect.provide(layer))
  )
  it.effect("fails as Losant does on an organization that does not exist", () =>
    Effect.gen(function* () {
      const { result } = yield* member("ada", OrgId.make("5f00000000000000000000ff"))
      assert.instanceOf(result._tag === "Failure" && result.failure, LosantNotFound)
    }).pipe(Effect.provide(layer))
  )
})

describe("resolveInvite", () => {
  it.effect("takes an id as it is, without a request", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* invite(old)
      assert.deepStrictEqual(result._tag === "Success" && result.success, { inviteId: old })
      assert.strictEqual(requests, 0)
    }).pipe(Effect.provide(layer))
  )
  it.effect.each(["Linus+x@example.com", "linus+X@example.com", "linus"])("finds %s with one request", (input) =>
    Effect.gen(function* () {
      const { result, requests } = yield* invite(input)
      assert.deepStrictEqual(result._tag === "Success" && result.success, {
        inviteId: other,
        email: "Linus+x@example.com"
      })
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layer))
  )
  it.effect("tells several invitations to one email apart by their dates", () =>
    Effect.gen(function* () {
      const { result } = yield* invite("grace@example.com")
      assert(result._tag === "Failure" && result.failure instanceof Refusal)
      assert.strictEqual(result.failure.reason, "severalMatches")
      for (const [id, date] of [
        [old, "2026-01-01T00:00:00.000Z"],
        [recent, "2026-11-01T00:00:00.000Z"]
      ]) {
        assert.include(result.failure.message, `"grace@example.com" (id ${id}, invited "${date}")`)
      }
    }).pipe(Effect.provide(layer))
  )
  it.effect("says so if there is none", () =>
    Effect.gen(function* () {
      const { result } = yield* invite("nobody@elsewhere.invalid")
      assert(result._tag === "Failure" && result.failure instanceof Refusal)
      assert.strictEqual(result.failure.reason, "noMatch")
      assert.include(result.failure.message, "losant_list_org_invites")
    }).pipe(Effect.provide(layer))
  )
})
