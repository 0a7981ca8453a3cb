import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { clearOption, pageOptions } from "../../src/arguments/options.ts"
import { readArguments, resolveAlias } from "../../src/arguments/readArguments.ts"
import { argumentsOf } from "../../src/arguments/toolArguments.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { nearLimits } from "../../src/tools/bulk/nearLimits/nearLimits.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { instanceId, orgId, userId } from "../support/samples.ts"

const listOrgs = argumentsOf(actions["instanceOrgs.get"], {}, {})
const createOrg = argumentsOf(actions["instanceOrgs.post"], {}, {})
const addMember = argumentsOf(actions["instanceOrgMembers.post"], {}, {})
const devices = argumentsOf(actions["instanceOrg.deviceCounts"], {}, {})
const members = argumentsOf(actions["instanceOrgMembers.get"], {}, {})

type Known = typeof listOrgs

const read = (known: Known, input: JsonObject) => {
  const { values, problems } = readArguments(known, input, false)
  assert.deepStrictEqual(problems, [])
  return values
}

const problems = (known: Known, input: JsonObject, hasInstance = false) => {
  const found = readArguments(known, input, hasInstance).problems
  assert.isNotEmpty(found, "the arguments are taken")
  return found.map(({ argument, message }) => `${argument}: ${message}`)
}

describe("readArguments", () => {
  it("takes pages of at most 100 items", () => {
    assert.strictEqual(read(listOrgs, { instanceId, perPage: 100 })["perPage"], 100)
    for (const perPage of [101, "101", 1e9]) {
      assert.deepStrictEqual(problems(listOrgs, { instanceId, perPage }), ["perPage: must be at most 100"])
    }
  })
  it("counts pages from 0, and items from 1, of lists that are paged here as well", () => {
    const paged = argumentsOf(actions["instanceOrgMembers.get"], {}, pageOptions)
    for (const known of [listOrgs, paged]) {
      const ids = known === paged ? { orgId } : {}
      assert.deepStrictEqual(read(known, { ...ids, page: 0, perPage: 1 }), { ...ids, page: 0, perPage: 1 })
      assert.deepStrictEqual(problems(known, { ...ids, page: -1, perPage: "0" }), [
        "page: must be at least 0",
        "perPage: must be at least 1"
      ])
    }
  })
  it("takes stringified arguments where the type is not string", () => {
    const values = read(listOrgs, {
      instanceId,
      page: "3",
      summaryInclude: '["appCount"]',
      query: '{"name":"Northwind"}'
    })
    assert.deepStrictEqual(values, {
      instanceId,
      page: 3,
      summaryInclude: ["appCount"],
      query: { name: "Northwind" }
    })
    assert.deepStrictEqual(read(createOrg, { instanceId, name: "3", isReadOnly: "true", limits: '{"device":"x"}' }), {
      instanceId,
      name: "3",
      isReadOnly: true,
      limits: { device: "x" }
    })
  })
  it("takes stringified numbers in an object, and a single text for a list of texts", () => {
    const limits = { device: 50, dataTTL: 60 }
    assert.deepStrictEqual(read(createOrg, { name: "A", limits: { device: "50", dataTTL: 60 } })["limits"], limits)
    assert.deepStrictEqual(read(createOrg, { name: "A", limits: '{"device":"50","dataTTL":60}' })["limits"], limits)
    assert.deepStrictEqual(read(createOrg, { name: "A", limits: { device: "many" } })["limits"], { device: "many" })
    assert.deepStrictEqual(read(createOrg, { name: "A", banner: { message: "50" } })["banner"], { message: "50" })
    const domains = "whitelistedEmailDomains"
    assert.deepStrictEqual(read(createOrg, { name: "A", [domains]: "example.com" })[domains], ["example.com"])
    const near = nearLimits.make(true)
    assert.deepStrictEqual(read(near.arguments, { limits: "device" })["limits"], ["device"])
  })
  it("takes a number for a text of its digits, unless digits are lost", () => {
    assert.strictEqual(read(devices, { orgId: 2024 })["orgId"], "2024")
    assert.strictEqual(read(createOrg, { name: 2024 })["name"], "2024")
    const [deleteOrg] = makeTools(true).filter(({ spec }) => spec.name === "losant_delete_org")
    assert.strictEqual(read(deleteOrg?.arguments ?? [], { orgId, confirmName: 2024 })["confirmName"], "2024")
    assert.deepStrictEqual(problems(devices, { orgId: 575_000_000_000_000_000_000_000 }), ["orgId: expected a text"])
    assert.deepStrictEqual(problems(devices, { orgId: 1.5 }), ["orgId: expected a text"])
  })
  it("splits a text with commas where names are wanted, and no other", () => {
    const [list] = makeTools(true).filter(({ spec }) => spec.name === "losant_list_orgs")
    for (const fields of ["name,limits.device", " name , limits.device,", ["name,limits.device"]]) {
      assert.deepStrictEqual(read(list?.arguments ?? [], { fields })["fields"], ["name", "limits.device"])
    }
    const near = nearLimits.make(true)
    assert.deepStrictEqual(read(near.arguments, { limits: "device, application" })["limits"], ["device", "application"])
    assert.strictEqual(read(createOrg, { name: "Plant, North" })["name"], "Plant, North")
    assert.deepStrictEqual(read(createOrg, { name: "A", tags: "region=eu,us" })["tags"], [
      { key: "region", value: "eu,us" }
    ])
  })
  it("takes a query as an object, and as its JSON", () => {
    const query = { name: "Plant" }
    for (const sent of [query, JSON.stringify(query)])
      assert.deepStrictEqual(read(listOrgs, { query: sent })["query"], query)
    assert.deepStrictEqual(problems(listOrgs, { query: "name" }), ["query: expected an object, or its JSON"])
  })
  it("says how a null that means to empty something is said, where that can be", () => {
    const update = argumentsOf(actions["instanceOrg.patch"], {}, clearOption)
    assert.deepStrictEqual(
      problems(update, { orgId, description: null, limits: { device: null }, isReadOnly: null }).sort(),
      [
        'description: must not be null: to empty it give clear ["description"]',
        "isReadOnly: must not be null: leave the argument out instead",
        'limits: a limit must not be null: to remove it give clear ["limits.device"]'
      ]
    )
    assert.deepStrictEqual(problems(createOrg, { name: null, description: null }), [
      "name: must not be null: is required",
      "description: must not be null: leave the argument out instead"
    ])
  })
  it("knows the names that arguments have elsewhere", () => {
    assert.match(problems(listOrgs, { limit: 5 })[0] ?? "", /^limit: is not an argument \(did you mean perPage\?\)/)
  })
  it("keeps a text that looks like something else where a text is wanted", () => {
    for (const name of ["3", "true", "null", "{}", '"quoted"']) {
      assert.strictEqual(read(createOrg, { instanceId, name })["name"], name)
    }
  })
  it("reads the escapes that answers show, in every text", () => {
    const shown = "\\u{202E}Acme\\u{5C}u{202E}"
    const meant = "\u202eAcme\\u{202E}"
    assert.deepStrictEqual(
      read(createOrg, { instanceId, name: shown, tags: JSON.stringify([{ key: "a", value: shown }]) }),
      {
        instanceId,
        name: meant,
        tags: [{ key: "a", value: meant }]
      }
    )
    assert.deepStrictEqual(read(members, { orgId, filter: `${shown}*` }), { orgId, filter: `${meant}*` })
    assert.deepStrictEqual(read(listOrgs, { instanceId, query: { name: { $contains: shown } } }), {
      instanceId,
      query: { name: { $contains: meant } }
    })
  })
  it("names an unknown argument, the nearest known one, and all there are", () => {
    const [problem] = problems(listOrgs, { instanceId, pagee: 1 })
    assert.include(problem ?? "", "pagee: is not an argument (did you mean page?); the arguments are instanceId, ")
  })
  it("lists the known arguments once, however many are unknown", () => {
    const found = problems(devices, { orgId, instanceId, foo: 1, strat: 2 }, false)
    assert.lengthOf(found, 2)
    assert.match(found[0] ?? "", /^foo: is not an argument; the arguments are .*\bstart\b/)
    assert.strictEqual(found[1], "strat: is not an argument (did you mean start?)")
    const known = devices.filter(({ name }) => name !== "instanceId")
    const [configured, unknown] = problems(known, { orgId, instanceId, foo: 1 }, true)
    assert.strictEqual(configured, "instanceId: is set in the server's configuration: leave it out")
    assert.match(unknown ?? "", /^foo: is not an argument; the arguments are /)
  })
  it("says that the instance is configured where it is", () => {
    const known = listOrgs.filter(({ name }) => name !== "instanceId")
    assert.deepStrictEqual(problems(known, { instanceId }, true), [
      "instanceId: is set in the server's configuration: leave it out"
    ])
  })
  it("names what is missing, and the tool that finds it", () => {
    assert.deepStrictEqual(problems(devices, {}), ["orgId: is required (losant_list_orgs finds it)"])
  })
  it("names the values of what is missing, where they are few", () => {
    assert.deepStrictEqual(problems(addMember, { orgId, userId }), [
      "role: is required: one of admin, edit, collaborate, view, none"
    ])
  })
  it("names what is of a wrong type, and what was expected", () => {
    const input = { instanceId, name: {}, isReadOnly: "perhaps", limits: [], tags: 3, mfaMode: "Required" }
    assert.deepStrictEqual(problems(createOrg, input), [
      "name: expected a text",
      "limits: expected an object",
      "isReadOnly: expected true or false",
      'tags: expected tags such as "region=eu", where a key has 1 to 255 letters, digits, _ and -',
      "mfaMode: expected one of notRequired, adminRequired, required (did you mean required?)"
    ])
    assert.deepStrictEqual(problems(listOrgs, { instanceId, page: "1.5" }), ["page: expected an integer"])
  })
  it("refuses null, which could mean to clear and to leave alone", () => {
    assert.deepStrictEqual(problems(createOrg, { instanceId, name: "A", description: null }), [
      "description: must not be null: leave the argument out instead"
    ])
  })
  it("says what it wants where something else stands in place of all arguments", () => {
    assert.deepStrictEqual(problems(members, { arguments: [1] }), [
      "arguments: expected an object of the arguments by name",
      "orgId: is required (losant_list_orgs finds it)"
    ])
  })
  it("is not misled by names that every object has", () => {
    assert.lengthOf(problems(listOrgs, { instanceId, constructor: 1, toString: 2 }), 2)
    assert.include(problems(devices, {}).join(), "orgId: is required")
  })
  it("keeps what can be read, whatever is wrong with the rest", () => {
    const { values, problems } = readArguments(createOrg, { name: "Plant", isReadOnly: "perhaps", nmae: 1 }, false)
    assert.deepStrictEqual(values, { name: "Plant" })
    assert.deepStrictEqual(
      problems.map(({ argument }) => argument),
      ["nmae", "isReadOnly"]
    )
  })
})

const knownOf = (tool: string) =>
  makeTools(false)
    .filter(({ spec }) => spec.name === tool)
    .flatMap((one) => one.arguments.map(({ name }) => name))

describe("resolveAlias", () => {
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
    assert.strictEqual(resolveAlias(name, knownOf(tool)), meant)
  })
  it("names nothing that the tool does not have, or that nobody calls so", () => {
    assert.isUndefined(resolveAlias("limit", knownOf("losant_get_org")))
    assert.isUndefined(resolveAlias("constructor", knownOf("losant_get_org")))
    assert.isUndefined(resolveAlias("orgId", knownOf("losant_get_org")))
  })
})
