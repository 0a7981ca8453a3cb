// An update asks Losant and encodes its body a fixed number of times.
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { configOf } from "../support/config.ts"
import { emulated, isOf, type Override, writesIn } from "../support/emulated.ts"
import { answer, type Sent } from "../support/network.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { callTool, environment } from "../support/serving.ts"

const tags = [{ key: "region", value: "eu" }]

const data: SeedData = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Acme",
      orgs: [
        { id: OrgId.make(orgId), name: "Northwind", description: "old", tags },
        { id: OrgId.make("5f00000000000000000000a2"), name: "Southwind", tags: [{ key: "region", value: "us" }] }
      ]
    }
  ]
}

/** Answers the update in place of the emulator, which looks at the schema of the input too. */
const updated: Override = (one) =>
  isOf(InstanceOrg.patch, one) ? answer({ id: orgId, name: "Northwind", tags, ...Object(one.body) }) : undefined

const free = configOf(environment)
const limited = configOf({ ...environment, LOSANT_MCP_ALLOW_ORG: "tag:region=eu" })

const byName = { orgId: "Northwind", description: "new" }

/** The actions that were sent, in order. */
const actionsIn = (sent: ReadonlyArray<Sent>) =>
  sent.map((one) => Object.values(actions).find((action) => isOf(action, one))?.action)

describe("an update of an organization that is given by name", () => {
  // Core writes the JSON of a body each time that it encodes one.
  const spy = () => vi.spyOn(JSON, "stringify")
  let stringify: ReturnType<typeof spy>
  beforeEach(() => {
    stringify = spy()
  })
  afterEach(() => stringify.mockRestore())
  const isBody = (value: unknown): boolean => {
    const fields = Object.keys(Object(value))
    return fields.length > 0 && fields.every((name) => Object.hasOwn(InstanceOrgPatch.fields, name))
  }
  const encodings = () => stringify.mock.calls.filter(([value]) => isBody(value)).length

  it.effect.each([
    ["without rules", free],
    ["under a rule about tags", limited]
  ] as const)("%s takes three requests and one encoding", ([, config]) =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(updated, data)
      const { result, text } = yield* callTool("losant_update_org", byName, losant, config)
      assert.isUndefined(result.isError, text)
      assert.include(text, '"after":"new"')
      assert.deepStrictEqual(actionsIn(sent), ["instanceOrgs.get", "instanceOrg.get", "instanceOrg.patch"])
      assert.strictEqual(encodings(), 1)
    })
  )

  it.effect("is planned only, with dryRun, at the same cost but for the request", () =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(undefined, data)
      const { text } = yield* callTool("losant_update_org", { ...byName, dryRun: true }, losant, limited)
      assert.include(text, '"dryRun":true')
      assert.deepStrictEqual(actionsIn(sent), ["instanceOrgs.get", "instanceOrg.get"])
      assert.strictEqual(encodings(), 1)
    })
  )

  it.effect("is not made of one that the rule keeps out of reach", () =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(undefined, data)
      const values = { orgId: "5f00000000000000000000a2", description: "new" }
      const { result } = yield* callTool("losant_update_org", values, losant, limited)
      assert.isTrue(result.isError)
      assert.isEmpty(writesIn(sent))
      assert.strictEqual(encodings(), 0)
    })
  )

  it.effect("is judged once more, by what is there right before it is sent, where it destroys", () =>
    Effect.gen(function* () {
      const disable = { orgId: "Northwind", disabledAt: "2026-12-01T00:00:00.000Z" }
      const { losant, sent } = yield* emulated(updated, data)
      const { result, text } = yield* callTool("losant_update_org", disable, losant, limited)
      assert.isUndefined(result.isError, text)
      assert.deepStrictEqual(actionsIn(sent), [
        "instanceOrgs.get",
        "instanceOrg.get",
        "instanceOrg.get",
        "instanceOrg.patch"
      ])
      assert.strictEqual(encodings(), 1)

      // Somebody takes it out of what this server reaches, after the plan was made.
      let reads = 0
      const moved = { id: orgId, name: "Northwind", tags: [{ key: "region", value: "us" }] }
      const meanwhile = yield* emulated(
        (one) => (isOf(actions["instanceOrg.get"], one) && ++reads > 1 ? answer(moved) : undefined),
        data
      )
      const refused = yield* callTool("losant_update_org", disable, meanwhile.losant, limited)
      assert.isTrue(refused.result.isError)
      assert.isEmpty(writesIn(meanwhile.sent))
    })
  )
})
