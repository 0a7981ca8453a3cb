import { assert, describe, it } from "@effect/vitest"
import * as Action from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fieldsOption, orgFilterOptions } from "../../src/arguments/options.ts"
import { type CallSyntax, parseCall } from "../../src/arguments/parseCall.ts"
import { argumentsOf } from "../../src/arguments/toolArguments.ts"
import type { Options } from "../../src/model/ArgumentSpec.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { emulated, ids, planOf } from "../support/plans.ts"
import { inviteId, orgId, userId } from "../support/samples.ts"

const now = Date.UTC(2026, 10, 22)
const day = 86_400_000

const parsingOf = (action: Action.Any, options: Options = {}): CallSyntax => ({
  arguments: argumentsOf(action, {}, options),
  hasInstance: false,
  action
})

const listOrgs = parsingOf(actions["instanceOrgs.get"])
const devices = parsingOf(actions["instanceOrg.deviceCounts"])
const members = parsingOf(actions["instanceOrgMembers.get"])
const instances = parsingOf(actions["instances.get"])
const addMember = parsingOf(actions["instanceOrgMembers.post"])
const updateOrg = parsingOf(actions["instanceOrg.patch"])

const parse = (parsing: CallSyntax, input: JsonObject) => {
  const parts = parseCall(parsing, input, now)
  assert(Result.isSuccess(parts), JSON.stringify(parts))
  return parts.success
}

const problemsOf = (parsing: CallSyntax, input: JsonObject) => {
  const parts = parseCall(parsing, input, now)
  assert(Result.isFailure(parts), "the arguments are taken")
  return parts.failure.map(({ argument, message }) => `${argument}: ${message}`)
}

describe("the query of a call", () => {
  it("has both ends of a period: by default the last 28 whole days", () => {
    const midnight = Math.floor(now / day) * day
    const period = (input: JsonObject) => parse(devices, { orgId, ...input }).query
    assert.deepStrictEqual(period({}), { start: midnight - 28 * day, end: midnight })
    assert.deepStrictEqual(period({ start: 50_000 }), { start: 50_000, end: now })
    assert.deepStrictEqual(period({ end: new Date(40 * day).toISOString() }), { start: 12 * day, end: 40 * day })
  })
  it("asks for the counts of organizations that people ask for, unless others are named", () => {
    const filtered = parsingOf(actions["instanceOrgs.get"], { ...orgFilterOptions, ...fieldsOption })
    const counts = (input: JsonObject) => parse(filtered, input).query["summaryInclude"]
    assert.deepStrictEqual(counts({}), ["appCount", "deviceCount", "memberCount", "pendingInviteCount"])
    assert.deepStrictEqual(counts({ summaryInclude: ["payloadCount"] }), ["payloadCount"])
    assert.deepStrictEqual(counts({ fields: ["tags"] }), ["memberCount"])
    assert.isUndefined(counts({ fields: ["tags", "summary"] }))
    assert.deepStrictEqual(counts({ fields: ["summary.appCount", "name", "summary.fileCount"] }), [
      "appCount",
      "fileCount"
    ])
    assert.isUndefined(counts({ fields: ["summary.appCount", "summary.apCount"] }))
    assert.notProperty(parse(members, { orgId }).query, "summaryInclude")
  })
  it("asks of one organization for the counts that its fields name, and for none where they name none", () => {
    const getOrg = parsingOf(actions["instanceOrg.get"], fieldsOption)
    const counts = (input: JsonObject) => parse(getOrg, { orgId, ...input }).query["summaryInclude"]
    assert.deepStrictEqual(counts({ fields: ["name"] }), ["memberCount"])
    assert.deepStrictEqual(counts({ fields: ["name", "summary.deviceCount"] }), ["deviceCount"])
    assert.deepStrictEqual(counts({ summaryInclude: [] }), ["memberCount"])
    assert.deepStrictEqual(counts({ fields: ["summary"], summaryInclude: ["appCount"] }), ["appCount"])
    assert.isUndefined(counts({}))
    assert.isUndefined(counts({ fields: ["summary"] }))
  })
  it("has the field of a filter where there is one only", () => {
    assert.deepStrictEqual(parse(instances, { filter: "A*", perPage: 5 }).query, {
      filter: "A*",
      filterField: "name",
      perPage: 5
    })
  })
  it("lacks the field where there are several, and asks for it", () => {
    assert.deepStrictEqual(problemsOf(members, { orgId, filter: "a*" }), [
      "filterField: is required with filter: email or role"
    ])
    assert.deepStrictEqual(parse(members, { orgId, filter: "a*", filterField: "role" }).query, {
      filter: "a*",
      filterField: "role"
    })
  })
  it("lists 20 items unless told otherwise", () => {
    assert.deepStrictEqual(parse(instances, {}).query, { perPage: 20 })
    assert.strictEqual(parse(listOrgs, {}).query["perPage"], 20)
    assert.deepStrictEqual(parse(members, { orgId }).query, {})
  })
  it("has one query made of the filters and the query", () => {
    const filtered = parsingOf(actions["instanceOrgs.get"], orgFilterOptions)
    const query = { referralId: "x" }
    assert.deepStrictEqual(parse(filtered, { query, readOnly: true }).query["query"], {
      $and: [query, { isReadOnly: true }]
    })
    assert.notProperty(parse(filtered, {}).query, "query")
  })
})

describe("the parts of a call", () => {
  const instanceId = "Acme"

  it("hold the fields of the body apart from the ids", () => {
    const { instance, target, query, body, options } = parse(addMember, { instanceId, orgId, userId, role: "view" })
    assert.deepStrictEqual(
      { instance, target, query, body, options },
      {
        instance: instanceId,
        target: { orgId },
        query: {},
        body: { userId, role: "view" },
        options: {}
      }
    )
  })
  it("have an empty body where nothing is given and one is required", () => {
    const { target, body } = parse(parsingOf(actions["instanceOrgInvite.resendInvite"]), { orgId, inviteId })
    assert.deepStrictEqual({ target, body }, { target: { orgId, inviteId }, body: {} })
  })
  it("keep the options of the tool out of what is sent", () => {
    const { target, query, body, options } = parse(parsingOf(actions["instanceOrg.get"], fieldsOption), {
      orgId,
      fields: ["summary"]
    })
    assert.deepStrictEqual(
      { target, query, body, options },
      { target: { orgId }, query: {}, body: {}, options: { fields: ["summary"] } }
    )
  })
  it("have no body where there is none", () => {
    assert.deepStrictEqual(parse(devices, { orgId }).body, {})
  })
  it("have the values as they were read, and beside them all that was given, without what is filled in", () => {
    const own: CallSyntax = { ...updateOrg, ownForms: ["tags"] }
    const parts = parse(own, { orgId: "Northwind", isReadOnly: "true", tags: '{"add":["region=eu"]}' })
    assert.strictEqual(parts.body["isReadOnly"], true)
    assert.deepStrictEqual(parts.target, { orgId: "Northwind" })
    assert.deepStrictEqual(Object.keys(parts.all), ["orgId", "isReadOnly", "tags"])
    assert.deepStrictEqual(parse(devices, { orgId }).all, { orgId })
  })
})

describe("what is wrong with a call", () => {
  it("is told at once: of reading, and of what the schema says of the rest", () => {
    assert.deepStrictEqual(problemsOf(updateOrg, { orgId: {}, limits: { device: -1 }, isReadOnly: "perhaps" }), [
      "orgId: expected a text",
      "isReadOnly: expected true or false",
      ...problemsOf(updateOrg, { orgId, limits: { device: -1 } })
    ])
  })
  it("is told once of an argument", () => {
    assert.deepStrictEqual(problemsOf(addMember, { orgId, email: {}, role: "view" }), ["email: expected a text"])
    const checked: CallSyntax = { ...addMember, check: () => [{ argument: "email", message: "is odd" }] }
    assert.deepStrictEqual(problemsOf(checked, { orgId, email: "ada", role: "view" }), ["email: is odd"])
  })
  it("is not what is missing, where that was found already", () => {
    assert.deepStrictEqual(problemsOf(addMember, { orgId, userId }), [
      "role: is required: one of admin, edit, collaborate, view, none"
    ])
  })
  it("is what the rules between the arguments say, and beside it what the schema says", () => {
    const checked: CallSyntax = {
      ...updateOrg,
      check: () => [{ argument: "arguments", message: "do not go together" }]
    }
    assert.deepStrictEqual(problemsOf(checked, { orgId, limits: { device: -1 } }), [
      "arguments: do not go together",
      ...problemsOf(updateOrg, { orgId, limits: { device: -1 } })
    ])
  })
  it("of a field in a form of the tool's own is what the tool says of it, and not what the schema says", () => {
    const tags = { add: ["region=eu"] }
    const own: CallSyntax = { ...updateOrg, ownForms: ["tags"] }
    assert.isNotEmpty(problemsOf(updateOrg, { orgId, tags }))
    assert.strictEqual(Object.keys(parse(own, { orgId, tags }).body).join(), "tags")
    const judged: CallSyntax = { ...own, checkForms: () => [{ argument: "tags.add", message: "is there already" }] }
    assert.deepStrictEqual(problemsOf(judged, { orgId, tags, limits: { device: -1 } }), [
      "tags.add: is there already",
      ...problemsOf(updateOrg, { orgId, limits: { device: -1 } })
    ])
  })
  it("is nothing of the ids, which may still be names", () => {
    assert.deepStrictEqual(parse(updateOrg, { orgId: "Northwind", name: "New" }).target, { orgId: "Northwind" })
  })
  it("is not misled by names that every object has", () => {
    assert.lengthOf(problemsOf(listOrgs, { constructor: 1, toString: 2 }), 2)
    assert.include(problemsOf(devices, {}).join(), "orgId: is required")
  })
})

describe("the request that the parts become", () => {
  const extras = { _actions: "false", _links: "false", _embedded: "false" }
  const requestOf = (...call: Parameters<typeof planOf>) =>
    Effect.map(planOf(...call), (plan) => Action.requestOfCall(plan.call))

  it.effect("has the fields of the body, and not the ids", () =>
    Effect.gen(function* () {
      const person = { email: "new@example.com", role: "view" }
      assert.deepStrictEqual(yield* requestOf("instanceOrgMembers.post", { orgId: ids.plant, ...person }), {
        method: "POST",
        path: `/instances/${ids.instance}/orgs/${ids.plant}/members`,
        query: extras,
        body: person
      })
    }).pipe(Effect.provide(emulated()))
  )
  it.effect("has an empty body where nothing is given and one is required", () =>
    Effect.gen(function* () {
      const { body } = yield* requestOf("instanceOrgInvite.resendInvite", { orgId: ids.plant, inviteId: ids.invite })
      assert.deepStrictEqual(body, {})
    }).pipe(Effect.provide(emulated()))
  )
  it.effect("has none of the tool's own arguments, and no body where the action takes none", () =>
    Effect.gen(function* () {
      const request = yield* requestOf("instanceOrg.delete", { orgId: ids.plant, dryRun: true, confirmName: "x" })
      assert.deepStrictEqual(request, {
        method: "DELETE",
        path: `/instances/${ids.instance}/orgs/${ids.plant}`,
        query: extras
      })
    }).pipe(Effect.provide(emulated()))
  )
})
