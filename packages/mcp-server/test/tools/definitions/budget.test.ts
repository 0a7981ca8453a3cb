// The definitions of the tools, and the tokens that they cost in every conversation.
import { assert, beforeAll, describe, expect, it } from "@effect/vitest"
import { Losant } from "@effect-losant/core/Losant"
import type { Tool } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { toolsetOf } from "../../../src/tools/registry.ts"
import { toolsetNames } from "../../../src/tools/toolsets.ts"
import { configOf } from "../../support/config.ts"
import {
  committedNames,
  costOf,
  folder,
  maxTokensOf,
  maxTokensOfDefaults,
  maxTokensOfList,
  onByDefault,
  sumOf,
  textOfSnapshot,
  tokensOf
} from "../../support/definitions.ts"
import { connect, revisions } from "../../support/serving.ts"

const untouched = Layer.effect(Losant, Effect.die(new Error("Losant was made before the first call")))
const names = [...toolsetOf.keys()]

for (const [revision, options] of revisions) {
  describe(`the definitions of the tools in ${revision}`, () => {
    let list: { readonly tools: ReadonlyArray<Tool> }
    beforeAll(async () => {
      // Without a configured instance, which is the longer case.
      const { client, close } = await connect(untouched, options, configOf({}))
      list = await client.listTools()
      await close()
    })

    it("are those of the tools, each with a snapshot, and there is no other snapshot", () => {
      assert.deepStrictEqual(
        list.tools.map(({ name }) => name),
        names
      )
      assert.sameMembers([...committedNames()], names)
      const costs = list.tools.map((tool) => [tool.name, costOf(tool)] as const)
      const lines = [
        ...costs,
        ["the tools by default", sumOf(onByDefault(list.tools))],
        ["the whole list", tokensOf(list)]
      ].map(([what, tokens]) => `${String(tokens).padStart(6)} ${what}\n`)
      process.stdout.write(`Tokens of the definitions:\n${lines.join("")}`)
    })
    it.each(names)("%s is that of its snapshot (vitest -u writes it anew: read the difference)", async (name) => {
      const tool = list.tools.find((one) => one.name === name)
      assert(tool !== undefined)
      await expect(textOfSnapshot(tool)).toMatchFileSnapshot(`${folder}/${name}.json`)
    })
    it.each(toolsetNames)("cost in the toolset %s no more than they may", (toolset) => {
      assert.isAtMost(sumOf(list.tools.filter(({ name }) => toolsetOf.get(name) === toolset)), maxTokensOf(toolset))
    })
    it("cost together, as far as they are on by default, no more than they may", () => {
      const tools = onByDefault(list.tools)
      assert.isBelow(sumOf(tools), maxTokensOfDefaults)
      assert.isBelow(tokensOf({ ...list, tools }), maxTokensOfList)
    })
  })
}
