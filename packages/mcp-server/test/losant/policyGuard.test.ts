import { assert, describe, it } from "@effect/vitest"
import { make } from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import { Losant } from "@effect-losant/core/Losant"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Success } from "@effect-losant/core/schemas/Success"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { guard } from "../../src/losant/policyGuard.ts"
import { noPolicy, type PolicyFlags } from "../../src/policy/Policy.ts"
import {
  inputsOf,
  instanceId,
  missing,
  onOrg,
  plain,
  policyOf,
  production,
  reachUnder,
  requested,
  secret,
  staging,
  world
} from "../policy/world.ts"

const denials: Readonly<Record<string, { readonly flags: PolicyFlags; readonly reads: number }>> = {
  "denied by id": { flags: { denyOrg: [production] }, reads: 0 },
  "denied by an id in capitals": { flags: { denyOrg: [production.toUpperCase()] }, reads: 0 },
  "denied by name": { flags: { denyOrg: [secret] }, reads: 1 },
  "denied by a name in another case, with spaces": { flags: { denyOrg: [` ${secret.toUpperCase()} `] }, reads: 1 },
  "denied by tag": { flags: { denyOrg: ["tag:env=production"] }, reads: 1 },
  "denied by a tag in another case": { flags: { denyOrg: ["tag:ENV=Production"] }, reads: 1 },
  "denied by name, and allowed by id": { flags: { denyOrg: [secret], allowOrg: [production] }, reads: 1 },
  "denied by id, and allowed by tag": {
    flags: { denyOrg: [production], allowOrg: ["tag:env=production"] },
    reads: 0
  },
  "not among the ids allowed": { flags: { allowOrg: [staging] }, reads: 0 },
  "not among the names allowed": { flags: { allowOrg: ["Harbor Staging", secret.toLowerCase()] }, reads: 1 },
  "not among the tags allowed": { flags: { allowOrg: ["tag:env=staging", "tag:env=PRODUCTION"] }, reads: 1 }
}

const withId = (text: string) => text.replaceAll(missing, production)

describe("guard", () => {
  it("knows all seventeen actions on one organization", () => {
    assert.lengthOf(onOrg, 17)
    assert.sameMembers(Object.keys(inputsOf(plain)), onOrg)
  })

  for (const [title, { flags, reads }] of Object.entries(denials)) {
    describe(`an organization that is ${title}`, () => {
      for (const name of onOrg) {
        it.effect(`is not there for ${name}, as one that does not exist`, () =>
          Effect.gen(function* () {
            const reach = yield* reachUnder(flags)
            const hidden = yield* Effect.flip(reach.execute(actions[name], inputsOf(production)[name]))
            const sent = yield* requested
            assert.deepStrictEqual(
              sent,
              Array.from({ length: reads }, () => "instanceOrg.get" as const)
            )

            const absent = yield* Effect.flip(reach.execute(actions[name], inputsOf(missing)[name]))
            assert.instanceOf(hidden, LosantNotFound)
            assert.strictEqual(JSON.stringify(hidden), withId(JSON.stringify(absent)))
            assert.strictEqual(String(hidden), withId(String(absent)))

            // And so it is without a policy, but for the request's id, which a request that was not sent does not have.
            const losant = yield* Losant
            const real = yield* Effect.flip(losant.execute(actions[name], inputsOf(missing)[name], {}))
            const { requestId, ...fields } = JSON.parse(withId(JSON.stringify(real)))
            assert.isString(requestId)
            assert.deepStrictEqual(JSON.parse(JSON.stringify(hidden)), fields)

            const org = yield* losant.execute(InstanceOrg.get, { instanceId, orgId: production }, {})
            assert.notProperty(org, "description")
          }).pipe(Effect.provide(world()))
        )
      }
    })
  }

  for (const [title, flags, reads] of [
    ["its id is allowed", { allowOrg: [production] }, 0],
    ["only others are denied by id", { denyOrg: [staging, plain] }, 0],
    ["its name is allowed", { allowOrg: [secret] }, 1],
    ["its tag is allowed", { allowOrg: ["tag:env=production"] }, 1],
    ["others are denied by tag", { denyOrg: ["tag:env=staging"] }, 1]
  ] as const) {
    for (const name of onOrg) {
      it.effect(`lets ${name} through when ${title}`, () =>
        Effect.gen(function* () {
          const reach = yield* reachUnder(flags)
          yield* reach.execute(actions[name], inputsOf(production)[name])
          const extra = name === "instanceOrg.get" ? 0 : reads
          assert.deepStrictEqual(yield* requested, [
            ...Array.from({ length: extra }, () => "instanceOrg.get" as const),
            name
          ])
        }).pipe(Effect.provide(world()))
      )
    }
  }

  it.effect("costs nothing without rules: Losant itself is asked, with what was given", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const reach = guard(losant, noPolicy)
      const input = { instanceId, orgId: missing, _links: true }
      const error = yield* Effect.flip(reach.execute(InstanceOrg.get, input))
      assert.property(error, "requestId")
      const answer = yield* reach.execute(InstanceOrg.get, { instanceId, orgId: plain, _links: true })
      assert.property(answer, "_links")
      assert.lengthOf(yield* requested, 2)
      assert.deepStrictEqual(reach.instanceId, Option.some(instanceId))
    }).pipe(Effect.provide(world()))
  )

  for (const [name, action] of Object.entries(actions)) {
    it.effect(`read-only ${action.method === "GET" ? "lets through" : "refuses"} ${name}`, () =>
      Effect.gen(function* () {
        const reach = yield* reachUnder({ readOnly: true })
        const input = {
          ...inputsOf(production),
          "instances.get": {},
          "instanceOrgs.get": { instanceId },
          "instanceOrgs.post": { instanceId, orgConfig: { name: "New" } }
        }[action.action]
        const result = yield* Effect.result(reach.execute(action, input))
        if (action.method === "GET") {
          assert.strictEqual(result._tag, "Success")
          return
        }
        assert.strictEqual(result._tag, "Failure")
        if (result._tag === "Failure") {
          assert.strictEqual(result.failure._tag, "Refused")
          assert.propertyVal(result.failure, "reason", "policy")
          assert.include(result.failure.message, "This server only reads")
          assert.include(result.failure.message, name)
        }
        assert.deepStrictEqual(yield* requested, [])
      }).pipe(Effect.provide(world()))
    )
  }

  describe("check", () => {
    it.effect("tells beforehand what would not be sent, and sends no write", () =>
      Effect.gen(function* () {
        for (const name of onOrg.filter((name) => actions[name].method !== "GET")) {
          const [action, input] = [actions[name], inputsOf(production)[name]] as const
          for (const flags of [{ denyOrg: [secret] }, { denyOrg: [production] }, { readOnly: true }]) {
            const reach = yield* reachUnder(flags)
            const refused = yield* Effect.flip(reach.check(action, input))
            assert.deepStrictEqual(refused, yield* Effect.flip(reach.execute(action, input)))
          }
          yield* (yield* reachUnder({ denyOrg: ["tag:env=staging"] })).check(action, input)
          yield* (yield* reachUnder({})).check(action, input)
        }
        assert.deepStrictEqual([...new Set(yield* requested)], ["instanceOrg.get"])
      }).pipe(Effect.provide(world()))
    )

    it.effect("asks nothing for a read, and nothing where the policy has nothing to know", () =>
      Effect.gen(function* () {
        yield* (yield* reachUnder({ denyOrg: [secret] })).check(
          InstanceOrg.get,
          inputsOf(production)["instanceOrg.get"]
        )
        const input = inputsOf(production)["instanceOrg.delete"]
        yield* (yield* reachUnder({ allowOrg: [production] })).check(InstanceOrg.delete, input)
        yield* (yield* reachUnder({})).check(InstanceOrg.delete, input)
        assert.deepStrictEqual(yield* requested, [])
      }).pipe(Effect.provide(world()))
    )
  })

  it.effect("refuses an input that is not valid alike, whatever organization it is of, and sends nothing", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production, secret] })
      const of = (orgId: string) =>
        Effect.flip(reach.execute(InstanceOrg.patch, { instanceId, orgId, organization: { name: 7 } }))
      const hidden = yield* of(production)
      assert.strictEqual(hidden._tag, "LosantInvalidInput")
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(missing)))
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(plain)))
      const list = yield* Effect.flip(reach.execute(InstanceOrgs.get, { instanceId, query: { nome: "x" } }))
      assert.strictEqual(list._tag, "LosantInvalidInput")
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("tells an instance that is not there as an organization that is not there", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const elsewhere = InstanceId.make("5f00000000000000000000ee")
      const of = (orgId: string) => Effect.flip(reach.execute(InstanceOrg.get, { instanceId: elsewhere, orgId }))
      assert.strictEqual(JSON.stringify(yield* of(production)), withId(JSON.stringify(yield* of(missing))))
    }).pipe(Effect.provide(world()))
  )

  it.effect("answers no links and nothing embedded, whoever asks for them", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const answers = [
        yield* reach.execute(InstanceOrg.get, { instanceId, orgId: plain, _links: true, _embedded: true }),
        yield* reach.execute(InstanceOrgs.get, { instanceId, _links: true }),
        yield* reach.execute(Instances.get, { _links: true })
      ]
      assert.notInclude(JSON.stringify(answers), "_links")
    }).pipe(Effect.provide(world()))
  )

  it.effect("keeps of instances only what is known to tell nothing of organizations", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const item = { id: instanceId, name: "Example", orgCount: 3, orgs: [secret] }
      const extended = {
        ...losant,
        // Sound: it stands for Losant's answer to the one action that is called.
        execute: (() => Effect.succeed({ items: [item], count: 1, orgNames: [secret] })) as Losant["Service"]["execute"]
      }
      const answer = yield* guard(extended, policyOf({ denyOrg: [production] })).execute(Instances.get, {})
      assert.deepStrictEqual(answer, { items: [{ id: instanceId, name: "Example" }], count: 1 })
    }).pipe(Effect.provide(world()))
  )

  it.effect("refuses an action that it could not limit", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const logs = make("instanceAuditLogs.get", {
        method: "GET",
        path: "/instance/:instanceId/audit-logs",
        params: { instanceId: InstanceId },
        success: Success,
        scopes: "read"
      })
      const error = yield* Effect.flip(reach.execute(logs, { instanceId }))
      assert.strictEqual(error._tag, "Refused")
      assert.include(error.message, "instanceAuditLogs.get cannot be limited to them")
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )
})
