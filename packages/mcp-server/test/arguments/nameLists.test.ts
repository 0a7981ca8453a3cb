import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { readCounts, readNameList } from "../../src/arguments/nameLists.ts"

describe("readNameList", () => {
  it("takes a list, a list as a text, and a name alone", () => {
    for (const value of [["name"], '["name"]', "name"]) {
      assert.deepStrictEqual(readNameList(value), Result.succeed(["name"]))
    }
  })
  it("refuses what holds no names", () => {
    for (const value of [3, [3], {}, "{}"]) assert.isTrue(Result.isFailure(readNameList(value)))
  })
})

describe("readCounts", () => {
  it("takes the counts of a summary", () => {
    assert.deepStrictEqual(readCounts("deviceCount"), Result.succeed(["deviceCount"]))
  })
  it("names what was meant, and all that there are", () => {
    const result = readCounts(["devicecount"])
    assert(Result.isFailure(result))
    assert.match(
      result.failure,
      /^"devicecount" is not a count \(did you mean deviceCount\?\); the counts are apiTokenCount, /
    )
    assert.isTrue(Result.isFailure(readCounts([3])))
  })
})
