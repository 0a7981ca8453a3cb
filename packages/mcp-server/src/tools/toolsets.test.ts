import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import * as Result from "effect/Result"
import { now, writeActions, writeCalls } from "../../test/support/plans.ts"
import { toolOf } from "../../test/support/serving.ts"
import { definitions } from "./definitions/definitions.ts"
import { toolOf as madeTool, makeTools, toolsetOf } from "./registry.ts"
import { type ToolActionName, toolsetNames, toolsets } from "./toolsets.ts"
import { measureOf } from "./usage/measures.ts"

const tools = makeTools(true)
const ofActions = tools.filter(({ action }) => action !== undefined)
const namesOf = (some: typeof tools) => some.map(({ spec }) => spec.name)

/** The tools that take an argument. */
const taking = (argument: string) =>
  namesOf(tools.filter(({ arguments: known }) => known.some(({ name }) => name === argument)))

// The snapshots of the definitions hold the name of a tool and its description for clients.
describe("the tools", () => {
  it("are one for each action, and those that no action stands for", () => {
    assert.sameMembers<unknown>(
      ofActions.map(({ action }) => action?.action),
      Object.keys(actions)
    )
    assert.lengthOf(ofActions, Object.keys(actions).length)
    assert.deepStrictEqual(
      namesOf(tools),
      toolsetNames.flatMap((name) => toolsets[name].tools.map((tool) => tool.name))
    )
  })
  it.each(toolsetNames)("are in the toolset %s in the order of the actions", (toolset) => {
    const order = Object.keys(actions)
    const places = toolsets[toolset].tools.flatMap(({ action }) =>
      action === undefined ? [] : [order.indexOf(action)]
    )
    assert.deepStrictEqual(
      places,
      places.toSorted((one, other) => one - other)
    )
  })
  it("have a name of their own, by which they are found", () => {
    assert.strictEqual(new Set(namesOf(tools)).size, tools.length)
    for (const { spec } of tools) assert.strictEqual(madeTool(spec.name, true)?.spec.name, spec.name)
    assert.isUndefined(madeTool("losant_no_such_tool", true))
  })
  it("are complete, or do not compile", () => {
    const all = Object.values(actions).map(({ action }) => action)
    const complete: ReadonlyArray<ToolActionName> = all
    // @ts-expect-error: an action without a tool
    const incomplete: ReadonlyArray<Exclude<ToolActionName, "instances.get">> = all
    assert.strictEqual(complete, incomplete)
  })
  it("belong to the toolset that lists them", () => {
    for (const name of toolsetNames) {
      for (const tool of toolsets[name].tools) assert.strictEqual(toolsetOf.get(tool.name), name)
    }
    assert.deepStrictEqual(
      definitions.map(({ name, toolset }) => [name, toolset]),
      [...toolsetOf]
    )
  })
  for (const { action } of Object.values(actions)) {
    const { spec } = toolOf(action)
    const { method } = actions[action]
    it(`${spec.name} says what it does`, () => {
      assert.deepStrictEqual(spec.hints, {
        readOnlyHint: method === "GET",
        destructiveHint: method === "PATCH" || method === "DELETE",
        idempotentHint: method !== "POST",
        openWorldHint: true
      })
      assert.isNotEmpty(spec.title)
      assert.match(spec.description, /^[A-Z][^.]+\.( |$)/)
    })
    it(`${spec.name} ${method === "GET" ? "writes nothing" : "says how to find out what became of it"}`, () => {
      assert.strictEqual(spec.write === undefined, method === "GET")
    })
  }
  it.each(writeActions)("verify %s with a call that reads, and is right", (action) => {
    const parsed = Result.getOrThrow(toolOf(action).parse(writeCalls[action] ?? {}, now.getTime()))
    assert(parsed.kind === "write")
    const { tool, arguments: values } = parsed.verification(parsed.target)
    const verifying = madeTool(tool, true)
    assert.isTrue(verifying?.spec.hints.readOnlyHint)
    assert.isTrue(Result.isSuccess(verifying?.parse(values, now.getTime()) ?? Result.fail("no tool")))
  })
  it("say what a change replaces whole", () => {
    const { properties } = toolOf("instanceOrg.patch").inputSchema
    const whole = Object.keys(properties).filter((name) => properties[name]?.description === "Replaced whole")
    assert.sameMembers(whole, ["whitelistedEmailDomains"])
    assert.match(properties["limits"]?.description ?? "", /^Merged;/)
    assert.sameMembers(Object.keys(properties["tags"]?.properties ?? {}), ["set", "add", "remove"])
  })
  it("say what names do not", () => {
    for (const { spec, arguments: known } of makeTools(false)) {
      for (const { name, schema } of known) {
        if (!/^(orgId|userId|inviteId|memberId|disallowTransfer)$/.test(name)) continue
        assert.isNotEmpty(schema.description ?? "", `${spec.name} ${name}`)
      }
    }
  })
  it("say of a deletion that it is immediate, permanent, and what it takes along", () => {
    const { description } = toolOf("instanceOrg.delete").spec
    for (const word of ["at once", "for good", "applications", "devices", "data"]) {
      assert.include(description.split(".")[0] ?? "", word)
    }
  })
  it("offer the reversible way wherever a deletion of an organization is spoken of", () => {
    const deleting = tools.filter(({ spec }) =>
      /delet\w+ (it|the organization|an organization)/i.test(spec.description)
    )
    assert.include(namesOf(deleting), toolOf("instanceOrg.delete").spec.name)
    for (const { spec } of deleting) {
      for (const way of ["losant_update_org", "disabledAt", "isReadOnly"]) assert.include(spec.description, way)
    }
  })
  it("take what a write needs that is seen, and confirmed, before it happens", () => {
    const writing = ofActions.filter(({ action }) => action?.method !== "GET")
    assert.sameMembers(taking("dryRun"), namesOf(writing))
    // The time is that of the organization: nothing but a change of the organization itself moves it.
    const ofOrg = writing.filter(({ action }) => action?.path === actions["instanceOrg.get"].path)
    assert.sameMembers(taking("ifLastUpdated"), namesOf(ofOrg))
    const dangerous = ofActions.filter(({ spec }) => (spec.write?.dangers ?? []).length > 0)
    // A change set asks for more than one name.
    const takingName = taking("confirmName").filter((name) => namesOf(ofActions).includes(name))
    const takingToken = taking("confirmToken").filter((name) => namesOf(ofActions).includes(name))
    assert.sameMembers(takingName, namesOf(dangerous))
    assert.sameMembers(takingToken, namesOf(dangerous))
    for (const tool of writing.filter(({ action }) => action?.method === "DELETE")) assert.include(dangerous, tool)
    const clearing = [
      "instanceOrg.patch",
      "instance.patch",
      "instanceNotificationRule.patch",
      "instanceCustomNode.patch"
    ] as const
    assert.deepStrictEqual(
      taking("clear"),
      clearing.map((action) => toolOf(action).spec.name)
    )
  })
  it("take what makes an answer shorter, a page of it, or a chart", () => {
    const reading = ofActions.filter(({ action }) => action?.method === "GET")
    const usage = reading.filter(({ action }) => measureOf(action?.action ?? "", {}) !== undefined)
    const series = usage.filter(({ action }) => measureOf(action?.action ?? "", {})?.columns.length !== 0)
    assert.sameMembers(taking("chart"), namesOf(series))
    assert.isBelow(series.length, usage.length)
    assert.sameMembers(taking("fields"), namesOf(reading.filter((tool) => !usage.includes(tool))))
    const lists = reading.filter(({ outputSchema }) => outputSchema.properties["items"] !== undefined)
    assert.isNotEmpty(lists)
    // Losant pages some lists by a cursor, or answers only their beginning.
    const byLimit = taking("limit")
    assert.sameMembers(
      taking("perPage"),
      namesOf(lists).filter((name) => !byLimit.includes(name))
    )
  })
  it("list limits as integers, without a word more", () => {
    for (const action of ["instanceOrgs.post", "instanceOrg.patch"] as const) {
      const { properties = {} } = toolOf(action).inputSchema.properties["limits"] ?? {}
      assert.sameMembers(Object.keys(properties), Object.keys(OrgLimits.fields))
      for (const limit of Object.values(properties)) assert.deepStrictEqual(limit, { type: "integer" })
    }
  })
})
