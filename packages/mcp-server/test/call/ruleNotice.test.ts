// Rules that match no organization, as the person and the assistant of a client learn it.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Environment } from "../../src/model/Environment.ts"
import { configOf } from "../support/config.ts"
import { emulated } from "../support/emulated.ts"
import { connect, environment, revisions, textOf } from "../support/serving.ts"

const noteIn = (result: { readonly structuredContent?: unknown }): unknown =>
  Object(result.structuredContent).serverNote

/** A client of a server with these settings. */
const serving = Effect.fnUntraced(function* (rules: Environment, options: (typeof revisions)[number][1] = {}) {
  const { losant, sent } = yield* emulated()
  const { client, lines } = yield* Effect.acquireRelease(
    Effect.promise(() => connect(losant, options, configOf({ ...environment, ...rules }))),
    ({ close }) => Effect.promise(close)
  )
  const call = (name = "losant_list_orgs", input = {}) =>
    Effect.promise(() => client.callTool({ name, arguments: input }))
  const warnings = () => lines.filter((line) => line.includes("matches no organization"))
  return { call, sent, warnings }
})

describe("a rule that matches no organization", () => {
  it.live.each(revisions)("is told once, with the first answer of a %s server and in its log", ([_, options]) =>
    Effect.gen(function* () {
      const { call, warnings } = yield* serving({ LOSANT_MCP_DENY_ORG: "Harborview" }, options)
      const first = yield* call()
      assert.include(String(noteIn(first)), "A rule of this server's --deny-org matches no organization")
      assert.deepStrictEqual(JSON.parse(textOf(first)), first.structuredContent)
      // The assistant must not learn what is denied.
      assert.notInclude(JSON.stringify(first), "Harborview")
      assert.lengthOf(warnings(), 1)
      assert.include(warnings()[0], "Harborview")
      assert.isUndefined(noteIn(yield* call()))
      assert.lengthOf(warnings(), 1)
    }).pipe(Effect.scoped)
  )

  it.live.each([
    ["allows", { LOSANT_MCP_ALLOW_ORG: "North,Northwind" }, "A rule of this server's --allow-org matches"],
    ["is an id", { LOSANT_MCP_DENY_ORG: "5f00000000000000000000ff" }, "A rule of this server's --deny-org matches"],
    ["is one of several", { LOSANT_MCP_DENY_ORG: "Acme,Emca,Northwind" }, "2 rules of this server's --deny-org match "]
  ] as const)("and %s is told", ([_, rules, words]) =>
    Effect.gen(function* () {
      const { call } = yield* serving(rules)
      assert.include(String(noteIn(yield* call())), words)
    }).pipe(Effect.scoped)
  )

  it.live("is told with an error too", () =>
    Effect.gen(function* () {
      const { call } = yield* serving({ LOSANT_MCP_DENY_ORG: "Harborview" })
      const result = yield* call("losant_get_org", { orgId: "Harborview" })
      assert.isTrue(result.isError)
      assert.include(JSON.stringify(result.content), "matches no organization")
    }).pipe(Effect.scoped)
  )

  it.live("and names a tag is told to the person alone: it may be meant for later organizations", () =>
    Effect.gen(function* () {
      const { call, warnings } = yield* serving({ LOSANT_MCP_DENY_ORG: "tag:tier=none" })
      assert.isUndefined(noteIn(yield* call()))
      assert.lengthOf(warnings(), 1)
    }).pipe(Effect.scoped)
  )
})

describe("rules that match", () => {
  it.live.each([{ LOSANT_MCP_DENY_ORG: "Northwind" }, { LOSANT_MCP_ALLOW_ORG: "Northwind" }])(
    "are not told: %j",
    (rules) =>
      Effect.gen(function* () {
        const { call, warnings } = yield* serving(rules)
        assert.isUndefined(noteIn(yield* call()))
        assert.isEmpty(warnings())
      }).pipe(Effect.scoped)
  )

  it.live("cost requests with the first call only, and none if there are none", () =>
    Effect.gen(function* () {
      const withRules = yield* serving({ LOSANT_MCP_DENY_ORG: "Northwind" })
      const without = yield* serving({})
      for (const { call } of [withRules, without]) yield* call()
      assert.lengthOf(without.sent, 1)
      assert.isAbove(withRules.sent.length, 1)
      const { length } = withRules.sent
      yield* withRules.call()
      assert.lengthOf(withRules.sent, length + 1)
    }).pipe(Effect.scoped)
  )
})
