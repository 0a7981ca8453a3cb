// The files of the built server: a start loads the entry and one chunk, and those hold nothing that only calls need.
import { readdirSync, readFileSync } from "node:fs"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { build, dist } from "../support/built.ts"

const chunkOf = (name: string): string => {
  const [file] = readdirSync(dist).filter((candidate) => candidate.startsWith(`${name}-`) && candidate.endsWith(".js"))
  return file === undefined ? "" : readFileSync(`${dist}/${file}`, "utf8")
}

// The loop of Effect's fibers. Everything that runs an effect brings it along.
const runtime = "runLoop("

describe("the chunks of the built server", () => {
  beforeAll(build, 60_000)

  it("hold Effect's runtime apart from the start", () => {
    assert.include(chunkOf("trail"), runtime)
    assert.notInclude(chunkOf("start"), runtime)
  })

  it("hold the definitions of tools that are off apart from the start", () => {
    assert.include(chunkOf("optInDefinitions"), "losant_create_api_token")
    assert.include(chunkOf("start"), "Get organization")
    assert.notInclude(chunkOf("start"), "Create API token")
  })
})
