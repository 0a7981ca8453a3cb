// Every error of a status says what was answered, where to look, and what became of a write.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { actions } from "../../../src/Actions.ts"
import type { Request } from "../../../src/internal/encode/encodeRequest.ts"
import { commonFields, statusError } from "../../../src/internal/transport/failure.ts"
import type { Outcome } from "../../../src/LosantError.ts"
import { failedBy } from "../../support/failedBy.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"

describe("what a failed answer says", () => {
  it.effect("type and message of Losant's error are kept, other keys are not needed", () =>
    Effect.gen(function* () {
      const body = { type: "Validation", message: 'name "x" is taken', statusCode: 400, more: { a: [1] } }
      const error = yield* failedBy("instanceOrgs.post", ScriptedFetch.json(400, body))
      assert.strictEqual(error._tag === "LosantValidation" && error.type, "Validation")
      assert.strictEqual(error._tag === "LosantValidation" && error.losantMessage, 'name "x" is taken')
      assert.strictEqual(error.message, 'instanceOrgs.post: Losant answered 400 Validation: "name \\"x\\" is taken"')
    })
  )

  it.effect.each([
    [301, "UnexpectedStatus 301", " (redirects are not followed: correct the URL of the API)"],
    [300, "UnexpectedStatus 300", " (redirects are not followed: correct the URL of the API)"],
    [399, "UnexpectedStatus 399", " (redirects are not followed: correct the URL of the API)"],
    [402, "UnexpectedStatus 402", ""],
    [418, "UnexpectedStatus 418", ""],
    [400, "Validation 400", ""],
    [401, "Unauthorized 401", " (the token is missing, wrong or expired)"],
    [
      403,
      "Forbidden 403",
      " (the token needs one of the scopes all.Instance, all.Instance.bounded, all.User, all.User.bounded, instanceOrg.*, instanceOrg.patch, and a role that may do it)"
    ],
    [404, "NotFound 404", ""],
    [409, "Conflict 409", ""],
    [413, "PayloadTooLarge 413", ""],
    [422, "Validation 422", ""],
    [429, "RateLimited 429", ""],
    [500, "ServerError 500", ""],
    [599, "ServerError 599", ""]
  ] as const)("%i says who answered what, and where to look", ([status, name, hint]) =>
    Effect.gen(function* () {
      const body = { type: "SomeType", message: "a reason" }
      const error = yield* failedBy("instanceOrg.patch", ScriptedFetch.json(status, body))
      assert.strictEqual(`${error._tag} ${status}`, `Losant${name}`)
      assert.strictEqual(error.message, `instanceOrg.patch: Losant answered ${status} SomeType: "a reason"${hint}`)
    })
  )

  it.effect.each([
    [{ type: "SomeType" }, " SomeType"],
    [{ message: "a reason" }, ': "a reason"'],
    [{}, ""]
  ] as const)("with the body %j shows only what is there", ([body, shown]) =>
    Effect.gen(function* () {
      const error = yield* failedBy("instanceOrg.patch", ScriptedFetch.json(400, body))
      assert.strictEqual(error.message, `instanceOrg.patch: Losant answered 400${shown}`)
    })
  )

  it.effect("a web page in place of an answer is told as such, without the words of Losant's errors", () =>
    Effect.gen(function* () {
      for (const status of [401, 403, 418]) {
        const error = yield* failedBy("instanceOrg.patch", ScriptedFetch.respond(status, "<html><title>Stop</title>"))
        assert.strictEqual(
          error.message,
          `instanceOrg.patch: something between here and Losant answered ${status} with a web page with the title "Stop": ` +
            "check the network, any proxy or firewall, and the URL of the API"
        )
      }
    })
  )

  it.effect("a proxy refuses a request before Losant has it, by its size and by how many there are", () =>
    Effect.gen(function* () {
      const outcome = (status: number) =>
        Effect.map(failedBy("instanceOrg.patch", ScriptedFetch.json(status, { error: "no" })), (error) => error.outcome)
      assert.strictEqual(yield* outcome(413), "rejected")
      assert.strictEqual(yield* outcome(429), "rejected")
      assert.strictEqual(yield* outcome(400), "unknown")
    })
  )

  it.effect.each([429, 503])("%i has the wait that Losant asks for, and none if it asks for none", (status) =>
    Effect.gen(function* () {
      const asked = yield* failedBy("instanceOrg.get", ScriptedFetch.refuse(status, { "retry-after": "7" }))
      assert.strictEqual("retryAfter" in asked && asked.retryAfter, 7_000)
      assert.isFalse("retryAfter" in (yield* failedBy("instanceOrg.get", ScriptedFetch.refuse(status))))
    })
  )

  it.effect.each([
    ["HTML", "<html><body>502 Bad Gateway</body></html>"],
    ["nothing", null],
    ["JSON that is no object", '["a"]'],
    ["null", "null"],
    ["fields of another type", '{"type": 5, "message": {"text": "x"}}'],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, 0x00])]
  ] as const)("a body of %s leaves the status", ([, body]) =>
    Effect.gen(function* () {
      const content = body instanceof Uint8Array ? new Uint8Array(body) : body
      for (const status of [400, 401, 404, 409, 502]) {
        const error = yield* failedBy("instanceOrg.get", ScriptedFetch.respond(status, content))
        assert.strictEqual("status" in error && error.status, status)
        assert.isFalse("type" in error)
        assert.isFalse("losantMessage" in error)
        assert.notInclude(error.message, "html")
      }
    })
  )

  it.effect("a body that is cut off leaves the status", () =>
    Effect.gen(function* () {
      const error = yield* failedBy("instanceOrgs.post", ScriptedFetch.bodyCut(403))
      assert.strictEqual(error._tag, "LosantForbidden")
      assert.strictEqual(error.outcome, "rejected")
    })
  )

  it.effect("texts without an end are shortened", () =>
    Effect.gen(function* () {
      const body = { type: "T".repeat(10_000), message: "m".repeat(100_000) }
      const error = yield* failedBy("instanceOrg.get", ScriptedFetch.json(400, body))
      assert.isBelow(error.message.length, 3_000)
    })
  )

  it.effect("a redirect is not followed, and says where to look", () =>
    Effect.gen(function* () {
      const reply = ScriptedFetch.respond(302, null, { location: "https://evil.example.com/" })
      const error = yield* failedBy("instanceOrg.get", reply)
      assert.include(error.message, "correct the URL")
    })
  )
})

const request: Request = {
  method: "PATCH",
  path: "/orgs/1",
  ids: {},
  query: [],
  losantdomain: undefined,
  body: undefined
}

describe("a status of no known kind", () => {
  it("is unexpected, also where fetch would never show it", () => {
    const call = { action: actions["instanceOrg.patch"], request, maybeApplied: false }
    const answer = { status: 600, requestId: undefined, retryAfter: 5 }
    const error = statusError(call, answer, null, (text) => text)
    assert.strictEqual(error._tag, "LosantUnexpectedStatus")
    assert.strictEqual(error.message, "instanceOrg.patch: Losant answered 600")
  })
})

describe("the outcome of a call", () => {
  const outcomeAfter = (maybeApplied: boolean, outcome: Outcome) => {
    const fields = commonFields({ action: actions["instanceOrg.patch"], request, maybeApplied }, outcome, "it failed")
    return "outcome" in fields ? fields.outcome : undefined
  }

  it("is unknown if an earlier attempt may have been applied, unless this one was", () => {
    for (const outcome of ["notSent", "rejected", "unknown"] as const) {
      assert.strictEqual(outcomeAfter(false, outcome), outcome)
      assert.strictEqual(outcomeAfter(true, outcome), "unknown")
    }
    assert.strictEqual(outcomeAfter(false, "applied"), "applied")
    assert.strictEqual(outcomeAfter(true, "applied"), "applied")
  })
})
