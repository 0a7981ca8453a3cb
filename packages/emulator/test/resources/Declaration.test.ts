import { assert, describe, it } from "@effect/vitest"
import { actions, Schemas } from "@effect-losant/core"
import {
  collectionPathOf,
  collectionsOf,
  defaultOf,
  fillPath,
  itemSchemaOf,
  operationOf,
  typeNameOf
} from "../../src/resources/Declaration.ts"
import { servedNames } from "../../src/resources/served.ts"
import { ruleActions, ruleDeclarations } from "../support/rules.ts"

const names = servedNames

describe("typeNameOf", () => {
  it.each(names)("knows Losant's name of what %s answers", (name) => {
    const { success } = actions[name]
    assert.isDefined(typeNameOf(success))
    const item = itemSchemaOf(success)
    // Losant has no name for the rows of the summaries, and for a message of a rule.
    const hasName = !["instance.historicalSummaries", "instanceNotificationRule.logs"].includes(name)
    if (item !== undefined) assert.strictEqual(typeNameOf(item) !== undefined, hasName)
  })
})

describe("collectionsOf", () => {
  it("finds core's collections, and the ids of their items", () => {
    const served = Object.fromEntries(names.map((name) => [name, actions[name]]))
    const found = [...collectionsOf(served).values()].map(({ path, parameter, idField }) => [path, parameter, idField])
    assert.includeDeepMembers(found, [
      ["/instances", "instanceId", "id"],
      ["/instances/:instanceId/historicalSummaries", undefined, "resourceId"],
      ["/instances/:instanceId/orgs", "orgId", "id"],
      ["/instances/:instanceId/orgs/:orgId/members", "userId", "userId"],
      ["/instances/:instanceId/orgs/:orgId/invites", "inviteId", "id"]
    ])
  })

  it("finds a collection of which only one item can be read", () => {
    const { "rule.get": get } = ruleActions
    const [declaration] = collectionsOf({ "rule.get": get }).values()
    assert.deepInclude(declaration, { path: "/instances/:instanceId/rules", parameter: "ruleId", list: undefined })
  })
})

describe("operationOf", () => {
  it.each([
    ["rules.get", "list"],
    ["rules.post", "create"],
    ["rule.get", "get"],
    ["rule.patch", "update"],
    ["rule.delete", "delete"],
    ["rule.logs", "list"],
    ["people.get", "list"]
  ] as const)("%s: %s", (name, operation) => {
    const action = ruleActions[name]
    const declaration = ruleDeclarations.get(collectionPathOf(action))
    assert.strictEqual(declaration === undefined ? undefined : operationOf(action, declaration), operation)
  })

  it("knows no operation for a POST below an item", () => {
    assert.isUndefined(ruleDeclarations.get(collectionPathOf(ruleActions["rule.evaluate"])))
  })
})

describe("defaultOf", () => {
  it("reads the default that a parameter declares", () => {
    assert.strictEqual(defaultOf(actions["instanceOrgInvites.get"].query.sortField), "inviteDate")
    assert.strictEqual(defaultOf(actions["instances.get"].query.perPage), 100)
    assert.isUndefined(defaultOf(actions["instances.get"].query.filter))
    assert.isUndefined(defaultOf(undefined))
  })
})

describe("itemSchemaOf", () => {
  it("is undefined for what is no list", () => {
    assert.isUndefined(itemSchemaOf(Schemas.InstanceOrg))
    assert.strictEqual(itemSchemaOf(Schemas.InstanceOrgs), Schemas.InstanceOrg)
  })
})

describe("fillPath", () => {
  it("fills in what is known", () => {
    assert.strictEqual(fillPath("/a/:one/b/:two", { one: "1" }), "/a/1/b/:two")
  })
})
