// Written from the scopes that Losant documents for each action, without core.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ids } from "../support/seed.ts"
import { call, each, grant, routes, server } from "../support/wire.ts"

const readers = [
  "all.Instance",
  "all.Instance.bounded",
  "all.Instance.read",
  "all.User",
  "all.User.bounded",
  "all.User.read"
]
const writers = ["all.Instance", "all.Instance.bounded", "all.User", "all.User.bounded"]
const stewards = ["all.Instance", "all.User"]
const users = ["all.User", "all.User.bounded", "all.User.read", "only.User", "only.User.bounded", "only.User.read"]
const everything = [...new Set([...readers, ...users, "all.Application", "all.Organization"])]

const documented: Readonly<Record<string, ReadonlyArray<string>>> = {
  "instances.get": users,
  "instance.patch": writers,
  "instanceMembers.post": stewards,
  "instanceMember.patch": stewards,
  "instanceMember.delete": stewards,
  "instanceOrgs.post": writers,
  "instanceOrg.patch": writers,
  "instanceOrg.delete": writers,
  "instanceOrgMembers.post": stewards,
  "instanceOrgMember.patch": stewards,
  "instanceOrgMember.delete": stewards,
  "instanceOrgInvites.post": stewards,
  "instanceOrgInvite.delete": stewards,
  "instanceOrgInvite.resendInvite": stewards,
  "instanceApiTokens.post": stewards,
  "instanceApiToken.patch": stewards,
  "instanceApiToken.delete": stewards,
  "instanceNotificationRules.post": writers,
  "instanceNotificationRule.patch": writers,
  "instanceNotificationRule.delete": writers,
  "instanceNotificationRule.evaluate": writers,
  // A read, by its method, that a token which only reads must not make.
  "instanceNotificationRule.logs": writers,
  "instanceSandbox.delete": writers,
  "instanceSandbox.undelete": writers,
  "instanceCustomNodes.post": writers,
  "instanceCustomNode.patch": writers,
  "instanceCustomNode.delete": writers
}

describe.each(Object.entries(routes(ids)))("%s", (name, [method, path, body]) => {
  const [resource = ""] = name.split(".")
  const own = [name, `${resource}.*`]
  const allowing = [...(documented[name] ?? readers), ...own]
  const foreign = ["instanceOrg.*", "instanceOrgs.*", "instances.*", "instance.*"].filter(
    (scope) => !own.includes(scope)
  )

  const scopes = [...everything, ...own, ...foreign]
  const grants = scopes.map((scope) => grant(scope, ["unrelated.get", scope]))
  const allows = (scope: string) =>
    Effect.map(call(method, path, { body, token: scope }), ({ status }) => {
      assert.isTrue(status < 300 || status === 403, `${scope}: ${status}`)
      return status < 300
    })

  if (method === "GET") {
    it.effect("is allowed by the documented scopes alone", () =>
      Effect.gen(function* () {
        assert.sameMembers(
          yield* Effect.filter(scopes, allows),
          scopes.filter((scope) => allowing.includes(scope))
        )
      }).pipe(Effect.provide(server({ grants })))
    )
  } else {
    it.effect("is refused by each scope that is not documented for it", () =>
      Effect.gen(function* () {
        const others = scopes.filter((scope) => !allowing.includes(scope))
        assert.isNotEmpty(others)
        assert.isEmpty(yield* Effect.filter(others, allows))
      }).pipe(Effect.provide(server({ grants })))
    )

    // Most writes succeed once only, so each has an emulator of its own.
    it.effect.each(scopes.filter((scope) => allowing.includes(scope)))("is allowed by %s", (scope) =>
      Effect.gen(function* () {
        assert.isTrue(yield* allows(scope))
      }).pipe(Effect.provide(server({ grants })))
    )
  }
})

describe("an instance token", () => {
  const tokens = [grant("instance", ["all.Instance"], { instanceId: ids.instance })]

  it.effect("acts on its instance, finds no other, and cannot list instances", () =>
    Effect.gen(function* () {
      const own = yield* call("GET", `/instances/${ids.instance}/orgs`, { token: "instance" })
      assert.deepStrictEqual(each(own.json, "name"), ["alpine mill", "Harbor Terminals", "Northwind Plant"])
      const upper = yield* call("GET", `/instances/${ids.instance.toUpperCase()}/orgs`, { token: "instance" })
      assert.strictEqual(upper.status, 200)
      assert.strictEqual(
        (yield* call("GET", `/instances/${ids.otherInstance}/orgs`, { token: "instance" })).status,
        404
      )
      assert.strictEqual((yield* call("GET", "/instances", { token: "instance" })).status, 403)
    }).pipe(Effect.provide(server({ grants: tokens })))
  )
})
