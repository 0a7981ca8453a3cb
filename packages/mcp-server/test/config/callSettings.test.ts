import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseAnswerWithin, parseMaxRequests } from "../../src/config/callSettings.ts"
import { configOf } from "../support/config.ts"

describe("LOSANT_MCP_MAX_REQUESTS", () => {
  it.each([
    [undefined, 16],
    ["", 16],
    ["1", 1],
    ["1000", 1_000]
  ])("%j means %j", (value, expected) => {
    assert.strictEqual(configOf({ LOSANT_MCP_MAX_REQUESTS: value }).maxRequests, expected)
  })
  it.each(["0", "-1", "1.5", "1001", "many", "16 requests", "Infinity", "1e2"])("%j stops the start", (value) => {
    assert.strictEqual(
      Result.getOrThrow(Result.flip(parseMaxRequests({ LOSANT_MCP_MAX_REQUESTS: value }))),
      `LOSANT_MCP_MAX_REQUESTS is ${JSON.stringify(value)}; it has to be a whole number from 1 to 1,000.`
    )
  })
})

describe("LOSANT_MCP_ANSWER_WITHIN", () => {
  it.each([
    [undefined, 50_000],
    ["", 50_000],
    ["1000", 1_000],
    ["90 seconds", 90_000],
    ["1 hour", 3_600_000],
    ["off", undefined],
    ["OFF", undefined]
  ])("%j means %j", (value, expected) => {
    assert.strictEqual(configOf({ LOSANT_MCP_ANSWER_WITHIN: value }).answerWithin, expected)
  })
  it.each(["50", "0", "2 hours", "50s", "Infinity", "-1 seconds", "soon", "none"])("%j stops the start", (value) => {
    const message = Result.getOrThrow(Result.flip(parseAnswerWithin({ LOSANT_MCP_ANSWER_WITHIN: value })))
    assert.include(message, `LOSANT_MCP_ANSWER_WITHIN is ${JSON.stringify(value)}; it has to be a time from 1 second`)
  })
  it("does not repeat a token that was put there", () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${"a".repeat(60)}.${"b".repeat(43)}`
    const message = Result.getOrThrow(Result.flip(parseAnswerWithin({ LOSANT_MCP_ANSWER_WITHIN: token })))
    assert.notInclude(message, "aaaa")
  })
})
