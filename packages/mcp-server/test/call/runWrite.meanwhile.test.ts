// Events during a write: other writes, changes by other people, and wrong answers.

import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as Effect from "effect/Effect"
import { callTool } from "../../src/call/callTool.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { emulated, isOf, type Override, overrideAction, writesIn } from "../support/emulated.ts"
import { folder } from "../support/folder.ts"
import { answer, type Sent } from "../support/network.ts"
import { inviteId, orgId, userId } from "../support/samples.ts"
import { environment, resultOf, textOf, toolNamed } from "../support/serving.ts"

const off = { LOSANT_MCP_CONFIRM: "off", LOSANT_MCP_JOURNAL: "off" }

/** Calls a tool of the server around it. */
const run = (tool: string, given: JsonObject) =>
  Effect.map(callTool(toolNamed(tool), given), (answer) => {
    const result = resultOf(answer)
    const content: JsonObject = { ...Object(result.structuredContent) }
    return { content, text: textOf(result), isError: result.isError === true }
  })

/** One server on a new emulator, with these variables, and what it sends. */
const server = Effect.fnUntraced(function* (variables: Readonly<Record<string, string>>, instead?: Override) {
  const { losant, sent } = yield* emulated(instead)
  const layer = Runtime.layer(configOf({ ...environment, ...variables }), losant, () => undefined)
  return { sent, layer }
})

const requestsOf = (sent: ReadonlyArray<Sent>) =>
  sent.map(({ method, url }) => `${method} ${url.pathname.replace(/^.*\/orgs\/[^/]+/, "")}`)

describe("an organization that is changed while it is read for a deletion", () => {
  const then = { id: orgId, name: "Northwind", lastUpdated: "2026-11-01T00:00:00.000Z" }

  /** Answers the plan with the organization as it was, and the journal with it as it is now. */
  const changesTo = (now: object): Override => {
    const answers = [then, now]
    return (one) => (isOf(InstanceOrg.get, one) ? answer(answers.shift() ?? now) : undefined)
  }

  it.effect.each([
    { ...then, name: "Production" },
    { ...then, lastUpdated: "2026-11-01T00:00:00.001Z" },
    { id: orgId, name: "Production" },
    { ...then, id: userId }
  ])("is not deleted: %j", (now) =>
    Effect.gen(function* () {
      const journal = yield* folder
      const { sent, layer } = yield* server({ ...off, LOSANT_MCP_JOURNAL: journal }, changesTo(now))
      const { isError, text } = yield* run("losant_delete_org", { orgId }).pipe(Effect.provide(layer))
      assert.isTrue(isError)
      assert.match(text, /^Nothing was deleted: somebody changed the organization/)
      assert.isEmpty(writesIn(sent))
      assert.isEmpty(Fs.readdirSync(journal))
    }).pipe(Effect.scoped)
  )

  it.effect("is deleted where only what it counts is different", () =>
    Effect.gen(function* () {
      const variables = { ...off, LOSANT_MCP_JOURNAL: yield* folder }
      const { sent, layer } = yield* server(variables, changesTo({ ...then, summary: { deviceCount: 9 } }))
      const { isError, text } = yield* run("losant_delete_org", { orgId }).pipe(Effect.provide(layer))
      assert.isFalse(isError, text)
      assert.lengthOf(writesIn(sent), 1)
    }).pipe(Effect.scoped)
  )
})

describe("between what a confirmed write is judged by and its request", () => {
  const token = { LOSANT_MCP_CONFIRM: "token" }

  const confirmed = Effect.fnUntraced(function* (tool: string, given: JsonObject, sent: ReadonlyArray<Sent>) {
    const { confirmToken } = (yield* run(tool, given)).content
    const before = sent.length
    const { isError, text } = yield* run(tool, { ...given, confirmToken, confirmName: "Northwind" })
    assert.isFalse(isError, text)
    return requestsOf(sent.slice(before))
  })

  it.effect("nothing is read for an update", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server(token)
      const given = { orgId, disabledAt: "true", tags: { add: ["a=b"] } }
      const requests = yield* confirmed("losant_update_org", given, sent).pipe(Effect.provide(layer))
      assert.deepStrictEqual(requests, ["GET ", "PATCH "])
    })
  )

  it.effect("nothing but the copy is read for a deletion, and the organization of it last", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server({ ...token, LOSANT_MCP_JOURNAL: yield* folder })
      const requests = yield* confirmed("losant_delete_org", { orgId }, sent).pipe(Effect.provide(layer))
      assert.deepStrictEqual([...requests.slice(0, 3)].sort(), ["GET ", "GET /invites", "GET /members"])
      assert.deepStrictEqual([requests[0], ...requests.slice(3)], ["GET ", "GET ", "DELETE "])
    }).pipe(Effect.scoped)
  )
})

describe("writes on one organization at the same time", () => {
  it.effect("lose nothing of each other", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server(off)
      const changes = [
        { limits: { device: 20 } },
        { limits: { flow: 1_000 } },
        { tags: { add: ["region=eu"] } },
        { tags: { add: ["tier=gold"] } },
        { banner: { message: "Closed" } },
        { banner: { level: "info" } }
      ]
      yield* Effect.gen(function* () {
        yield* run("losant_update_org", { orgId, banner: { message: "Open", level: "critical" } })
        const all = yield* Effect.all(
          changes.map((change) => run("losant_update_org", { orgId, ...change })),
          { concurrency: "unbounded" }
        )
        for (const { isError, text } of all) assert.isFalse(isError, text)
        const { content } = yield* run("losant_get_org", { orgId })
        assert.deepInclude(content["limits"], { device: 20, flow: 1_000 })
        assert.sameDeepMembers(
          [...Object(content["tags"])],
          [
            { key: "region", value: "eu" },
            { key: "tier", value: "gold" }
          ]
        )
        assert.deepStrictEqual(content["banner"], { message: "Closed", level: "info" })
      }).pipe(Effect.provide(layer))
      const order = requestsOf(sent).join()
      assert.match(order, /^(GET ,PATCH ,){7}GET $/)
    })
  )

  it.effect("lose nothing of each other on the instance either", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server(off)
      const limits = [{ device: 20 }, { flow: 1_000 }, { payload: 9 }]
      yield* Effect.gen(function* () {
        const all = yield* Effect.all(
          limits.map((orgDefaultLimitConfig) => run("losant_update_instance", { orgDefaultLimitConfig })),
          { concurrency: "unbounded" }
        )
        for (const { isError, text } of all) assert.isFalse(isError, text)
        const { content } = yield* run("losant_get_instance", {})
        assert.deepInclude(content["orgDefaultLimitConfig"], { device: 20, flow: 1_000, payload: 9 })
      }).pipe(Effect.provide(layer))
      assert.match(sent.map(({ method }) => method).join(), /^(GET,PATCH,){3}GET$/)
    })
  )

  it.effect("do not wait for one that is being asked about", () =>
    Effect.gen(function* () {
      const { layer } = yield* server({ LOSANT_MCP_CONFIRM: "token" })
      const { asked, other } = yield* Effect.all({
        asked: run("losant_update_org", { orgId, disabledAt: "true" }),
        other: run("losant_update_org", { orgId, description: "new" })
      }).pipe(Effect.provide(layer))
      assert.isString(asked.content["confirmToken"])
      assert.isTrue(other.content["done"])
    })
  )
})

describe("an answer that says that it was not done", () => {
  it.effect.each([
    ["losant_delete_org", { orgId }, InstanceOrg.delete],
    ["losant_remove_org_member", { orgId, userId }, InstanceOrgMember.delete],
    ["losant_revoke_org_invite", { orgId, inviteId }, InstanceOrgInvite.delete]
  ] as const)("is an error of %s", ([tool, given, action]) =>
    Effect.gen(function* () {
      const place = yield* folder
      const audit = Path.join(place, "audit.jsonl")
      const variables = { ...off, LOSANT_MCP_JOURNAL: Path.join(place, "journal"), LOSANT_MCP_AUDIT: audit }
      const { layer } = yield* server(variables, overrideAction(action, answer({ success: false })))
      const { isError, text } = yield* run(tool, given).pipe(Effect.provide(layer))
      assert.isTrue(isError)
      assert.include(text, "it says that nothing was deleted")
      assert.notInclude(text, "Nothing was changed")
      assert.match(text, /Do not repeat it blindly: first call losant_get_org/)
      assert.strictEqual(text.includes("is saved in"), tool === "losant_delete_org", "the copy is there all the same")
      const lines = Fs.readFileSync(audit, "utf8").trim().split("\n")
      assert.deepInclude(JSON.parse(lines.at(-1) ?? ""), { tool, outcome: "unknown", status: 200 })
    }).pipe(Effect.scoped)
  )
})

describe("an answer about something else", () => {
  it.effect("is not shown as what was changed", () =>
    Effect.gen(function* () {
      const other = answer({ id: userId, name: "Other", isReadOnly: true })
      const { layer } = yield* server(off, overrideAction(InstanceOrg.patch, other))
      const { content, text } = yield* run("losant_update_org", { orgId, isReadOnly: true }).pipe(Effect.provide(layer))
      assert.deepInclude(content, { done: true, org: { id: orgId, name: "Northwind" } })
      assert.include(String(content["note"]), "Do not repeat the call")
      assert.notInclude(text, "Other")
    })
  )
})

describe("progress", () => {
  /** The text of a call, and true for an error. */
  const told = Effect.fnUntraced(function* (
    tool: string,
    given: JsonObject,
    variables: Readonly<Record<string, string>>
  ) {
    const { layer } = yield* server(variables)
    const told: Array<Progress> = []
    const progress = (one: Progress) => Effect.sync(() => void told.push(one))
    const { isError, text } = yield* run(tool, given).pipe(
      Effect.updateService(ClientRequest, (request) => ({ ...request, progress })),
      Effect.provide(layer)
    )
    assert.isFalse(isError, text)
    return told.map(({ done, total, message }) => `${done}/${total} ${message}`)
  })

  const token = { LOSANT_MCP_CONFIRM: "token" }

  it.effect("tells of the steps of a write", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* told("losant_update_org", { orgId, description: "new" }, token), [
        "1/2 sending it to Losant",
        "2/2 done"
      ])
    })
  )

  it.effect("tells of the copy and of what is at stake", () =>
    Effect.gen(function* () {
      const journal = { LOSANT_MCP_JOURNAL: yield* folder }
      assert.deepStrictEqual(yield* told("losant_delete_org", { orgId }, { ...token, ...journal }), [
        "1/4 reading what is to be saved first",
        "2/4 reading what is at stake"
      ])
      assert.deepStrictEqual(yield* told("losant_delete_org", { orgId }, { ...off, ...journal }), [
        "1/3 reading what is to be saved first",
        "2/3 sending it to Losant",
        "3/3 done"
      ])
      assert.deepStrictEqual(yield* told("losant_delete_org", { orgId, dryRun: true }, token), [
        "1/2 reading what is at stake",
        "2/2 done"
      ])
    }).pipe(Effect.scoped)
  )

  it.effect("is silent where nothing has to be done", () =>
    Effect.gen(function* () {
      assert.isEmpty(yield* told("losant_update_org", { orgId, description: "old" }, token))
    })
  )
})
