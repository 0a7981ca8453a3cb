// What is told where what a tool reads before all else fails.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { tools } from "../src/Tools.ts"
import { insteadOfReads, writesIn } from "./support/emulated.ts"
import { callAnswered, callInstead } from "./support/failing.ts"
import { answer, disconnect, refuse } from "./support/network.ts"
import { jobs, samples } from "./support/samples.ts"

/** The tools that write, each with arguments that are right. */
const writing = Object.entries(tools).flatMap(([action, { name, write }]) => {
  const sample = Object.entries(samples).find(([key]) => key === action)?.[1]
  return write === undefined || sample === undefined ? [] : [[name, sample.good] as const]
})

describe("a write that gets no further than what it reads first", () => {
  it("is of nine tools", () => {
    assert.lengthOf(writing, 9)
  })
  for (const [what, reply, words] of [
    ["503", refuse(503, "Busy", "x"), ["failed (503)", "first reads what is there, and got no further"]],
    ["a cut connection", disconnect("ECONNRESET"), ["ECONNRESET", "first reads what is there, and got no further"]],
    ["401", refuse(401, "Unauthorized", "x"), ["(401)", "LOSANT_API_TOKEN"]],
    ["403", refuse(403, "Forbidden", "x"), ["(403)", "the narrowest", ".get"]],
    ["429", refuse(429, "RateLimited", "x"), ["(429)", "did not carry the call out"]],
    ["no JSON", () => new Response("?"), ["answered 200, but", "Nothing was changed"]]
  ] as const) {
    it.effect.each(writing)(`%s after ${what}: says that nothing was changed, and sends no write`, ([tool, given]) =>
      Effect.gen(function* () {
        for (const more of [{}, { dryRun: true }]) {
          const { result, text, sent } = yield* callInstead(insteadOfReads(reply), tool, { ...given, ...more })
          assert.isTrue(result.isError)
          for (const word of words) assert.include(text, word)
          assert.match(text, /[Nn]othing was changed|did not carry the call out/)
          assert.notInclude(text, "It is not known")
          assert.isEmpty(writesIn(sent))
        }
      })
    )
  }
})

describe("a job over all organizations that cannot begin", () => {
  for (const [what, reply, words] of [
    ["503", refuse(503, "Busy", "x"), ["failed (503)", "only reads"]],
    ["401", refuse(401, "Unauthorized", "x"), ["(401)", "LOSANT_API_TOKEN"]],
    ["403", refuse(403, "Forbidden", "x"), ["(403)", "the narrowest that allows instanceOrgs.get"]],
    ["a cut connection", disconnect("ECONNRESET"), ["ECONNRESET", "only reads"]]
  ] as const) {
    it.effect.each(Object.entries(jobs))(`%s after ${what}: says what happened, and what to do`, ([tool, { good }]) =>
      Effect.gen(function* () {
        const { result, text } = yield* callAnswered(reply, tool, good)
        assert.isTrue(result.isError)
        for (const word of words) assert.include(text, word)
      })
    )
  }
  it.effect.each(["losant_usage_ranking", "losant_find_orgs_near_limits"])(
    "%s names what is wrong in a query",
    (tool) =>
      Effect.gen(function* () {
        const { text, sent } = yield* callAnswered(answer({}), tool, { ...jobs[tool]?.good, query: { foo: 1 } })
        assert.include(text, "query.foo: is not known here; known are ")
        assert.include(text, "Nothing was sent to Losant")
        assert.isEmpty(sent)
      })
  )
})
