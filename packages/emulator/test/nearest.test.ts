import { assert, it } from "@effect/vitest"
import { nearest } from "../src/nearest.ts"

const flags = ["--port", "--seed", "--data", "--help"] as const

it.each([
  ["--sed", "--seed"],
  ["--prot", "--port"],
  ["-h", "--help"],
  ["--date", "--data"],
  ["--seeds", "--seed"],
  ["--data", "--data"]
])("%s: %s", (word, expected) => {
  assert.strictEqual(nearest(word, flags), expected)
})

it("gives something even where nothing is alike", () => {
  assert.include(flags, nearest("", flags))
})
