// The error texts for a failure of the requests with which a write begins.

import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as Effect from "effect/Effect"
import type { JsonObject } from "../../src/text/json.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { emulated, overrideReads, writesIn } from "../support/emulated.ts"
import { callWithOverride, callWithReply } from "../support/failing.ts"
import { answer, disconnect, refuse } from "../support/network.ts"
import { jobs, needsSet, orgId, samples } from "../support/samples.ts"
import { callTool, toolOf } from "../support/serving.ts"

const tags = (count: number, key: string) => Array.from({ length: count }, (_, index) => `${key}${index}=x`)

/** The tools that write, each with arguments that are right. */
const writing = Object.values(actions).flatMap(({ action, method }) =>
  method === "GET" ? [] : [[toolOf(action).spec.name, samples[action].good] as const]
)

describe("a write that gets no further than what it reads first", () => {
  it("is of every tool that writes with one action", () => {
    const names = makeTools(true).flatMap(({ action, spec }) =>
      spec.write === undefined || action === undefined ? [] : [spec.name]
    )
    assert.deepStrictEqual(
      writing.map(([name]) => name),
      names
    )
  })
  for (const [what, reply, words] of [
    ["503", refuse(503, "Busy", "x"), ["failed (503)", "first reads what is there, and got no further"]],
    ["a cut connection", disconnect("ECONNRESET"), ["ECONNRESET", "first reads what is there, and got no further"]],
    ["401", refuse(401, "Unauthorized", "x"), ["(401)", "LOSANT_API_TOKEN"]],
    [
      "403",
      refuse(403, "Forbidden", "x"),
      ["(403)", "needs to read with instance", " first, and the token does not allow that", "the narrowest"]
    ],
    ["404", refuse(404, "NotFound", "x"), ["404", "needs to read with instance", "Nothing was changed"]],
    ["429", refuse(429, "RateLimited", "x"), ["(429)", "did not carry the call out"]],
    ["no JSON", () => new Response("?"), ["answered 200, but", "Nothing was changed"]]
  ] as const) {
    it.effect.each(writing)(`%s after ${what}: says that nothing was changed, and sends no write`, ([tool, given]) =>
      Effect.gen(function* () {
        for (const more of [{}, { dryRun: true }]) {
          const { result, text, sent } = yield* callWithOverride(overrideReads(reply), tool, { ...given, ...more })
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
    it.effect.each(Object.entries(jobs).filter(([tool]) => tool !== needsSet))(
      `%s after ${what}: says what happened, and what to do`,
      ([tool, { good }]) =>
        Effect.gen(function* () {
          const { result, text } = yield* callWithReply(reply, tool, good)
          assert.isTrue(result.isError)
          for (const word of words) assert.include(text, word)
        })
    )
  }
  it.effect.each(["losant_usage_ranking", "losant_find_orgs_near_limits"])(
    "%s names what is wrong in a query",
    (tool) =>
      Effect.gen(function* () {
        const { text, sent } = yield* callWithReply(answer({}), tool, { ...jobs[tool]?.good, query: { foo: 1 } })
        assert.include(text, "query.foo: is not known here; known are ")
        assert.include(text, "Nothing was sent to Losant")
        assert.isEmpty(sent)
      })
  )
})

describe("arguments that are wrong beside what Losant holds", () => {
  const wrong: ReadonlyArray<readonly [string, JsonObject, string]> = [
    ["losant_update_org", { orgId, clear: ["limits.nothing"] }, 'clear: there is no limit "nothing"'],
    ["losant_update_org", { orgId, tags: { add: tags(60, "b") } }, "tags: "],
    ["losant_add_org_member", { orgId, email: "ada@example.com", role: "view" }, "email: "],
    ["losant_invite_to_org", { orgId, email: "grace@example.com", role: "view" }, "email: "]
  ]
  it.effect.each(wrong)("of %s with %j are told, with what was done: only reads", ([tool, given, problem]) =>
    Effect.gen(function* () {
      for (const more of [{}, { dryRun: true }]) {
        const { losant, sent } = yield* emulated()
        yield* callTool("losant_update_org", { orgId, tags: { set: tags(60, "a") } }, losant)
        const before = sent.length
        const { result, text } = yield* callTool(tool, { ...given, ...more }, losant)
        assert.isTrue(result.isError)
        assert.include(text, problem)
        assert.include(text, "Nothing was changed: the call only read from Losant.")
        assert.notInclude(text, "Nothing was sent")
        assert.isNotEmpty(sent.slice(before))
        assert.isEmpty(writesIn(sent.slice(before)))
      }
    })
  )
})
