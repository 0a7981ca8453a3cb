import { assert, describe, it } from "@effect/vitest"
import {
  type ActionName,
  InstanceApiToken,
  InstanceApiTokens,
  InstanceOrg,
  InstanceOrgMembers,
  InstanceOrgs,
  Losant,
  type Schemas
} from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../../src/emulator/Emulator.ts"
import { inOrg, instanceId } from "../../support/inputs.ts"
import { now, seed } from "../../support/seed.ts"

const emulator = Emulator.layer({ seed, now })

/** Makes a token, and core with it. */
const makeToken = Effect.fnUntraced(function* (apiToken: Schemas.ApiTokenPost) {
  const token = yield* InstanceApiTokens.post({ instanceId, apiToken })
  const { fetch, url } = yield* Emulator
  const accessToken = token.token ?? Redacted.make("none")
  const losant = Losant.layer({ accessToken, fetch, url })
  const use = <A, E>(effect: Effect.Effect<A, E, Losant>) => Effect.provide(Effect.result(effect), losant)
  return { id: token.id, apiTokenId: token.id, secret: Redacted.value(accessToken), use }
})

const statusOf = <A, E>(result: { readonly _tag: string; readonly failure?: E; readonly success?: A }) =>
  result._tag === "Success" ? 200 : (result.failure as { readonly status?: number }).status

const listOrgs = InstanceOrgs.get({ instanceId })

describe("an API token of the instance", () => {
  it.effect("allows what its scopes say, and nothing else", () =>
    Effect.gen(function* () {
      const scope: ReadonlyArray<ActionName> = ["instanceOrgs.get"]
      const { use } = yield* makeToken({ name: "lists", scope })
      assert.strictEqual(statusOf(yield* use(listOrgs)), 200)
      assert.strictEqual(statusOf(yield* use(InstanceOrg.get(inOrg))), 403)
      const bare = yield* makeToken({ name: "bare" })
      assert.strictEqual(statusOf(yield* bare.use(listOrgs)), 403)
    }).pipe(Effect.provide(emulator))
  )

  it.effect("is refused once it has expired", () =>
    Effect.gen(function* () {
      const expirationDate = "2026-03-16T00:00:00.000Z"
      const { use } = yield* makeToken({ name: "short", scope: ["all.Instance"], expirationDate })
      assert.strictEqual(statusOf(yield* use(listOrgs)), 200)
      yield* TestClock.adjust("1 day")
      assert.strictEqual(statusOf(yield* use(listOrgs)), 401)
    }).pipe(Effect.provide(emulator))
  )

  it.effect("is refused while it is inactive, and after its deletion", () =>
    Effect.gen(function* () {
      const { apiTokenId, use } = yield* makeToken({ name: "one", scope: ["all.Instance"] })
      const setStatus = (status: "active" | "inactive") =>
        InstanceApiToken.patch({ instanceId, apiTokenId, apiToken: { status } })
      const inactive = yield* setStatus("inactive")
      assert.deepInclude(inactive, { status: "inactive", name: "one", scope: ["all.Instance"] })
      assert.strictEqual(statusOf(yield* use(listOrgs)), 401)
      yield* setStatus("active")
      assert.strictEqual(statusOf(yield* use(listOrgs)), 200)
      yield* InstanceApiToken.delete({ instanceId, apiTokenId })
      assert.strictEqual(statusOf(yield* use(listOrgs)), 401)
    }).pipe(Effect.provide(emulator))
  )

  it.effect("only reads where a role caps it", () =>
    Effect.gen(function* () {
      const rename = InstanceOrg.patch({ ...inOrg, organization: { name: "Renamed" } })
      const capped = yield* makeToken({ name: "capped", scope: ["all.Instance"], defaultRole: "view" })
      assert.strictEqual(statusOf(yield* capped.use(rename)), 403)
      const orgRoles = [{ orgId: inOrg.orgId, role: "admin" }] as const
      const there = yield* makeToken({ name: "there", scope: ["all.Instance"], defaultRole: "view", orgRoles })
      assert.strictEqual(statusOf(yield* there.use(rename)), 200)
      assert.strictEqual(
        statusOf(yield* there.use(InstanceOrgs.post({ instanceId, orgConfig: { name: "New Org" } }))),
        403
      )
    }).pipe(Effect.provide(emulator))
  )

  it.effect("is named as who made another one, and makes organizations without members", () =>
    Effect.gen(function* () {
      const first = yield* makeToken({ name: "first", scope: ["all.Instance"] })
      const made = yield* first.use(InstanceApiTokens.post({ instanceId, apiToken: { name: "second" } }))
      assert.deepInclude(made._tag === "Success" ? made.success : {}, {
        creatorId: first.id,
        creatorType: "apiToken",
        creatorName: "first",
        status: "active"
      })
      const org = yield* first.use(InstanceOrgs.post({ instanceId, orgConfig: { name: "New Org" } }))
      assert.deepStrictEqual(org._tag === "Success" ? org.success.members : undefined, [])
    }).pipe(Effect.provide(emulator))
  )

  it.effect("shows its secret in the answer to its creation alone", () =>
    Effect.gen(function* () {
      const { secret, apiTokenId } = yield* makeToken({ name: "secret one", scope: ["all.Instance"] })
      assert.match(secret, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
      const { fetch, token, url } = yield* Emulator
      const headers = { authorization: `Bearer ${Redacted.value(token)}` }
      for (const path of ["", `/${apiTokenId}`]) {
        const answer = yield* Effect.promise(() => fetch(`${url}/instances/${instanceId}/tokens${path}`, { headers }))
        const text = yield* Effect.promise(() => answer.text())
        assert.include(text, "secret one")
        assert.notInclude(text, secret)
      }
      const changed = yield* InstanceApiToken.patch({ instanceId, apiTokenId, apiToken: { name: "another" } })
      assert.isUndefined(changed.token)
    }).pipe(Effect.provide(emulator))
  )

  it.effect("of a seed has the secret that the seed gives it, and shows it nowhere", () =>
    Effect.gen(function* () {
      const { fetch, url } = yield* Emulator
      const losant = Losant.layer({ accessToken: Redacted.make("seeded-secret"), fetch, url })
      const { items } = yield* Effect.provide(InstanceApiTokens.get({ instanceId }), losant)
      assert.deepStrictEqual(
        items.map(({ name, token }) => [name, token]),
        [["reads", undefined]]
      )
      const member = { email: "new@example.com", role: "view" } as const
      const refused = yield* Effect.result(Effect.provide(InstanceOrgMembers.post({ ...inOrg, member }), losant))
      assert.strictEqual(statusOf(refused), 403)
    }).pipe(
      Effect.provide(
        Emulator.layer({
          now,
          seed: {
            instances: [
              {
                ...seed.instances[0],
                collections: { tokens: [{ name: "reads", scope: ["all.Instance.read"], token: "seeded-secret" }] }
              }
            ]
          }
        })
      )
    )
  )
})
