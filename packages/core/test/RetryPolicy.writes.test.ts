// The retry rule for a write: what is sent again, and what never is.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { errorOf, expectError, valueOf } from "./support/calls.ts"
import { busy, down, ok, plain, refused, reset, timesOf } from "./support/retries.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { writes } from "./support/samples.ts"

describe("a write", () => {
  it.effect.each(writes)("%s: is sent again when the connection was never made, and after 429", (name) =>
    Effect.gen(function* () {
      const unresolved = ScriptedFetch.failWith("ENOTFOUND", { syscall: "getaddrinfo" })
      const { times, exit } = yield* timesOf(name, [refused, unresolved, busy(), ok(name)])
      assert.deepStrictEqual(times, plain)
      valueOf(exit)
    })
  )

  it.effect.each(writes)("%s: is sent once after anything else", (name) =>
    Effect.gen(function* () {
      const failures = [
        ["unknown", reset],
        ["unknown", ScriptedFetch.rejectWith(new TypeError("fetch failed"))],
        ["unknown", ScriptedFetch.hang],
        ["unknown", down],
        ["unknown", ScriptedFetch.respond(502, "<html>")],
        ["unknown", ScriptedFetch.respond(302, null, { location: "/" })],
        ["applied", ScriptedFetch.bodyCut(200)],
        ["applied", ScriptedFetch.bodyHangs(200)],
        ["applied", ScriptedFetch.respond(200, "no JSON")],
        ["rejected", ScriptedFetch.refuse(400)],
        ["rejected", ScriptedFetch.refuse(409)]
      ] as const
      for (const [outcome, reply] of failures) {
        const { times, exit } = yield* timesOf(name, [reply])
        assert.deepStrictEqual(times, [0])
        assert.strictEqual(outcomeOf(exit), outcome)
      }
    })
  )

  it.effect("that was never sent says so in the end", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrgs.post", [refused, refused, refused, refused])
      assert.deepStrictEqual(times, plain)
      const error = expectError(exit, "LosantTransport")
      assert.strictEqual(error.outcome, "notSent")
      assert.isTrue(error.isRetryable)
    })
  )

  it.effect("that goes wrong on a later attempt has that outcome", () =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf("instanceOrgs.post", [refused, busy(), reset])
      assert.deepStrictEqual(times, [0, 200, 600])
      assert.strictEqual(outcomeOf(exit), "unknown")
    })
  )
})

const outcomeOf = (exit: Exit.Exit<unknown, unknown>) => {
  const error = errorOf(exit)
  return typeof error === "object" && error !== null && "outcome" in error ? error.outcome : undefined
}

describe("retryWrites", () => {
  const call = { retryWrites: true }

  it.effect.each(["instanceOrg.patch", "instanceOrg.delete", "instanceOrgMember.patch"] as const)(
    "sends %s again after failures that may have applied it",
    (name) =>
      Effect.gen(function* () {
        const replies = [reset, ScriptedFetch.hang, down, ok(name)]
        const { times, exit } = yield* timesOf(name, replies, { call: { ...call, timeout: "1 second" } })
        assert.deepStrictEqual(times, [0, 200, 1_600, 2_400])
        valueOf(exit)
      })
  )

  it.effect("can be chosen for a layer, and taken back for a call", () =>
    Effect.gen(function* () {
      const replies = [reset, ok("instanceOrg.patch")]
      assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", replies, { layer: call })).times, [0, 200])
      const back = { layer: call, call: { retryWrites: false } }
      assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", replies, back)).times, [0])
    })
  )

  it.effect.each([
    "instanceOrgs.post",
    "instanceOrgMembers.post",
    "instanceOrgInvites.post",
    "instanceOrgInvite.resendInvite"
  ] as const)("never sends %s again", (name) =>
    Effect.gen(function* () {
      for (const reply of [reset, down, ScriptedFetch.hang]) {
        assert.deepStrictEqual((yield* timesOf(name, [reply], { call })).times, [0])
      }
    })
  )

  it.effect("does not repeat a write that was applied, or refused", () =>
    Effect.gen(function* () {
      const replies = [
        ScriptedFetch.bodyCut(200),
        ScriptedFetch.bodyHangs(200),
        ScriptedFetch.respond(200, "x"),
        ScriptedFetch.refuse(400),
        ScriptedFetch.refuse(404),
        ScriptedFetch.respond(302, null)
      ]
      for (const reply of replies) {
        assert.deepStrictEqual((yield* timesOf("instanceOrg.patch", [reply], { call })).times, [0])
      }
    })
  )

  const notFound = (title: string) => ScriptedFetch.json(404, { type: "NotFound", message: `${title} was not found` })

  it.effect.each([
    ["instanceOrg.delete", "Organization"],
    ["instanceOrg.delete", "Instance Org"],
    ["instanceOrgMember.delete", "Member"],
    ["instanceOrgMember.delete", "Organization User"],
    ["instanceOrgInvite.delete", "Invite"],
    ["instanceOrgInvite.delete", "Invitation"]
  ] as const)("%s: Losant's 404 about the %s on a repetition means that it is done", ([name, title]) =>
    Effect.gen(function* () {
      const { times, exit } = yield* timesOf(name, [reset, busy(), notFound(title)], { call })
      assert.deepStrictEqual(times, [0, 200, 600])
      assert.deepStrictEqual(valueOf(exit), { success: true })
    })
  )

  it.effect.each([
    ["instanceOrg.delete", "Instance"],
    ["instanceOrg.delete", "Route"],
    ["instanceOrg.delete", "Organization of the Instance"],
    ["instanceOrgMember.delete", "Organization"],
    ["instanceOrgMember.delete", "Instance"],
    ["instanceOrgInvite.delete", "Organization"]
  ] as const)("%s: Losant's 404 about the %s proves nothing", ([name, title]) =>
    Effect.gen(function* () {
      const { exit } = yield* timesOf(name, [reset, notFound(title)], { call })
      assert.strictEqual(expectError(exit, "LosantNotFound").outcome, "unknown")
    })
  )

  it.effect("a 404 of anybody but Losant proves nothing", () =>
    Effect.gen(function* () {
      const replies = [
        ["LosantUnexpectedStatus", ScriptedFetch.respond(404, "<html>Organization was not found</html>")],
        ["LosantUnexpectedStatus", ScriptedFetch.json(404, { message: "Organization was not found" })],
        ["LosantNotFound", ScriptedFetch.json(404, { type: "Route", message: "Organization was not found" })],
        ["LosantNotFound", ScriptedFetch.bodyCut(404)],
        ["LosantNotFound", ScriptedFetch.bodyHangs(404)]
      ] as const
      for (const [tag, reply] of replies) {
        const { exit } = yield* timesOf("instanceOrg.delete", [ScriptedFetch.respond(502, "<html>"), reply], { call })
        assert.strictEqual(expectError(exit, tag).outcome, "unknown")
      }
    })
  )

  it.effect("404 on a DELETE that surely was not applied before is NotFound", () =>
    Effect.gen(function* () {
      for (const replies of [[], [refused], [busy()], [refused, busy()]]) {
        const { exit } = yield* timesOf("instanceOrg.delete", [...replies, ScriptedFetch.refuse(404)], { call })
        assert.strictEqual(expectError(exit, "LosantNotFound").outcome, "rejected")
      }
    })
  )

  it.effect("404 on a repeated PATCH is NotFound", () =>
    Effect.gen(function* () {
      const { exit } = yield* timesOf("instanceOrg.patch", [reset, ScriptedFetch.refuse(404)], { call })
      assert.strictEqual(expectError(exit, "LosantNotFound").outcome, "unknown")
    })
  )

  it.effect("once an attempt may have been applied, no later one can say that nothing was", () =>
    Effect.gen(function* () {
      for (const last of [refused, busy("3600"), ScriptedFetch.refuse(400)]) {
        const { exit } = yield* timesOf("instanceOrg.patch", [reset, last], { call: { ...call, retry: { times: 1 } } })
        assert.strictEqual(outcomeOf(exit), "unknown")
      }
      const applied = yield* timesOf("instanceOrg.patch", [reset, ScriptedFetch.respond(200, "x")], { call })
      assert.strictEqual(outcomeOf(applied.exit), "applied")
    })
  )
})
