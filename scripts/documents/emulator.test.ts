// docs/emulator.md shows the files of scripts/documents/emulator, which run as tests.
import { readdirSync } from "node:fs"
import { faultNames } from "@effect-losant/emulator"
import { assert, describe, it } from "vitest"
import { read, root } from "./markdown.ts"

const document = read("docs/emulator.md")

describe("docs/emulator.md", () => {
  it.each(readdirSync(new URL("scripts/documents/emulator", root)))("shows %s as it is", (name) => {
    assert.include(document, `\`\`\`ts\n${read(`scripts/documents/emulator/${name}`)}\`\`\``)
  })

  it("says how many faults there are", () => {
    assert.include(document, `There are ${faultNames.length} faults`)
  })
})
