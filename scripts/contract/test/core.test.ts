import { assert, it } from "@effect/vitest"
import { core, resources } from "../core.ts"

it("names every schema that an action uses, and knows it by that name", () => {
  for (const [name, { answer, parameters }] of core.actions) {
    const used = [answer, ...[...parameters.values()].flatMap(({ schema }) => schema ?? [])]
    for (const schema of used) assert.isDefined(core.schema(schema), `${name} uses ${schema}`)
  }
})

it("knows the status of every declared error", () => {
  for (const { errorStatuses } of core.actions.values()) {
    assert.isTrue(errorStatuses.every((status) => /^4\d\d$/.test(status)))
  }
})

it("knows the twenty resources of an instance", () => {
  assert.strictEqual(resources.size, 20)
  assert.includeMembers([...resources], ["instances", "instanceOrgInvites", "instanceAuditLogs", "instanceCustomNode"])
})

it("reads parameters as they go on the wire", () => {
  const parameters = core.actions.get("instanceOrg.payloadCountsBreakdown")?.parameters
  assert.deepStrictEqual(parameters?.get("orgId"), {
    place: "path",
    required: true,
    schema: undefined,
    facets: { pattern: "^[A-Fa-f\\d]{24}$" }
  })
  assert.deepStrictEqual(parameters?.get("resolution"), {
    place: "query",
    required: false,
    schema: undefined,
    facets: { enum: ["3600000", "86400000"], default: "86400000" }
  })
  assert.strictEqual(parameters?.get("losantdomain")?.place, "header")
})

it("reads bodies and queries by the names of their schemas", () => {
  assert.deepStrictEqual(core.actions.get("instanceOrg.patch")?.parameters.get("organization"), {
    place: "body",
    required: true,
    schema: "instanceOrgPatch",
    facets: {}
  })
  assert.deepStrictEqual(core.actions.get("instanceOrgs.get")?.parameters.get("query"), {
    place: "query",
    required: false,
    schema: "advancedInstanceOrgQuery",
    facets: {}
  })
})
