import { assert, describe, it } from "@effect/vitest"
import * as Action from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import { Losant } from "@effect-losant/core/Losant"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { InstanceId, type OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import { Success } from "@effect-losant/core/schemas/Success"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { guard } from "../../src/losant/policyGuard.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
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
import { configOf } from "../support/config.ts"
import { callTool, losantOn } from "../support/serving.ts"

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

/** What a caller may ask for though the type of an input does not have it. */
const allExtras: object = { _actions: true, _links: true, _embedded: true }

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
            const hidden = yield* Effect.flip(executeOn(reach, name, production))
            const sent = yield* requested
            assert.deepStrictEqual(
              sent,
              Array.from({ length: reads }, () => "instanceOrg.get" as const)
            )

            const absent = yield* Effect.flip(executeOn(reach, name, missing))
            assert.instanceOf(hidden, LosantNotFound)
            assert.strictEqual(JSON.stringify(hidden), withId(JSON.stringify(absent)))
            assert.strictEqual(String(hidden), withId(String(absent)))

            // And so it is without a policy, but for the request's id, which a request that was not sent does not have.
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
          const reach = yield* reachUnder(flags)
          yield* executeOn(reach, name, production)
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
      const reach = guard(losant, noPolicy)
      const error = yield* Effect.flip(reach.execute(InstanceOrg.get, { instanceId, orgId: missing }))
      assert.property(error, "requestId")
      const given = { instanceId, orgId: plain, ...allExtras }
      const answer = yield* reach.execute(InstanceOrg.get, given)
      assert.property(yield* losant.execute(InstanceOrg.get, given, {}), "_links")
      assert.notProperty(answer, "_links")
      assert.strictEqual(answer.name, "Orchard")
      assert.lengthOf(yield* requested, 3)
      assert.deepStrictEqual(reach.instanceId, Option.some(instanceId))
    }).pipe(Effect.provide(world()))
  )

  for (const [name, action] of Object.entries(actions)) {
    it.effect(`read-only ${action.method === "GET" ? "lets through" : "refuses"} ${name}`, () =>
      Effect.gen(function* () {
        const reach = yield* reachUnder({ readOnly: true })
        const one: Action.Any = action
        const input = {
          ...inputsOf(production),
          "instances.get": {},
          "instanceOrgs.get": { instanceId },
          "instanceOrgs.post": { instanceId, orgConfig: { name: "New" } }
        }[action.action]
        const result = yield* Effect.result(reach.execute(one, input))
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

  it.effect("read-only refuses a write before it looks at its input", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ readOnly: true })
      const patch: Action.Any = InstanceOrg.patch
      const error = yield* Effect.flip(reach.execute(patch, { instanceId, orgId: plain, organization: { name: 7 } }))
      assert.strictEqual(error._tag, "Refused")
    }).pipe(Effect.provide(world()))
  )

  describe("admit", () => {
    it.effect("tells beforehand what would not be sent, and sends no write", () =>
      Effect.gen(function* () {
        for (const name of onOrg.filter((name) => actions[name].method !== "GET")) {
          const { action, input } = callOf(name, production)
          for (const flags of [{ denyOrg: [secret] }, { denyOrg: [production] }, { readOnly: true }]) {
            const reach = yield* reachUnder(flags)
            const call = yield* reach.encode(action, input)
            const refused = yield* Effect.flip(reach.admit(call))
            assert.deepStrictEqual(refused, yield* Effect.flip(reach.send(call)))
            assert.deepStrictEqual(refused, yield* Effect.flip(reach.execute(action, input)))
          }
          yield* admitEncoded(yield* reachUnder({ denyOrg: ["tag:env=staging"] }), action, input)
          yield* admitEncoded(yield* reachUnder({}), action, input)
        }
        assert.deepStrictEqual([...new Set(yield* requested)], ["instanceOrg.get"])
      }).pipe(Effect.provide(world()))
    )

    it.effect("asks nothing for a read, and nothing where the policy has nothing to know", () =>
      Effect.gen(function* () {
        const input = inputsOf(production)["instanceOrg.get"]
        yield* admitEncoded(yield* reachUnder({ denyOrg: [secret] }), InstanceOrg.get, input)
        yield* admitEncoded(yield* reachUnder({ allowOrg: [production] }), InstanceOrg.delete, input)
        yield* admitEncoded(yield* reachUnder({}), InstanceOrg.delete, input)
        assert.deepStrictEqual(yield* requested, [])
      }).pipe(Effect.provide(world()))
    )
  })

  describe("with the organization as the plan read it", () => {
    const underTags = reachUnder({ denyOrg: ["tag:env=production"] })
    const tags = (value: string) => [{ key: "env", value }]
    const patchOf = (gateway: LosantGateway, organization: InstanceOrgPatch = { description: "changed" }) =>
      gateway.encode(InstanceOrg.patch, { instanceId, orgId: staging, organization })
    const read = (orgId: OrgId) =>
      Effect.flatMap(Losant, (losant) => losant.execute(InstanceOrg.get, { instanceId, orgId }, {}))
    /** The actions that `effect` requests. */
    const requestedBy = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.gen(function* () {
        const before = (yield* requested).length
        yield* effect
        return (yield* requested).slice(before)
      })

    it.effect("admit asks nothing, and send nothing but the call", () =>
      Effect.gen(function* () {
        const reach = yield* underTags
        const current = yield* read(staging)
        const call = yield* patchOf(reach)
        assert.deepStrictEqual(yield* requestedBy(reach.admit(call, current)), [])
        assert.deepStrictEqual(yield* requestedBy(reach.send(call, current)), ["instanceOrg.patch"])
        assert.strictEqual((yield* read(staging)).description, "changed")
      }).pipe(Effect.provide(world()))
    )

    it.effect("admit and send read it again where there is none", () =>
      Effect.gen(function* () {
        const reach = yield* underTags
        const call = yield* patchOf(reach)
        assert.deepStrictEqual(yield* requestedBy(reach.admit(call)), ["instanceOrg.get"])
        assert.deepStrictEqual(yield* requestedBy(reach.send(call)), ["instanceOrg.get", "instanceOrg.patch"])
      }).pipe(Effect.provide(world()))
    )

    it.effect("admit and send read the organization of the call where it is another one", () =>
      Effect.gen(function* () {
        const reach = yield* underTags
        const [reachable, denied] = [yield* read(plain), yield* read(production)]
        const call = yield* patchOf(reach)
        for (const other of [reachable, denied]) {
          assert.deepStrictEqual(yield* requestedBy(reach.admit(call, other)), ["instanceOrg.get"])
          assert.deepStrictEqual(yield* requestedBy(reach.send(call, other)), ["instanceOrg.get", "instanceOrg.patch"])
        }
        // What may be reached lets nothing pass that may not.
        const hidden = yield* reach.encode(InstanceOrg.delete, { instanceId, orgId: production })
        for (const judged of [reach.admit(hidden, reachable), reach.send(hidden, reachable)]) {
          const refused = Effect.map(Effect.flip(judged), (error) => assert.strictEqual(error._tag, "LosantNotFound"))
          assert.deepStrictEqual(yield* requestedBy(refused), ["instanceOrg.get"])
        }
        assert.strictEqual((yield* read(production)).name, secret)
      }).pipe(Effect.provide(world()))
    )

    it.effect("admit and send judge by it, and without it by what Losant answers then", () =>
      Effect.gen(function* () {
        const losant = yield* Losant
        const reach = yield* underTags
        const current = yield* read(staging)
        const call = yield* reach.encode(InstanceOrg.delete, { instanceId, orgId: staging })
        const stale = { ...current, tags: tags("production") }
        for (const judged of [reach.admit(call, stale), reach.send(call, stale)]) {
          const refused = Effect.map(Effect.flip(judged), (error) => assert.strictEqual(error._tag, "LosantNotFound"))
          assert.deepStrictEqual(yield* requestedBy(refused), [])
        }
        // Somebody moves it out of reach after it was read.
        yield* losant.execute(
          InstanceOrg.patch,
          { instanceId, orgId: staging, organization: { tags: tags("production") } },
          {}
        )
        assert.deepStrictEqual(yield* requestedBy(reach.admit(call, current)), [])
        for (const judged of [reach.admit(call), reach.send(call)]) {
          assert.strictEqual((yield* Effect.flip(judged))._tag, "LosantNotFound")
        }
        assert.strictEqual((yield* read(staging)).id, staging)
      }).pipe(Effect.provide(world()))
    )

    it.effect("a change that would leave what is allowed is refused by it, and asks nothing", () =>
      Effect.gen(function* () {
        const reach = yield* underTags
        const current = yield* read(staging)
        const call = yield* patchOf(reach, { tags: tags("production") })
        for (const judged of [reach.admit(call, current), reach.send(call, current)]) {
          const refused = Effect.map(Effect.flip(judged), (error) => assert.strictEqual(error._tag, "Refused"))
          assert.deepStrictEqual(yield* requestedBy(refused), [])
        }
      }).pipe(Effect.provide(world()))
    )

    it.effect("an answer from outside what is allowed is not shown, and is known to be applied", () =>
      Effect.gen(function* () {
        const losant = yield* Losant
        const reach = yield* underTags
        const current = yield* read(staging)
        const call = yield* patchOf(reach)
        yield* losant.execute(
          InstanceOrg.patch,
          { instanceId, orgId: staging, organization: { tags: tags("production") } },
          {}
        )
        const error = yield* Effect.flip(reach.send(call, current))
        assert.strictEqual(error._tag, "LosantDecode")
        assert.propertyVal(error, "outcome", "applied")
      }).pipe(Effect.provide(world()))
    )

    it.effect("a deletion is judged by what is read right before it is sent", () =>
      Effect.gen(function* () {
        const emulator = yield* Emulator
        const losant = losantOn(emulator, { accessToken: emulator.token, url: emulator.url, instanceId })
        const config = configOf({ LOSANT_INSTANCE_ID: instanceId, LOSANT_MCP_DENY_ORG: "tag:env=production" })
        const remove = Effect.map(
          callTool("losant_delete_org", { orgId: "Harbor Staging" }, losant, config),
          ({ result, text }) => assert.isNotTrue(result.isError, text)
        )
        assert.deepStrictEqual(yield* requestedBy(remove), [
          "instanceOrgs.get",
          "instanceOrg.get",
          "instanceOrg.get",
          "instanceOrg.delete"
        ])
      }).pipe(Effect.provide(world()))
    )

    it.effect("a deletion is not sent where somebody moves the organization out of reach after the plan read it", () =>
      Effect.gen(function* () {
        const emulator = yield* Emulator
        let isMoved = false
        const fetch: typeof globalThis.fetch = async (input, init) => {
          const response = await emulator.fetch(input, init)
          const isOfOrg = new URL(new Request(input, init).url).pathname.endsWith(`/orgs/${staging}`)
          if (isOfOrg && !isMoved) {
            isMoved = true
            const body = JSON.stringify({ tags: tags("production") })
            await emulator.fetch(input, { ...init, method: "PATCH", body })
          }
          return response
        }
        const losant = losantOn({ fetch }, { accessToken: emulator.token, url: emulator.url, instanceId })
        const config = configOf({ LOSANT_INSTANCE_ID: instanceId, LOSANT_MCP_DENY_ORG: "tag:env=production" })
        const { result, text } = yield* callTool("losant_delete_org", { orgId: staging }, losant, config)
        assert.isTrue(result.isError, text)
        assert.notInclude(yield* requested, "instanceOrg.delete")
        assert.deepStrictEqual((yield* read(staging)).tags, tags("production"))
      }).pipe(Effect.provide(world()))
    )

    it.effect("an update by name takes three requests, whichever way the policy names organizations", () =>
      Effect.gen(function* () {
        const emulator = yield* Emulator
        const losant = losantOn(emulator, { accessToken: emulator.token, url: emulator.url, instanceId })
        for (const [index, rules] of [
          { LOSANT_MCP_DENY_ORG: "tag:env=production" },
          { LOSANT_MCP_ALLOW_ORG: "tag:env=staging" },
          { LOSANT_MCP_DENY_ORG: secret },
          {}
        ].entries()) {
          const config = configOf({ LOSANT_INSTANCE_ID: instanceId, ...rules })
          const description = `number ${index}`
          const update = Effect.map(
            callTool("losant_update_org", { orgId: "Harbor Staging", description }, losant, config),
            ({ result, text }) => assert.isNotTrue(result.isError, text)
          )
          assert.deepStrictEqual(yield* requestedBy(update), [
            "instanceOrgs.get",
            "instanceOrg.get",
            "instanceOrg.patch"
          ])
          assert.strictEqual((yield* read(staging)).description, description)
        }
      }).pipe(Effect.provide(world()))
    )
  })

  it.effect("refuses an input that is not valid alike, whatever organization it is of, and sends nothing", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production, secret] })
      const patch: Action.Any = InstanceOrg.patch
      const orgs: Action.Any = InstanceOrgs.get
      const of = (orgId: OrgId) => Effect.flip(reach.execute(patch, { instanceId, orgId, organization: { name: 7 } }))
      const hidden = yield* of(production)
      assert.strictEqual(hidden._tag, "LosantInvalidInput")
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(missing)))
      assert.deepStrictEqual(JSON.stringify(hidden), JSON.stringify(yield* of(plain)))
      const list = yield* Effect.flip(reach.execute(orgs, { instanceId, query: { nome: "x" } }))
      assert.strictEqual(list._tag, "LosantInvalidInput")
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("tells an instance that is not there as an organization that is not there", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const elsewhere = InstanceId.make("5f00000000000000000000ee")
      const of = (orgId: OrgId) => Effect.flip(reach.execute(InstanceOrg.get, { instanceId: elsewhere, orgId }))
      assert.strictEqual(JSON.stringify(yield* of(production)), withId(JSON.stringify(yield* of(missing))))
    }).pipe(Effect.provide(world()))
  )

  it.effect("answers no links and nothing embedded, whoever asks for them", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const answers = [
        yield* reach.execute(InstanceOrg.get, { instanceId, orgId: plain, ...allExtras }),
        yield* reach.execute(InstanceOrgs.get, { instanceId, ...allExtras }),
        yield* reach.execute(Instances.get, { ...allExtras })
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
        send: (() => Effect.succeed({ items: [item], count: 1, orgNames: [secret] })) as Losant["Service"]["send"]
      }
      const answer = yield* guard(extended, policyOf({ denyOrg: [production] })).execute(Instances.get, {})
      assert.deepStrictEqual(answer, { items: [{ id: instanceId, name: "Example" }], count: 1 })
    }).pipe(Effect.provide(world()))
  )

  it.effect("refuses an action that it could not limit", () =>
    Effect.gen(function* () {
      const reach = yield* reachUnder({ denyOrg: [production] })
      const logs = Action.make("instanceAuditLogs.get", {
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
