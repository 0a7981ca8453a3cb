// Every status has its error, with all that the answer said.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ActionName, actions } from "../../../src/Actions.ts"
import type { LosantError, Outcome } from "../../../src/LosantError.ts"
import { expectError, run, sample } from "../../support/calls.ts"
import { failedBy } from "../../support/failedBy.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { names, samples } from "../../support/samples.ts"

const table: ReadonlyArray<readonly [number, LosantError["_tag"], Outcome]> = [
  [300, "LosantUnexpectedStatus", "unknown"],
  [301, "LosantUnexpectedStatus", "unknown"],
  [302, "LosantUnexpectedStatus", "unknown"],
  [304, "LosantUnexpectedStatus", "unknown"],
  [307, "LosantUnexpectedStatus", "unknown"],
  [308, "LosantUnexpectedStatus", "unknown"],
  [400, "LosantValidation", "rejected"],
  [401, "LosantUnauthorized", "rejected"],
  [402, "LosantUnexpectedStatus", "unknown"],
  [403, "LosantForbidden", "rejected"],
  [404, "LosantNotFound", "rejected"],
  [405, "LosantUnexpectedStatus", "rejected"],
  [406, "LosantUnexpectedStatus", "unknown"],
  [408, "LosantUnexpectedStatus", "unknown"],
  [409, "LosantConflict", "rejected"],
  [410, "LosantUnexpectedStatus", "unknown"],
  [413, "LosantPayloadTooLarge", "rejected"],
  [415, "LosantUnexpectedStatus", "unknown"],
  [418, "LosantUnexpectedStatus", "unknown"],
  [422, "LosantValidation", "rejected"],
  [429, "LosantRateLimited", "rejected"],
  [431, "LosantUnexpectedStatus", "unknown"],
  [425, "LosantUnexpectedStatus", "unknown"],
  [460, "LosantUnexpectedStatus", "unknown"],
  [499, "LosantUnexpectedStatus", "unknown"],
  [500, "LosantServerError", "unknown"],
  [501, "LosantServerError", "unknown"],
  [502, "LosantServerError", "unknown"],
  [503, "LosantServerError", "unknown"],
  [504, "LosantServerError", "unknown"],
  [522, "LosantServerError", "unknown"],
  [599, "LosantServerError", "unknown"]
]

/** Fetch never shows a body with some of these. */
const bodyOf = (status: number) => (status === 304 ? null : JSON.stringify({ type: "SomeType", message: "a reason" }))

describe("the error of a status", () => {
  it.effect.each(table)("%i is %s", ([status, tag, outcome]) =>
    Effect.gen(function* () {
      for (const name of ["instanceOrg.get", "instanceOrgs.post", "instanceOrg.patch", "instanceOrg.delete"] as const) {
        const error = expectTag(yield* failedBy(name, ScriptedFetch.respond(status, bodyOf(status))), tag)
        const { method, path } = samples[name].wire
        assert.strictEqual(error.action, name)
        assert.strictEqual(error.method, method)
        assert.strictEqual(error.path, path)
        assert.strictEqual("status" in error && error.status, status)
        assert.strictEqual(error.outcome, method === "GET" ? undefined : outcome)
        assert.isTrue(error.message.startsWith(`${name}: `))
        assert.include(error.message, String(status))
      }
    })
  )

  it.effect("404 is NotFound on every action with an id in its path, with the ids", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const error = yield* failedBy(name, ScriptedFetch.refuse(404))
        if (name === "instances.get") {
          assert.strictEqual(error._tag, "LosantUnexpectedStatus")
        } else {
          const inPath = [...actions[name].path.matchAll(/:(\w+)/g)].map(([, id]) => String(id))
          assert.isAbove(inPath.length, 0)
          assert.strictEqual(error._tag, "LosantNotFound")
          const expected: unknown = Object.fromEntries(inPath.map((id) => [id, Object(samples[name].input)[id]]))
          assert.deepStrictEqual(error._tag === "LosantNotFound" ? error.ids : undefined, expected)
        }
      }
    })
  )

  it.effect.each([
    ["nothing", ScriptedFetch.respond(404, null)],
    ["JSON without a type", ScriptedFetch.json(404, { message: "Not Found" })],
    ["a problem of RFC 9457", ScriptedFetch.json(404, { type: "about:blank", title: "Not Found" })],
    ["null", ScriptedFetch.json(404, null)]
  ] as const)("404 with %s is not Losant's, so nobody knows what became of a write", ([, reply]) =>
    Effect.gen(function* () {
      for (const name of names) {
        const error = expectTag(yield* failedBy(name, reply), "LosantUnexpectedStatus")
        assert.strictEqual(error.outcome, actions[name].method === "GET" ? undefined : "unknown")
        assert.include(error.message, "Losant did not write this answer")
      }
    })
  )

  it.effect("404 whose body breaks off keeps its meaning", () =>
    Effect.gen(function* () {
      const error = expectTag(yield* failedBy("instanceOrg.delete", ScriptedFetch.bodyCut(404)), "LosantNotFound")
      assert.strictEqual(error.outcome, "rejected")
    })
  )

  it.effect("403 names the scopes of which any one is enough", () =>
    Effect.gen(function* () {
      const error = yield* failedBy("instanceOrgMember.patch", ScriptedFetch.refuse(403))
      assert.deepStrictEqual(error._tag === "LosantForbidden" && error.requiredScopes, [
        "all.Instance",
        "all.User",
        "instanceOrgMember.*",
        "instanceOrgMember.patch"
      ])
      assert.include(error.message, "instanceOrgMember.patch")
    })
  )

  it.effect("what is retryable without risk says so", () =>
    Effect.gen(function* () {
      const retryable = (name: ActionName, status: number) =>
        Effect.map(failedBy(name, ScriptedFetch.refuse(status)), (error) => error.isRetryable)
      for (const [status, tag] of table) {
        if (status === 304) continue
        const transient = tag === "LosantRateLimited" || tag === "LosantServerError"
        assert.strictEqual(yield* retryable("instanceOrg.get", status), transient, `GET ${status}`)
        assert.strictEqual(yield* retryable("instanceOrgs.post", status), status === 429, `POST ${status}`)
      }
    })
  )
})

const expectTag = (error: LosantError, tag: LosantError["_tag"]) => {
  assert.strictEqual(error._tag, tag)
  return error
}

describe("the request id", () => {
  it.effect.each(["x-request-id", "request-id", "x-amzn-requestid", "x-amz-cf-id", "cf-ray", "X-Request-Id"])(
    "is read from %s",
    (header) =>
      Effect.gen(function* () {
        const error = yield* failedBy("instanceOrg.get", ScriptedFetch.refuse(500, { [header]: "req-1" }))
        assert.strictEqual("requestId" in error && error.requestId, "req-1")
      })
  )

  it.effect("is on errors of answers that do not decode as well", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.respond(200, "x", { "x-request-id": "req-2" }))
      const error = expectError(yield* run(network, sample("instanceOrg.get")), "LosantDecode")
      assert.strictEqual(error.requestId, "req-2")
    })
  )

  it.effect("is absent if there is none", () =>
    Effect.gen(function* () {
      assert.isFalse("requestId" in (yield* failedBy("instanceOrg.get", ScriptedFetch.refuse(500))))
    })
  )
})
