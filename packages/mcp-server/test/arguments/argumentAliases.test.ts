import { assert, describe, it } from "@effect/vitest"
import { meantBy } from "../../src/arguments/argumentAliases.ts"
import { makeTools } from "../../src/tools/registry.ts"

const knownOf = (tool: string) =>
  makeTools(false)
    .filter(({ spec }) => spec.name === tool)
    .flatMap((one) => one.arguments.map(({ name }) => name))

describe("meantBy", () => {
  it.each([
    ["losant_list_orgs", "limit", "perPage"],
    ["losant_list_orgs", "filter", "nameContains"],
    ["losant_list_orgs", "name", "nameContains"],
    ["losant_list_orgs", "offset", "page"],
    ["losant_get_org", "org", "orgId"],
    ["losant_get_org", "Organization", "orgId"],
    ["losant_usage_ranking", "limit", "top"],
    ["losant_get_org_device_counts", "from", "start"],
    ["losant_remove_org_member", "user", "userId"]
  ])("knows what %s is told by %s", (tool, name, meant) => {
    assert.strictEqual(meantBy(name, knownOf(tool)), meant)
  })
  it("names nothing that the tool does not have, or that nobody calls so", () => {
    assert.isUndefined(meantBy("limit", knownOf("losant_get_org")))
    assert.isUndefined(meantBy("constructor", knownOf("losant_get_org")))
    assert.isUndefined(meantBy("orgId", knownOf("losant_get_org")))
  })
})
