import { assert, beforeAll, describe, it } from "@effect/vitest"
import type { Tool } from "../../../src/model/Tool.ts"
import { type Definition, withInstance } from "../../../src/tools/definitions/Definition.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { makeTools } from "../../../src/tools/registry.ts"
import { build } from "../../support/built.ts"
import { startSession } from "../../support/losant.ts"
import { instanceId } from "../../support/samples.ts"
import { revisions } from "../../support/serving.ts"

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

describe.each(revisions)("the built server, for a client of %s", (_, options) => {
  beforeAll(build, 60_000)

  it.each([true, false])("lists what the sources define; with an instance: %s", async (hasInstance) => {
    const nowhere = { url: "http://127.0.0.1:9", instanceId }
    const { client } = await startSession(nowhere, options, { hasInstance })
    const { tools } = await client.listTools()
    await client.close()
    assert.deepStrictEqual<unknown>(
      tools.map(({ name, title, description, inputSchema, outputSchema, annotations, _meta }) => ({
        name,
        title,
        description,
        inputSchema,
        outputSchema,
        annotations,
        action: _meta?.["losant/action"]
      })),
      (hasInstance ? definitions.map(withInstance) : definitions).map(
        ({ hints, toolset: _toolset, ...definition }) => ({
          action: undefined,
          ...definition,
          annotations: { title: definition.title, ...hints }
        })
      )
    )
  })
})
