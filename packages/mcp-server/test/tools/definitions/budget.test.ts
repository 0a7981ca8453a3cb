// What the definitions of the tools are, and what they cost every conversation before anything is asked.
import { assert, beforeAll, describe, expect, it } from "@effect/vitest"
import { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { tools } from "../../../src/tools/actionTools.ts"
import { configOf } from "../../support/config.ts"
import { connect, revisions } from "../../support/serving.ts"

/** The most that name, description and arguments of the tools of single actions may cost together. */
const mostOfActions = 4_500
/** The most with those that work on many organizations. */
const mostOfAll = 5_200
/** The most that the whole answer of tools/list may cost. */
const mostOfList = 9_000

interface Listed {
  readonly name: string
  readonly description?: string | undefined
  readonly inputSchema: object
}

const untouched = Layer.effect(Losant, Effect.die(new Error("Losant was made before the first call")))
const tokensOf = (value: unknown): number => countTokens(JSON.stringify(value))
const definition = ({ name, description, inputSchema }: Listed) => ({ name, description, inputSchema })
const sumOf = (listed: ReadonlyArray<Listed>): number =>
  listed.map((tool) => tokensOf(definition(tool))).reduce((sum, tokens) => sum + tokens, 0)
const names = new Set(Object.values(tools).map(({ name }) => name))

for (const [revision, options] of revisions) {
  describe(`the definitions of the tools in ${revision}`, () => {
    let list: { readonly tools: ReadonlyArray<Listed> }
    beforeAll(async () => {
      // Without a configured instance, which is the longer case.
      const { client, close } = await connect(untouched, options, configOf({}))
      list = await client.listTools()
      await close()
    })

    it("are those of the snapshot (vitest -u writes it anew: read the difference before it is committed)", async () => {
      const definitions = list.tools.map(definition)
      const costs = definitions.map((one) => [one.name, tokensOf(one)] as const)
      const lines = [...costs, ["all tools", sumOf(list.tools)], ["the whole list", tokensOf(list)]].map(
        ([what, tokens]) => `${String(tokens).padStart(6)} ${what}\n`
      )
      process.stdout.write(`Tokens of the definitions:\n${lines.join("")}`)
      await expect(`${JSON.stringify(definitions, null, 2)}\n`).toMatchFileSnapshot("definitions.json")
    })
    it("cost no more than they may", () => {
      const ofActions = list.tools.filter(({ name }) => names.has(name))
      assert.lengthOf(ofActions, 20)
      assert.isBelow(sumOf(ofActions), mostOfActions)
      assert.isBelow(sumOf(list.tools), mostOfAll)
      assert.isBelow(tokensOf(list), mostOfList)
    })
  })
}
