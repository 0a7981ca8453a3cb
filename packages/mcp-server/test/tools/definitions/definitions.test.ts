import { assert, describe, it } from "@effect/vitest"
import type { Tool } from "../../../src/model/tool/Tool.ts"
import { type Definition, withInstance } from "../../../src/tools/definitions/Definition.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { makeTools } from "../../../src/tools/registry.ts"

const shownBy = ({ spec, inputSchema, outputSchema }: Tool) => ({ name: spec.name, inputSchema, outputSchema })
const shownIn = ({ name, inputSchema, outputSchema }: Definition) => ({ name, inputSchema, outputSchema })

describe("definitions", () => {
  it("are those of all tools, as data that JSON keeps as it is", () => {
    assert.deepStrictEqual(definitions.map(shownIn), makeTools(false).map(shownBy))
    assert.deepStrictEqual(JSON.parse(JSON.stringify(definitions)), definitions)
  })
  it("with an instance are those of the tools that ask for none", () => {
    assert.deepStrictEqual(definitions.map(withInstance).map(shownIn), makeTools(true).map(shownBy))
  })
})
