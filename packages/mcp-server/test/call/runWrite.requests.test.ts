// How often an update asks Losant, encodes its body and compares fields.
import { assert, beforeEach, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { encode } from "../../../core/src/internal/request.ts"
import { differences } from "../../src/safety/changes/diff.ts"
import { configOf } from "../support/config.ts"
import { emulated, isOf, writesIn } from "../support/emulated.ts"
import { answer, type Sent } from "../support/network.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { callTool, environment } from "../support/serving.ts"

vi.mock("../../../core/src/internal/request.ts", async (original) => {
  const all = await original<typeof import("../../../core/src/internal/request.ts")>()
  return { ...all, encode: vi.fn(all.encode) }
})

vi.mock("../../src/safety/changes/diff.ts", async (original) => {
  const all = await original<typeof import("../../src/safety/changes/diff.ts")>()
  return { ...all, differences: vi.fn(all.differences) }
})

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

const free = configOf(environment)
const limited = configOf({ ...environment, LOSANT_MCP_ALLOW_ORG: "tag:region=eu" })

const byName = { orgId: "Northwind", description: "new" }

/** The actions that were sent, in order. */
const actionsIn = (sent: ReadonlyArray<Sent>) =>
  sent.map((one) => Object.values(actions).find((action) => isOf(action, one))?.action)

/** How often the input of the update was encoded. */
const encodings = () =>
  vi.mocked(encode).mock.calls.filter(([action]) => action.action === actions["instanceOrg.patch"].action).length

describe("an update of an organization that is given by name", () => {
  beforeEach(() => {
    vi.mocked(encode).mockClear()
    vi.mocked(differences).mockClear()
  })

  it.effect.each([
    ["without rules", free],
    ["under a rule about tags", limited]
  ] as const)("%s takes three requests, one encoding and one comparison", ([, config]) =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(undefined, data)
      const { result, text } = yield* callTool("losant_update_org", byName, losant, config)
      assert.isUndefined(result.isError, text)
      assert.include(text, '"after":"new"')
      assert.deepStrictEqual(actionsIn(sent), ["instanceOrgs.get", "instanceOrg.get", "instanceOrg.patch"])
      assert.strictEqual(encodings(), 1)
      assert.strictEqual(vi.mocked(differences).mock.calls.length, 1)
    })
  )

  it.effect("is planned only, with dryRun, at the same cost but for the request", () =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(undefined, data)
      const { text } = yield* callTool("losant_update_org", { ...byName, dryRun: true }, losant, limited)
      assert.include(text, '"dryRun":true')
      assert.deepStrictEqual(actionsIn(sent), ["instanceOrgs.get", "instanceOrg.get"])
      assert.strictEqual(encodings(), 1)
      assert.strictEqual(vi.mocked(differences).mock.calls.length, 1)
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
      const disable = { orgId: "Northwind", disabledAt: true }
      const { losant, sent } = yield* emulated(undefined, data)
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
