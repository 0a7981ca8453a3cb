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
  it("tells of what does not exist as the protocol does", () => {
    for (const error of [notFound({ instanceId: "1", orgId: "2" }), new Refusal("noMatch", "There is none.")]) {
      const told = of(error)
      assert.instanceOf(told, ResourceNotFoundError)
      assert.deepStrictEqual([told.code, told.data], [ProtocolErrorCode.InvalidParams, { uri }])
    }
    assert.include(of(notFound({ instanceId: "1", orgId: "2" })).message, "no organization 2 (404)")
  })
  it("does not say of an organization what is wrong with the instance", () => {
    const told = of(notFound({ instanceId: "1" }))
    assert.notInstanceOf(told, ResourceNotFoundError)
    assert.include(told.message, "no instance 1 (404)")
  })
  it("tells apart what is refused", () => {
    const told = of(new Refusal("severalMatches", "There are two."))
    assert.deepStrictEqual(
      [told.code, told.message, told.data],
      [ProtocolErrorCode.InvalidParams, "There are two.", { uri, reason: "severalMatches" }]
    )
  })
  it("does not ask for an instance, which no URI holds", () => {
    const told = of(new Refusal("instance", "There are two."))
    assert.deepStrictEqual(
      [told.code, told.message],
      [
        ProtocolErrorCode.InternalError,
        "There are two. A resource cannot name the instance: LOSANT_INSTANCE_ID has to."
      ]
    )
  })
  it("says what to set where Losant cannot be reached", () => {
    const told = of(new LosantConfigError({ variable: "LOSANT_API_TOKEN", message: "LOSANT_API_TOKEN is missing." }))
    assert.strictEqual(told.code, ProtocolErrorCode.InternalError)
    assert.include(told.message, "has to set LOSANT_API_TOKEN and restart it")
  })
  it("says what Losant answered", () => {
    const told = of(new LosantServerError({ ...called, status: 503, message: "it answered 503" }))
    assert.strictEqual(told.code, ProtocolErrorCode.InternalError)
    assert.include(told.message, '"it answered 503"')
  })
  it("names the scope that the token lacks", () => {
    const told = of(new LosantForbidden({ ...called, status: 403, requiredScopes: ["all.User", "instanceOrg.get"] }))
    assert.include(told.message, "lacks the scope instanceOrg.get")
  })
  it("gives nothing away of a mistake", () => {
    const told = toProtocolError(uri, Cause.die(new Error("secret")))
    assert.strictEqual(told.code, ProtocolErrorCode.InternalError)
    assert.notInclude(told.message, "secret")
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
