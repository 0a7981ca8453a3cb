// The order of what a write does before it is sent: who is asked, for what is read and written.

import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import * as Effect from "effect/Effect"
import type { JsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { emulated, isOf, type Override, overrideAction, writesIn } from "../support/emulated.ts"
import { folder } from "../support/folder.ts"
import { refuse } from "../support/network.ts"
import { orgId } from "../support/samples.ts"
import { callTool, environment } from "../support/serving.ts"

const nothing: Override = () => undefined

/** Calls a tool on a new emulator, with these variables. */
const called = Effect.fnUntraced(function* (
  tool: string,
  given: JsonObject,
  variables: Readonly<Record<string, string>>,
  instead: Override = nothing
) {
  const { losant, sent } = yield* emulated(instead)
  const { result, text } = yield* callTool(tool, given, losant, configOf({ ...environment, ...variables }))
  const content: JsonObject = { ...Object(result.structuredContent) }
  return { content, text, isError: result.isError === true, sent }
})

const token = { LOSANT_MCP_CONFIRM: "token" }
const off = { LOSANT_MCP_CONFIRM: "off", LOSANT_MCP_JOURNAL: "off" }

describe("what an organization holds", () => {
  const isOfHolding = (one: Parameters<Override>[0]) =>
    isOf(InstanceOrg.payloadCounts, one) || (one.url.searchParams.get("summaryInclude") ?? "").includes("appCount")

  for (const [tool, given] of [
    ["losant_delete_org", { orgId }],
    ["losant_remove_org_member", { orgId, userId: "ada@example.com" }],
    ["losant_revoke_org_invite", { orgId, inviteId: "grace@example.com" }],
    ["losant_update_org", { orgId, disabledAt: "true" }]
  ] as const) {
    it.effect(`is read for whoever is asked about ${tool}, and for nobody else`, () =>
      Effect.gen(function* () {
        const journal = { LOSANT_MCP_JOURNAL: yield* folder }
        const asked = yield* called(tool, given, { ...token, ...journal })
        assert.match(JSON.stringify(asked.content["plan"]), /"members: 2",.*"payloads of the last 30 days: \d/)
        const dry = yield* called(tool, { ...given, dryRun: true }, { ...token, ...journal })
        assert.include(JSON.stringify(dry.content["toBeConfirmed"]), "payloads of the last 30 days")
        for (const unasked of [yield* called(tool, given, off), yield* called(tool, { ...given, dryRun: true }, off)]) {
          assert.isFalse(unasked.isError, unasked.text)
          assert.isFalse(unasked.sent.some(isOfHolding))
          assert.notProperty(unasked.content, "toBeConfirmed")
        }
        assert.include((yield* called(tool, { ...given, dryRun: true }, off)).text, "Nobody would be asked")
      }).pipe(Effect.scoped)
    )
  }
})

describe("a deletion", () => {
  it.effect("whose journal cannot be written is refused before anybody is asked", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "file")
      Fs.writeFileSync(file, "")
      const { isError, text, sent } = yield* called(
        "losant_delete_org",
        { orgId },
        { ...token, LOSANT_MCP_JOURNAL: file }
      )
      assert.isTrue(isError)
      assert.include(text, "could not be saved first")
      assert.notInclude(text, "confirmToken")
      assert.isEmpty(writesIn(sent))
    }).pipe(Effect.scoped)
  )

  it.effect("of which something cannot be read is refused before anybody is asked", () =>
    Effect.gen(function* () {
      const journal = { LOSANT_MCP_JOURNAL: yield* folder }
      const instead = overrideAction(InstanceOrgMembers.get, refuse(403, "Forbidden", "x"))
      const { isError, text } = yield* called("losant_delete_org", { orgId }, { ...token, ...journal }, instead)
      assert.isTrue(isError)
      assert.include(text, "losant_delete_org needs to read with instanceOrgMembers.get first, and the token does not")
      assert.notInclude(text, "does not allow losant_delete_org")
      assert.isEmpty(Fs.readdirSync(journal.LOSANT_MCP_JOURNAL))
    }).pipe(Effect.scoped)
  )

  it.effect("that is asked about leaves no file", () =>
    Effect.gen(function* () {
      const journal = { LOSANT_MCP_JOURNAL: yield* folder }
      const { content } = yield* called("losant_delete_org", { orgId }, { ...token, ...journal })
      assert.isString(content["confirmToken"])
      assert.isEmpty(Fs.readdirSync(journal.LOSANT_MCP_JOURNAL))
    }).pipe(Effect.scoped)
  )

  it.effect.skipIf(process.platform !== "linux")("is refused where nobody can make the journal's folder", () =>
    Effect.gen(function* () {
      const variables = { ...token, LOSANT_MCP_JOURNAL: "/proc/nope" }
      const { text, sent } = yield* called("losant_delete_org", { orgId }, variables)
      assert.include(text, "no folder can be made there")
      assert.isEmpty(writesIn(sent))
    })
  )
})

describe("arguments", () => {
  it.effect.each([
    ["losant_delete_org", {}],
    ["losant_update_org", { name: "B" }]
  ] as const)("of %s with no time in ifLastUpdated read nothing", ([tool, more]) =>
    Effect.gen(function* () {
      const given = { orgId: "Northwind", ...more, ifLastUpdated: "soon" }
      const { isError, text, sent } = yield* called(tool, given, token)
      assert.isTrue(isError)
      assert.include(text, "ifLastUpdated: expected")
      assert.isEmpty(sent)
    })
  )
})

describe("what somebody else wrote, in a sentence of an answer", () => {
  it.effect("is escaped once, as in a field", () =>
    Effect.gen(function* () {
      const { losant } = yield* emulated()
      const name = "North\\u{202E}wind\\u{1B}"
      const config = configOf({ ...environment, ...off })
      yield* callTool("losant_update_org", { orgId, name }, losant, config)
      const { result } = yield* callTool("losant_update_org", { orgId, name }, losant, config)
      const content: JsonObject = { ...Object(result.structuredContent) }
      assert.include(String(content["note"]), 'The organization "North\\u{202E}wind\\u001b" has these values already.')
      assert.deepInclude(content["org"], { name })
      const again = yield* callTool("losant_create_org", { name, dryRun: true }, losant, config)
      const warnings = JSON.stringify(Object(again.result.structuredContent).warnings)
      assert.include(warnings, "u{202E}")
      assert.notInclude(warnings, "u{5C}")
    })
  )
})
