import { assert, describe, it } from "@effect/vitest"
import type { Danger } from "../../../src/model/Danger.ts"
import { dangers } from "../../../src/model/Danger.ts"
import { type LevelSettings, levelOf } from "../../../src/safety/confirmation/confirmLevel.ts"

const proportional: LevelSettings = { mode: "auto", level: "proportional" }

// Sound: these are the keys of the table.
const all = Object.keys(dangers) as ReadonlyArray<Danger>

describe("levelOf", () => {
  it("is none without a danger, in every setting", () => {
    assert.strictEqual(levelOf([], proportional), "none")
    assert.strictEqual(levelOf([], { mode: "elicit", level: "strict" }), "none")
  })

  it.each(all)(
    "is that of the single danger %s, or typed where it is strict, or none where nobody is asked",
    (kind) => {
      for (const mode of ["auto", "elicit", "token"] as const) {
        assert.strictEqual(levelOf([kind], { mode, level: "proportional" }), dangers[kind].level)
        assert.strictEqual(levelOf([kind], { mode, level: "strict" }), "type")
      }
      for (const level of ["proportional", "strict"] as const) {
        assert.strictEqual(levelOf([kind], { mode: "off", level }), "none")
      }
    }
  )

  it("is the highest of several", () => {
    assert.strictEqual(levelOf(["removeMember", "takeLastAdmin"], proportional), "type")
    assert.strictEqual(levelOf(["takeLastAdmin", "removeMember"], proportional), "type")
    assert.strictEqual(levelOf(["disableOrg", "emptyTags"], proportional), "yes")
  })
})
