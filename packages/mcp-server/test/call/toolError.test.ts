import { assert, describe, it } from "@effect/vitest"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import { LosantCircuitOpen } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { defectResult, failureResult } from "../../src/call/toolError.ts"
import { InvalidArguments } from "../../src/model/ToolFailure.ts"
import type { ToolCall } from "../../src/model/tool/ToolCall.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { at } from "../support/at.ts"
import { callWithReply } from "../support/failing.ts"
import { answer, disconnect, type Reply, refuse } from "../support/network.ts"
import { inviteId, orgId, userId } from "../support/samples.ts"
import { textOf, toolNamed } from "../support/serving.ts"

type Values = JsonObject

const time = Date.UTC(2026, 10, 22)

/** A call with arguments that are right, or one that got no further than its arguments. */
const callOf = (name: string, values: Values = {}): ToolCall => {
  const tool = toolNamed(name)
  const parsed = Option.getOrUndefined(Result.getSuccess(tool.parse(values, time)))
  return {
    tool,
    time,
    ...(parsed?.kind === "write" ? { verification: parsed.verification(parsed.target) } : {})
  }
}

const get = { orgId }
/** Has an account, and is no member. */
const stranger = "5f00000000000000000000b9"
const create = { name: "Northwind" }
const html = () => new Response("<html>bad gateway</html>", { status: 502 })
const page = (status: number) => () =>
  new Response("<!doctype html><title>Sign in</title>", { status, headers: { "content-type": "text/html" } })
const cut: Reply = () => new Response(new ReadableStream({ pull: (it) => it.error(new TypeError("terminated")) }))

describe("an error of Losant", () => {
  const cases: ReadonlyArray<readonly [string, Reply, string, Values, ReadonlyArray<string>]> = [
    [
      "400",
      refuse(400, "Validation", "name is taken"),
      "losant_update_org",
      { orgId, name: "A" },
      ["refused the arguments (400)", "Nothing was changed", '"name is taken"', "call losant_update_org again"]
    ],
    [
      "401",
      refuse(401, "Unauthorized", "no"),
      "losant_get_org",
      get,
      ["(401)", "wrong or has expired", "LOSANT_API_TOKEN", "API tokens", "does not help"]
    ],
    [
      "403",
      refuse(403, "Forbidden", "no"),
      "losant_remove_org_member",
      { orgId, userId },
      [
        "(403)",
        "all.Instance",
        "lacks the scope instanceOrgMember.delete, the narrowest",
        "LOSANT_API_TOKEN",
        "does not help"
      ]
    ],
    [
      "403 of an instance token",
      refuse(403, "Forbidden", "no"),
      "losant_list_instances",
      {},
      ["all.User", "With an instance token", "LOSANT_INSTANCE_ID"]
    ],
    [
      "404 of an organization",
      refuse(404, "NotFound", "Organization was not found"),
      "losant_get_org",
      get,
      [
        `no organization ${orgId}`,
        "404",
        '"Organization was not found"',
        "losant_list_orgs",
        "LOSANT_INSTANCE_ID or --emulator"
      ]
    ],
    [
      "404 of a member",
      refuse(404, "NotFound", "no"),
      "losant_get_org_member",
      { orgId, userId },
      [`no member ${userId}`, "losant_list_org_members finds the right userId", "losant_list_orgs"]
    ],
    [
      "404 of an invitation",
      refuse(404, "NotFound", "no"),
      "losant_revoke_org_invite",
      { orgId, inviteId },
      [`no invitation ${inviteId}`, "losant_list_org_invites finds the right inviteId"]
    ],
    ["409", refuse(409, "Conflict", "x"), "losant_update_org", { orgId, name: "A" }, ["(409)", "Nothing was changed"]],
    ["413", refuse(413, "PayloadTooLarge", "x"), "losant_create_org", create, ["(413)", "Shorten"]],
    [
      "429",
      refuse(429, "RateLimited", "slow down", { "retry-after": "7" }),
      "losant_create_org",
      create,
      ["(429)", "did not carry the call out", "Wait 7 seconds", "call losant_create_org again"]
    ],
    ["429 without a time", refuse(429, "RateLimited", "x"), "losant_get_org", get, ["Wait a minute"]],
    ["500 of a read", refuse(500, "Error", "x"), "losant_get_org", get, ["failed (500)", "only reads", "later"]],
    [
      "503 with a time",
      refuse(503, "Busy", "x", { "retry-after": "9" }),
      "losant_get_org",
      get,
      ["failed (503)", "a pause of 9 seconds"]
    ],
    [
      "401 with the login page of a network",
      page(401),
      "losant_get_org",
      get,
      ["(401)", "web page", "Sign in", "Nothing was changed", "doctor"]
    ],
    [
      "200 with the login page of a network",
      page(200),
      "losant_create_org",
      create,
      ["(200)", "web page", "Sign in", "not known", "losant_list_orgs"]
    ],
    ["502 with HTML of a read", html, "losant_list_orgs", {}, ["failed (502)", "only reads"]],
    ["405", refuse(405, "MethodNotAllowed", "x"), "losant_get_org", get, ["(405)", "LOSANT_API_URL"]],
    ["a redirect", () => new Response(null, { status: 302 }), "losant_get_org", get, ["(302)", "LOSANT_API_URL"]],
    [
      "a refused connection of a read",
      disconnect("ECONNREFUSED"),
      "losant_get_org",
      get,
      ["ECONNREFUSED", "only reads"]
    ],
    [
      "a refused connection of a write",
      disconnect("ECONNREFUSED"),
      "losant_create_org",
      create,
      ["never got the request", "nothing was changed", "call losant_create_org again"]
    ],
    ["an answer that is no JSON", () => new Response("?"), "losant_get_org", get, ["answered 200, but", "not JSON"]],
    ["an answer that does not fit", answer({ id: orgId, name: 3 }), "losant_get_org", get, ["does not fit", "name"]]
  ]
  for (const [what, reply, tool, given, words] of cases) {
    it.effect(`${what}: says what happened, why, and what to do next`, () =>
      Effect.gen(function* () {
        const { result, text } = yield* callWithReply(reply, tool, given)
        assert.isTrue(result.isError)
        assert.isUndefined(result.structuredContent)
        for (const word of words) assert.include(text, word)
      })
    )
  }
})

describe("a write whose outcome is not known", () => {
  const unsure: ReadonlyArray<readonly [string, Values, ReadonlyArray<string>]> = [
    ["losant_create_org", create, ['losant_list_orgs with nameContains "Northwind"']],
    ["losant_update_org", { orgId, name: "A" }, [`losant_get_org with orgId "${orgId}"`]],
    ["losant_delete_org", { orgId }, [`losant_get_org with orgId "${orgId}"`, "finds nothing"]],
    [
      "losant_add_org_member",
      { orgId, email: "alan@example.com", role: "view" },
      ["losant_list_org_members with orgId", 'filterField "email", filter "alan@example.com"']
    ],
    ["losant_add_org_member", { orgId, userId: stranger, role: "view" }, ["losant_get_org_member", stranger]],
    ["losant_update_org_member", { orgId, userId, role: "view" }, ["losant_get_org_member", userId]],
    ["losant_remove_org_member", { orgId, userId }, ["losant_get_org_member", userId, "finds nothing"]],
    [
      "losant_invite_to_org",
      { orgId, email: "alan@example.com", role: "view" },
      ["losant_list_org_invites", '"alan@example.com"']
    ],
    ["losant_revoke_org_invite", { orgId, inviteId }, ["losant_get_org_invite", inviteId, "finds nothing"]],
    [
      "losant_resend_org_invite",
      { orgId, inviteId, role: "view" },
      ["losant_list_org_invites", 'sortField "inviteDate"']
    ]
  ]
  for (const [tool, given, words] of unsure) {
    for (const [what, reply] of [
      ["a cut connection", disconnect("ECONNRESET")],
      ["502 with HTML", html]
    ] as const) {
      it.effect(`${tool} after ${what}: says how to find out before trying again`, () =>
        Effect.gen(function* () {
          const { result, text } = yield* callWithReply(reply, tool, given)
          assert.isTrue(result.isError)
          assert.include(text, "It is not known whether Losant carried it out")
          for (const word of [...words, `call ${tool} again`]) assert.include(text, word)
        })
      )
    }
    for (const [what, reply] of [
      ["does not fit", answer([])],
      ["is cut off", cut]
    ] as const) {
      it.effect(`${tool}, applied with an answer that ${what}: is reported as done, with what is unknown`, () =>
        Effect.gen(function* () {
          const { result, text } = yield* callWithReply(reply, tool, given)
          assert.isUndefined(result.isError)
          const content: unknown = JSON.parse(text)
          assert.deepStrictEqual(content, result.structuredContent)
          assert(Predicate.isObject(content))
          assert.strictEqual(content["done"], true)
          const note = String(content["note"])
          assert.match(note, /^The .* was .*\. Its answer could not be read .* Do not repeat the call\./)
          assert.include(note, "nothing more is known")
          assert.include(note, words[0]?.split(" with ")[0] ?? "")
          // The planned changes are known from the plan.
          assert.strictEqual(at(content, "org.name"), "Northwind")
          assert.isNotEmpty(content["changes"])
        })
      )
    }
  }
})

describe("failureResult", () => {
  it("says which variable is missing, and where a token is made", () => {
    const error = new LosantConfigError({ variable: "LOSANT_API_TOKEN", message: "LOSANT_API_TOKEN is not set." })
    const text = textOf(failureResult(callOf("losant_get_org"), error))
    for (const word of ["LOSANT_API_TOKEN is not set", "settings of the user", "--emulator", "restart"]) {
      assert.include(text, word)
    }
  })
  it("names each argument that is wrong", () => {
    const error = new InvalidArguments([
      { argument: "page", message: "expected an integer" },
      { argument: "foo", message: "is not an argument" }
    ])
    const result = failureResult(callOf("losant_list_orgs"), error)
    assert.isTrue(result.isError)
    assert.strictEqual(
      textOf(result),
      "losant_list_orgs was not carried out, because its arguments are not right: page: expected an integer; " +
        "foo: is not an argument. Nothing was sent to Losant. Correct the arguments and call losant_list_orgs again."
    )
  })
})

describe("an open circuit", () => {
  const error = new LosantCircuitOpen({
    action: "instanceOrgs.post",
    method: "POST",
    path: "/instances/:instanceId/orgs",
    message: "the circuit is open",
    outcome: "notSent",
    failures: 20,
    last: "LosantServerError",
    retryAfter: 8_500
  })
  it("says that nothing was sent, and how long to wait", () => {
    const text = textOf(failureResult(callOf("losant_create_org"), error))
    for (const word of ["never got the request", "20 times", "Wait 9 seconds first", "call losant_create_org again"]) {
      assert.include(text, word)
    }
  })
})

describe("defectResult", () => {
  it("repeats no more of the arguments than finds what became of the call", () => {
    const nameContains = `\u202e${"x".repeat(100_000)}`
    const verification = { tool: "losant_list_orgs", arguments: { nameContains } }
    const text = textOf(defectResult({ ...callOf("losant_create_org"), verification }, "0badcafe"))
    assert.include(text, 'losant_list_orgs with nameContains "\\\\u{202E}xxx')
    assert.isBelow(text.length, 2_500)
  })
  it("is one neutral sentence with a reference, and unsure of a write only", () => {
    assert.strictEqual(
      textOf(defectResult(callOf("losant_get_org", { orgId }), "0badcafe")),
      "losant_get_org failed because of a mistake in this server. Its log on stderr has the details under ref 0badcafe."
    )
    // It got no further than its arguments, so nothing was sent.
    assert.match(textOf(defectResult(callOf("losant_create_org"), "0badcafe")), /under ref 0badcafe\.$/)
    const write = textOf(defectResult(callOf("losant_create_org", { name: "Northwind" }), "0badcafe"))
    assert.include(write, "not known whether Losant carried the call out")
    assert.include(write, 'losant_list_orgs with nameContains "Northwind"')
    assert.include(write, "made at 2026-11-22T00:00:00.000Z.")
  })
})
