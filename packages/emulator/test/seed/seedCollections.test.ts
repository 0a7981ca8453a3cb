import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { findDuplicateId, toState } from "../../src/seed/Seed.ts"
import { checkCollections } from "../../src/seed/seedCollections.ts"
import { ruleDeclarations } from "../support/rules.ts"

const declarations = [...ruleDeclarations.values()]
const id = "a".repeat(24)

describe("the collections of a seed", () => {
  it("get ids and dates if the seed leaves them out", () => {
    const seed = { instances: [{ name: "Meridian", collections: { rules: [{ name: "one" }, { id, name: "two" }] } }] }
    const { collections, instances } = toState(seed as unknown as Parameters<typeof toState>[0], 0, declarations)
    const date = "1970-01-01T00:00:00.000Z"
    const [one, two] = collections?.[`/instances/${instances[0].id}/rules`] ?? []
    assert.match(String(one?.["id"]), /^[\da-f]{24}$/)
    assert.deepStrictEqual(two, { id, creationDate: date, lastUpdated: date, name: "two" })
  })

  it("are absent from the state when the seed has none", () => {
    assert.notProperty(toState({ instances: [{ name: "Meridian" }] }, 0, declarations), "collections")
  })

  it("have no id twice", () => {
    const rules = [
      { id, name: "one" },
      { id, name: "two" }
    ]
    assert.strictEqual(
      findDuplicateId(toState({ instances: [{ name: "Meridian", collections: { rules } }] }, 0, declarations)),
      id
    )
  })

  it.effect("are checked against the schemas of their items", () =>
    Effect.gen(function* () {
      yield* checkCollections({ rules: [{ name: "one" }] }, declarations)
      assert.match(yield* Effect.flip(checkCollections({ rules: [{ name: 1 }] }, declarations)), /^rules: .*name/s)
      assert.match(
        yield* Effect.flip(checkCollections({ rulez: [] }, declarations)),
        /no collection is named rulez; .*rules/
      )
    })
  )

  it.effect("stop the start when their name is wrong", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(
        Emulator.make({ seed: { instances: [{ name: "Meridian", collections: { rulez: [] } }] } })
      )
      assert.match(String(Exit.isFailure(exit) ? exit.cause : exit), /no collection is named rulez/)
    })
  )
})
