import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { complete, readArguments } from "../../src/arguments/Arguments.ts"
import { fleetTools } from "../../src/fleet/FleetTools.ts"
import { limitsInUse } from "../../src/limits/InUse.ts"
import { inputSchema } from "../../src/ToolSchema.ts"
import { inputViolations, nameViolations, outputViolations } from "../support/lint.ts"

const definitionOf = (tool: (typeof fleetTools)[number]) => ({
  name: tool.spec.name,
  description: tool.spec.description,
  inputSchema: inputSchema(
    Object.fromEntries(tool.arguments.map(({ name, schema }) => [name, schema])),
    tool.arguments.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )
})

const read = (name: string, given: Readonly<Record<string, unknown>>) => {
  const known = fleetTools.find(({ spec }) => spec.name === name)?.arguments ?? []
  return Result.flatMap(readArguments(known, given, true), (values) => complete(known, values, 1_800_000_000_000))
}

describe("the tools over all organizations", () => {
  it("have the three names, titles of their own, and only read", () => {
    assert.deepStrictEqual(
      fleetTools.map(({ spec }) => spec.name),
      ["losant_find_orgs_near_limits", "losant_find_members", "losant_usage_ranking"]
    )
    assert.lengthOf([...new Set(fleetTools.map(({ spec }) => spec.title))], 3)
    for (const { spec } of fleetTools) assert.isTrue(spec.hints.readOnlyHint)
  })

  it("stay inside the subset that every client accepts", () => {
    for (const tool of fleetTools) {
      const { name, inputSchema: input } = definitionOf(tool)
      assert.deepStrictEqual(nameViolations(name), [])
      assert.deepStrictEqual(inputViolations(input), [])
      assert.deepStrictEqual(outputViolations(tool.outputSchema), [])
    }
  })

  it("are defined in few words", () => {
    const characters = JSON.stringify(fleetTools.map(definitionOf)).length
    // About 3.7 characters a token: 700 tokens.
    assert.isBelow(characters, 2_590)
  })

  it("read times, people and limits as assistants write them", () => {
    const ranking = read("losant_usage_ranking", { by: "payloads", start: "2026-01-01T00:00:00Z", top: "3" })
    assert.deepInclude(Result.getOrThrow(ranking), { start: Date.UTC(2026, 0, 1), top: 3, end: 1_800_000_000_000 })
    const members = read("losant_find_members", { person: " Ada@example.com " })
    assert.deepInclude(Result.getOrThrow(members), { person: "Ada@example.com" })
    const limits = limitsInUse.map(({ limit }) => limit)
    assert.deepInclude(Result.getOrThrow(read("losant_find_orgs_near_limits", { limits: JSON.stringify(limits) })), {
      limits
    })
  })

  it("say what is missing or wrong", () => {
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", {})))
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", { by: "size" })))
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", { by: "devices", top: 51 })))
    const person = read("losant_find_members", { person: "Ada Lovelace" })
    assert.deepStrictEqual(Result.isFailure(person) ? person.failure : [], [
      { argument: "person", message: "expected a whole email or a userId: people are not found by name" }
    ])
  })
})
