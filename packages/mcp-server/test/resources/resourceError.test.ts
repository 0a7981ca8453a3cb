import { assert, describe, it } from "@effect/vitest"
import { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import { LosantForbidden, LosantNotFound, LosantServerError } from "@effect-losant/core/LosantError"
import { ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import { Refusal } from "../../src/model/Refusal.ts"
import { type Failure, makeInvalidUriError, toProtocolError } from "../../src/resources/resourceError.ts"
import { hostile, raw } from "../support/hostile.ts"

const uri = "losant://orgs/x"
const called = {
  action: "instanceOrg.get",
  method: "GET",
  path: "/x",
  message: "instanceOrg.get: Losant answered"
} as const
const of = (error: Failure) => toProtocolError(uri, Cause.fail(error))
const notFound = (ids: Readonly<Record<string, string>>) => new LosantNotFound({ ...called, status: 404, ids })

describe("toProtocolError", () => {
  it("is the protocol's own error for a missing resource", () => {
    for (const failure of [notFound({ instanceId: "1", orgId: "2" }), new Refusal("noMatch", "There is none.")]) {
      const error = of(failure)
      assert.instanceOf(error, ResourceNotFoundError)
      assert.deepStrictEqual([error.code, error.data], [ProtocolErrorCode.InvalidParams, { uri }])
    }
    assert.include(of(notFound({ instanceId: "1", orgId: "2" })).message, "no organization 2 (404)")
  })
  it("does not blame the organization for a missing instance", () => {
    const error = of(notFound({ instanceId: "1" }))
    assert.notInstanceOf(error, ResourceNotFoundError)
    assert.include(error.message, "no instance 1 (404)")
  })
  it("contains the reason of a refusal", () => {
    const error = of(new Refusal("severalMatches", "There are two."))
    assert.deepStrictEqual(
      [error.code, error.message, error.data],
      [ProtocolErrorCode.InvalidParams, "There are two.", { uri, reason: "severalMatches" }]
    )
  })
  it("names the variable for the instance, which no URI contains", () => {
    const error = of(new Refusal("instance", "There are two."))
    assert.deepStrictEqual(
      [error.code, error.message],
      [ProtocolErrorCode.InternalError, "There are two. A resource cannot name the instance: set LOSANT_INSTANCE_ID."]
    )
  })
  it("names the setting that is wrong", () => {
    const error = of(new LosantConfigError({ variable: "LOSANT_API_TOKEN", message: "LOSANT_API_TOKEN is missing." }))
    assert.strictEqual(error.code, ProtocolErrorCode.InternalError)
    assert.include(error.message, "has to set LOSANT_API_TOKEN and restart it")
  })
  it("quotes Losant's answer", () => {
    const error = of(new LosantServerError({ ...called, status: 503, message: "it answered 503" }))
    assert.strictEqual(error.code, ProtocolErrorCode.InternalError)
    assert.include(error.message, '"it answered 503"')
  })
  it("names the scope that the token lacks", () => {
    const error = of(new LosantForbidden({ ...called, status: 403, requiredScopes: ["all.User", "instanceOrg.get"] }))
    assert.include(error.message, "lacks the scope instanceOrg.get")
  })
  it("reveals nothing of a defect", () => {
    const error = toProtocolError(uri, Cause.die(new Error("secret")))
    assert.strictEqual(error.code, ProtocolErrorCode.InternalError)
    assert.notInclude(error.message, "secret")
    assert.include(toProtocolError(uri, Cause.interrupt()).message, "cancelled")
  })
  it.each(hostile)("shows $what", ({ text }) => {
    const errors = [
      of(new LosantServerError({ ...called, status: 500, message: text })),
      of(new LosantConfigError({ variable: "LOSANT_API_URL", message: text })),
      of(new Refusal("policy", text)),
      makeInvalidUriError(uri, "invalid_uri", text)
    ]
    for (const { message } of errors) assert.notMatch(message.replace(/[\t\n]/g, ""), raw)
  })
})
