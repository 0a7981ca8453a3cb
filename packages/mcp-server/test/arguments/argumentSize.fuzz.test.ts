import { assert, describe, it } from "@effect/vitest"
import { changeTags } from "@effect-losant/core/OrgParts"
import * as Result from "effect/Result"
import { vi } from "vitest"
import { checkSize, findExcess, maxBytes, maxValues } from "../../src/arguments/argumentSize.ts"
import type { Tag } from "../../src/arguments/tags.ts"
import type { JsonSchema } from "../../src/model/ToolSchema.ts"
import { maxDepth } from "../../src/text/escapes.ts"
import type { Json, JsonObject } from "../../src/text/json.ts"

let comparisons = 0

/** The tools with a comparison of names that counts. Other tests of the process keep their own. */
const loadTools = async () => {
  const { default: leven } = await import("leven")
  vi.resetModules()
  vi.doMock("leven", () => ({
    default: (one: string, other: string) => {
      comparisons += 1
      return leven(one, other)
    }
  }))
  const { makeTools } = await import("../../src/tools/registry.ts")
  vi.doUnmock("leven")
  vi.resetModules()
  return makeTools(false)
}
const tools = await loadTools()

const nested = (depth: number): Json => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)

describe("checkSize", () => {
  it("counts bytes, not characters, and names both numbers", () => {
    const fitting = { name: `a${"ä".repeat((maxBytes - '{"name":"a"}'.length) / 2)}` }
    assert.deepStrictEqual(checkSize(fitting), [])
    const [problem] = checkSize({ name: `${fitting.name}a` })
    assert.include(problem?.message ?? "", `are ${maxBytes + 1} bytes`)
    assert.include(problem?.message ?? "", `at most ${maxBytes}`)
  })
  it("takes as many values and levels as it says, and no more", () => {
    const values = (count: number) => ({ fields: Array.from({ length: count }, () => 1) })
    assert.deepStrictEqual(checkSize(values(maxValues - 1)), [])
    assert.match(checkSize(values(maxValues))[0]?.message ?? "", /more than 5000 values/)
    assert.isUndefined(findExcess(nested(maxDepth)))
    assert.match(findExcess(nested(maxDepth + 2)) ?? "", /nested too deeply/)
  })
  it("takes values of any depth", () => {
    assert.match(checkSize({ query: nested(200_000) })[0]?.message ?? "", /nested too deeply/)
  })
})

/** Wrong values with this many names that nothing has. */
const manyNames = (schema: JsonSchema, count: number): Json => {
  const names = Array.from({ length: count }, (_, index) => `unknwon${index}`)
  const object = Object.fromEntries(names.map((name) => [name, 1]))
  return schema.type === "array" ? (schema.items?.type === "object" ? [object] : names) : object
}

describe("the comparisons of names", () => {
  const countIn = (tool: (typeof tools)[number], input: JsonObject): number => {
    comparisons = 0
    assert.isTrue(Result.isFailure(tool.parse(input, 0)))
    return comparisons
  }
  const isOfNames = ({ schema: { type = "object" } }: { readonly schema: JsonSchema }) =>
    type === "object" || type === "array"
  const cases = tools.flatMap((tool) =>
    tool.arguments
      .filter(isOfNames)
      .map((argument) => ({ name: `${argument.name} of ${tool.spec.name}`, tool, argument }))
  )
  it.each(cases)("do not grow with the unknown names in $name", ({ tool, argument: { name, schema } }) => {
    const [few, many] = [50, 1_000].map((count) => countIn(tool, { [name]: manyNames(schema, count), wrong: 1 }))
    assert.strictEqual(many, few)
  })
  it.each(tools.map((tool) => ({ name: tool.spec.name, tool })))(
    "do not grow with unknown arguments of $name",
    ({ tool }) => {
      const input = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknwon${index}`, 1]))
      assert.isAbove(countIn(tool, input(10)), 0)
      assert.strictEqual(countIn(tool, input(1_000)), countIn(tool, input(50)))
    }
  )
})

describe("the comparisons of tags", () => {
  const readsOf = (count: number): number => {
    let reads = 0
    const tags = (letter: string): ReadonlyArray<Tag> =>
      Array.from({ length: count }, (_, index) => ({
        get key() {
          reads += 1
          return `${letter}${index}`
        },
        value: "x"
      }))
    assert.lengthOf(changeTags(tags("a"), { add: [...tags("b"), ...tags("b")], remove: tags("a") }), count)
    assert.lengthOf(changeTags(tags("a"), { set: [...tags("b"), ...tags("b")] }), count)
    return reads
  }
  it("grow with their number only", () => {
    assert.strictEqual(readsOf(2_000), 10 * readsOf(200))
  })
})

describe("a tool", () => {
  it.each(tools.map((tool) => ({ name: tool.spec.name, tool })))("refuses too many bytes: $name", ({ tool }) => {
    const [name = "any"] = Object.keys(tool.inputSchema.properties)
    const result = tool.parse({ [name]: "x".repeat(maxBytes), other: 1 }, 0)
    const problems = Result.match(result, { onFailure: (all) => all, onSuccess: () => [] })
    assert.deepStrictEqual(
      problems.map(({ argument }) => argument),
      ["arguments"]
    )
  })
  const refusals: ReadonlyArray<readonly [string, string, string]> = [
    ["losant_list_orgs", "query", JSON.stringify(nested(500))],
    ["losant_find_orgs_near_limits", "query", JSON.stringify(nested(500))],
    ["losant_find_orgs_near_limits", "limits", `${"[".repeat(100_000)}${"]".repeat(100_000)}`]
  ]
  it.each(refusals)("refuses the JSON of too many levels in a text: %s, %s", (name, argument, text) => {
    const result = tools.find(({ spec }) => spec.name === name)?.parse({ [argument]: text }, 0)
    assert(result !== undefined && Result.isFailure(result))
    assert.match(result.failure[0]?.message ?? "", /nested too deeply/)
  })
})
