import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import { readArguments } from "../../src/arguments/readArguments.ts"
import type { Argument } from "../../src/model/ArgumentSpec.ts"
import type { Tool } from "../../src/model/tool/Tool.ts"
import type { Json, JsonObject } from "../../src/text/json.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { jobs, samples } from "../support/samples.ts"

const now = Date.UTC(2026, 10, 30)
const tools = makeTools(false)

/** Right arguments of a tool. */
const goodOf = ({ action, spec }: Tool): JsonObject => {
  // Sound: the action of a tool is one of the actions.
  const sample = action === undefined ? jobs[spec.name] : samples[action.action as ActionName]
  assert(sample !== undefined, `there is no sample of ${spec.name}`)
  return sample.good
}

const parse = (tool: Tool, input: JsonObject) => tool.parse(input, now)

const problemsOf = (tool: Tool, input: JsonObject): ReadonlyArray<string> =>
  Result.match(parse(tool, input), {
    onFailure: (problems) => problems.map(({ argument }) => argument),
    onSuccess: () => []
  })

const isRead = ({ spec }: Tool): boolean => spec.hints.readOnlyHint

const emptyValues: ReadonlyArray<Json> = [null, "", "  "]

interface Case {
  readonly tool: Tool
  readonly argument: Argument
  readonly value: Json
  readonly title: string
}

const cases: ReadonlyArray<Case> = tools.flatMap((tool) =>
  tool.arguments
    .filter(({ isRequired, name }) => !isRequired && !Object.hasOwn(goodOf(tool), name))
    .flatMap((argument) =>
      [
        ...emptyValues,
        ...(argument.schema.type === "array" && argument.spec.takesEmptyList !== true ? [[], "[]"] : [])
      ].map((value) => ({
        tool,
        argument,
        value,
        title: `${argument.name} ${JSON.stringify(value)} of ${tool.spec.name}`
      }))
    )
)

/** These decide neither what a write does nor what it reaches: without them the person is asked, as always. */
const harmless = ["dryRun", "confirmToken", "confirmName", "confirmNames", "resendEmails", "clear"]

/** These name no value that null could mean. An empty text may stand for one that got lost. */
const withoutNull = ["ifLastUpdated", "instanceId"]

const [ofReads, ofWrites] = [cases.filter(({ tool }) => isRead(tool)), cases.filter(({ tool }) => !isRead(tool))]

/** The values that a call reads, and the parsed call as far as it is data. */
const read = (tool: Tool, input: JsonObject) => {
  const result = parse(tool, input)
  assert(Result.isSuccess(result), JSON.stringify(result))
  const { values } = readArguments(tool.arguments, input, false)
  return { values, call: JSON.parse(JSON.stringify(result.success)) }
}

describe("an empty value", () => {
  it.each(ofReads)("is as if not given in a read: $title", ({ tool, argument: { name }, value }) => {
    const good = goodOf(tool)
    assert.deepStrictEqual(read(tool, { ...good, [name]: value }), read(tool, good))
  })
  it.each(ofWrites.filter(({ argument, value }) => withoutNull.includes(argument.name) && value === null))(
    "is as if not given in a write if it is null: $title",
    ({ tool, argument: { name } }) => {
      const good = goodOf(tool)
      assert.deepStrictEqual(read(tool, { ...good, [name]: null }), read(tool, good))
    }
  )
  it.each(ofWrites.filter(({ argument }) => harmless.includes(argument.name)))(
    "is as if not given where it lets a write reach no more: $title",
    ({ tool, argument: { name }, value }) => {
      const good = goodOf(tool)
      assert.deepStrictEqual(read(tool, { ...good, [name]: value }), read(tool, good))
    }
  )
  it.each(
    ofWrites.filter(({ argument, value }) => ![...harmless, ...withoutNull].includes(argument.name) && value === null)
  )("is refused where it could mean to empty, or to reach more: $title", ({ tool, argument: { name } }) => {
    assert.deepStrictEqual(problemsOf(tool, { ...goodOf(tool), [name]: null }), [name])
  })
  const isChange = ({ action }: Tool) => action?.method === "PATCH" || action?.method === "DELETE"
  it.each(
    ofWrites.filter(
      ({ tool, argument, value }) =>
        !harmless.includes(argument.name) &&
        (argument.place !== "body" || isChange(tool)) &&
        (value === "" || (Array.isArray(value) && value.length === 0))
    )
  )("is refused in a change: $title", ({ tool, argument: { name }, value }) => {
    assert.deepStrictEqual(problemsOf(tool, { ...goodOf(tool), [name]: value }), [name])
  })

  const required = tools.flatMap((tool) =>
    tool.arguments
      .filter(({ isRequired }) => isRequired)
      .flatMap(({ name }) =>
        [null, ""].map((value) => ({ tool, name, value, title: `${name} ${value} of ${tool.spec.name}` }))
      )
  )
  it.each(required)("is refused where a value is required: $title", ({ tool, name, value }) => {
    assert.include(problemsOf(tool, { ...goodOf(tool), [name]: value }), name)
  })

  it("leaves the rest of the call as it is", () => {
    const list = tools.find(({ spec }) => spec.name === "losant_list_orgs")
    assert(list !== undefined)
    const filled = Object.fromEntries(list.arguments.map(({ name }) => [name, null]))
    const { values } = read(list, { ...filled, nameContains: "bluebird" })
    assert.deepStrictEqual(values, { nameContains: "bluebird" })
  })
})
