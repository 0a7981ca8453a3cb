import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { flagOption, pageOptions } from "../../src/arguments/options.ts"
import { argumentsOf, optionArguments } from "../../src/arguments/toolArguments.ts"

const listOrgs = argumentsOf(actions["instanceOrgs.get"], {}, {})
const createOrg = argumentsOf(actions["instanceOrgs.post"], {}, {})
const addMember = argumentsOf(actions["instanceOrgMembers.post"], {}, {})

type Known = typeof listOrgs

describe("argumentsOf", () => {
  it("lays the fields of the body beside the ids", () => {
    const names = addMember.map(({ name }) => name)
    assert.includeMembers(names, ["instanceId", "orgId", "userId", "email", "role", "disallowTransfer"])
    assert.deepStrictEqual(
      addMember.filter(({ isRequired }) => isRequired).map(({ name }) => name),
      ["orgId", "role"]
    )
  })
  it("leaves out what the tool says in its own words", () => {
    const names = listOrgs.map(({ name }) => name)
    assert.notInclude(names, "filter")
    assert.notInclude(names, "filterField")
  })
  it("takes the words for one action before those for all", () => {
    const update = argumentsOf(actions["instanceOrg.patch"], {}, {})
    const typeOf = (known: Known) => known.find(({ name }) => name === "tags")?.schema.type
    assert.deepStrictEqual([typeOf(createOrg), typeOf(update)], ["array", "object"])
  })
  it("takes the tool's own description before the common one", () => {
    const [limits] = argumentsOf(actions["instanceOrg.patch"], { limits: "Replaces all." }, {}).filter(
      ({ name }) => name === "limits"
    )
    assert.strictEqual(limits?.schema.description, "Replaces all.")
  })
  it("puts each argument into the part of the request that it becomes, and the options last", () => {
    const places = argumentsOf(actions["instanceOrgMembers.get"], {}, pageOptions).map(({ name, place }) => [
      name,
      place
    ])
    assert.deepInclude(places, ["instanceId", "target"])
    assert.deepInclude(places, ["filter", "query"])
    assert.deepStrictEqual(places.slice(-2), [
      ["page", "option"],
      ["perPage", "option"]
    ])
    const body = addMember.filter(({ place }) => place === "body").map(({ name }) => name)
    assert.includeMembers(body, ["userId", "email", "role", "disallowTransfer"])
  })
})

describe("optionArguments", () => {
  it("are required where the option is, in their order", () => {
    const person = { schema: { type: "string" }, isRequired: true, description: "Who" } as const
    assert.deepStrictEqual(
      optionArguments({ person, chart: flagOption("Adds a PNG") }).map(({ name, place, isRequired, schema }) => ({
        name,
        place,
        isRequired,
        schema
      })),
      [
        { name: "person", place: "option", isRequired: true, schema: { type: "string", description: "Who" } },
        { name: "chart", place: "option", isRequired: false, schema: { type: "boolean", description: "Adds a PNG" } }
      ]
    )
  })
  it("are described by the tool where it has words of its own", () => {
    const known = argumentsOf(actions["instanceOrgMembers.get"], { page: "From 0" }, pageOptions)
    assert.strictEqual(known.find(({ name }) => name === "page")?.schema.description, "From 0")
  })
})
