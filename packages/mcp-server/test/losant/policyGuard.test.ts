import { assert, describe, it } from "@effect/vitest"
import * as Action from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import { Losant } from "@effect-losant/core/Losant"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { InstanceId, type OrgId } from "@effect-losant/core/schemas/Ids"
import { Success } from "@effect-losant/core/schemas/Success"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { guard } from "../../src/losant/policyGuard.ts"
import { noPolicy, type PolicyFlags } from "../../src/policy/Policy.ts"
import {
  admitEncoded,
  callOf,
  executeOn,
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

/** Options that a caller may pass although the type of the input lacks them. */
const allExtras: object = { _actions: true, _links: true, _embedded: true }

const withId = (text: string) => text.replaceAll(missing, production)

describe("guard", () => {
  it("is tried with every action on one organization", () => {
    assert.includeMembers([...onOrg], ["instanceOrg.get", "instanceOrgInvite.resendInvite"])
    for (const name of onOrg) assert.propertyVal(callOf(name, plain).input, "orgId", plain)
  })

  for (const [title, { flags, reads }] of Object.entries(denials)) {
    describe(`an organization that is ${title}`, () => {
      for (const name of onOrg) {
        it.effect(`is not there for ${name}, as one that does not exist`, () =>
          Effect.gen(function* () {
            const gateway = yield* reachUnder(flags)
            const hidden = yield* Effect.flip(executeOn(gateway, name, production))
            const sent = yield* requested
            assert.deepStrictEqual(
              sent,
              Array.from({ length: reads }, () => "instanceOrg.get" as const)
            )

            const absent = yield* Effect.flip(executeOn(gateway, name, missing))
            assert.instanceOf(hidden, LosantNotFound)
            assert.strictEqual(JSON.stringify(hidden), withId(JSON.stringify(absent)))
            assert.strictEqual(String(hidden), withId(String(absent)))

            // Without a policy the error is the same, except for the request id: a request that was not sent has none.
            const losant = yield* Losant
            const real = yield* Effect.flip(losant.execute(actions[name], callOf(name, missing).input, {}))
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
          const gateway = yield* reachUnder(flags)
          yield* executeOn(gateway, name, production)
          const extra = name === "instanceOrg.get" ? 0 : reads
          assert.deepStrictEqual(yield* requested, [
            ...Array.from({ length: extra }, () => "instanceOrg.get" as const),
            name
          ])
        }).pipe(Effect.provide(world()))
      )
    }
  }

  it.effect("costs nothing without rules: Losant itself is asked, for an answer without links", () =>
    Effect.gen(function* () {
      const losant = yield* Losant
      const gateway = guard(losant, noPolicy)
      const error = yield* Effect.flip(gateway.execute(InstanceOrg.get, { instanceId, orgId: missing }))
      assert.property(error, "requestId")
      const orgInput = { instanceId, orgId: plain, ...allExtras }
      const answer = yield* gateway.execute(InstanceOrg.get, orgInput)
      assert.property(yield* losant.execute(InstanceOrg.get, orgInput, {}), "_links")
      assert.notProperty(answer, "_links")
      assert.strictEqual(answer.name, "Orchard")
      assert.lengthOf(yield* requested, 3)
      assert.deepStrictEqual(gateway.instanceId, Option.some(instanceId))
    }).pipe(Effect.provide(world()))
  )

  for (const { action: name, method } of Object.values(actions)) {
    it.effect(`read-only ${method === "GET" ? "lets through" : "refuses"} ${name}`, () =>
      Effect.gen(function* () {
        const gateway = yield* reachUnder({ readOnly: true })
        const { action, input } = callOf(name, production)
        const result = yield* Effect.result(gateway.execute(action, input))
        if (method === "GET") {
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

  it.effect("read-only refuses a write before it looks at its input", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ readOnly: true })
      const patch: Action.Any = InstanceOrg.patch
      const error = yield* Effect.flip(gateway.execute(patch, { instanceId, orgId: plain, organization: { name: 7 } }))
      assert.strictEqual(error._tag, "Refused")
    }).pipe(Effect.provide(world()))
  )

  describe("admit", () => {
    it.effect("tells beforehand what would not be sent, and sends no write", () =>
      Effect.gen(function* () {
        for (const name of onOrg.filter((name) => actions[name].method !== "GET")) {
          const { action, input } = callOf(name, production)
          for (const flags of [{ denyOrg: [secret] }, { denyOrg: [production] }, { readOnly: true }]) {
            const gateway = yield* reachUnder(flags)
            const call = yield* gateway.encode(action, input)
            const refused = yield* Effect.flip(gateway.admit(call))
            assert.deepStrictEqual(refused, yield* Effect.flip(gateway.send(call)))
            assert.deepStrictEqual(refused, yield* Effect.flip(gateway.execute(action, input)))
          }
          yield* admitEncoded(yield* reachUnder({ denyOrg: ["tag:env=staging"] }), action, input)
          yield* admitEncoded(yield* reachUnder({}), action, input)
        }
        assert.deepStrictEqual([...new Set(yield* requested)], ["instanceOrg.get"])
      }).pipe(Effect.provide(world()))
    )

    it.effect("asks nothing for a read, and nothing if the policy has nothing to know", () =>
      Effect.gen(function* () {
        const input = inputsOf(production)["instanceOrg.get"]
        yield* admitEncoded(yield* reachUnder({ denyOrg: [secret] }), InstanceOrg.get, input)
        yield* admitEncoded(yield* reachUnder({ allowOrg: [production] }), InstanceOrg.delete, input)
        yield* admitEncoded(yield* reachUnder({}), InstanceOrg.delete, input)
        assert.deepStrictEqual(yield* requested, [])
      }).pipe(Effect.provide(world()))
    )
  })

  it.effect("refuses an input that is not valid alike, whatever organization it is of, and sends nothing", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [production, secret] })
      const patch: Action.Any = InstanceOrg.patch
      const orgs: Action.Any = InstanceOrgs.get
      const of = (orgId: OrgId) => Effect.flip(gateway.execute(patch, { instanceId, orgId, organization: { name: 7 } }))
      const hidden = yield* of(production)
      assert.strictEqual(hidden._tag, "LosantInvalidInput")
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(missing)))
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(plain)))
      const list = yield* Effect.flip(gateway.execute(orgs, { instanceId, query: { nome: "x" } }))
      assert.strictEqual(list._tag, "LosantInvalidInput")
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("tells an instance that is not there as an organization that is not there", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [production] })
      const elsewhere = InstanceId.make("5f00000000000000000000ee")
      const of = (orgId: OrgId) => Effect.flip(gateway.execute(InstanceOrg.get, { instanceId: elsewhere, orgId }))
      assert.strictEqual(JSON.stringify(yield* of(production)), withId(JSON.stringify(yield* of(missing))))
    }).pipe(Effect.provide(world()))
  )

  it.effect("answers no links and nothing embedded, whoever asks for them", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [production] })
      const answers = [
        yield* gateway.execute(InstanceOrg.get, { instanceId, orgId: plain, ...allExtras }),
        yield* gateway.execute(InstanceOrgs.get, { instanceId, ...allExtras }),
        yield* gateway.execute(Instances.get, { ...allExtras })
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
        // Sound: the test calls only the action that has this answer.
        send: (() => Effect.succeed({ items: [item], count: 1, orgNames: [secret] })) as Losant["Service"]["send"]
      }
      const answer = yield* guard(extended, policyOf({ denyOrg: [production] })).execute(Instances.get, {})
      assert.deepStrictEqual(answer, { items: [{ id: instanceId, name: "Example" }], count: 1 })
    }).pipe(Effect.provide(world()))
  )

  it.effect("refuses an action that it could not limit", () =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder({ denyOrg: [production] })
      const logs = Action.make("instanceTides.get", {
        method: "GET",
        path: "/instances/:instanceId/tides",
        params: { instanceId: InstanceId },
        success: Success,
        scopes: "read"
      })
      const error = yield* Effect.flip(gateway.execute(logs, { instanceId }))
      assert.strictEqual(error._tag, "Refused")
      assert.include(error.message, "instanceTides.get cannot be limited to them")
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )
})
