import { assert, beforeAll, describe, it } from "@effect/vitest"
import { withInstance } from "../../../src/tools/definitions/Definition.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { build } from "../../support/built.ts"
import { startSession } from "../../support/losant.ts"
import { instanceId } from "../../support/samples.ts"
import { revisions } from "../../support/serving.ts"

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
        ({ hints, toolset: _toolset, isOnByDefault: _isOnByDefault, page: _page, ...definition }) => ({
          action: undefined,
          ...definition,
          annotations: { title: definition.title, ...hints }
        })
      )
    )
  })
})
