import { assert, describe, it } from "@effect/vitest"
import {
  LosantDecode,
  type LosantError,
  LosantForbidden,
  LosantNotFound,
  LosantRateLimited,
  LosantServerError,
  LosantTimeout,
  LosantTransport,
  LosantValidation
} from "@effect-losant/core/LosantError"
import { makeRedactRules } from "../../src/policy/redactRules.ts"

const redactRules = makeRedactRules({
  allow: [[{ kind: "id", id: "5f00000000000000000000a1" }]],
  deny: [
    { kind: "name", name: "Harbor" },
    { kind: "tag", key: "codename", value: "okapi99" }
  ]
})
const call = { action: "instanceOrgs.get", method: "GET", path: "/x", message: "failed" } as const

const shown = (error: LosantError): string =>
  JSON.stringify([error, error.message, "cause" in error ? error.cause : ""])

describe("redactRules", () => {
  it("keeps an error that reveals no rule", () => {
    for (const error of [
      new LosantTransport(call),
      new LosantTransport({ ...call, cause: new Error("connect ECONNREFUSED") }),
      new LosantTimeout({ ...call, phase: "total", limit: 1_000 }),
      new LosantValidation({ ...call, status: 400, losantMessage: "page is wrong", requestId: "r" }),
      new LosantValidation({ ...call, status: 400 }),
      new LosantDecode({ ...call, status: 200, issues: [{ path: ["name"], message: "Expected string" }] })
    ]) {
      assert.strictEqual(redactRules(error), error)
    }
  })

  for (const text of [
    "HARBOR was wrong",
    "id 5F00000000000000000000A1",
    "the key Codename is not right",
    "no tag OKAPI99",
    "$nor is too long",
    "/orgs?query=x"
  ]) {
    it(`omits ${JSON.stringify(text)}, and keeps what the error says of the outcome`, () => {
      const fields = { ...call, message: text, status: 400, type: "Validation", losantMessage: text, requestId: "r" }
      const refused = redactRules(new LosantValidation({ ...fields, outcome: "rejected" }))
      assert.instanceOf(refused, LosantValidation)
      assert.notInclude(shown(refused), text)
      assert.deepInclude(refused, { outcome: "rejected", status: 400, requestId: "r", losantMessage: "left out" })
      for (const error of [
        new LosantRateLimited({ ...fields, status: 429, retryAfter: 2_000 }),
        new LosantForbidden({ ...fields, status: 403, requiredScopes: ["all.Instance"] }),
        new LosantNotFound({ ...fields, status: 404, ids: { orgId: "a" } }),
        new LosantServerError({ ...fields, status: 500, outcome: "unknown" }),
        new LosantServerError({ ...call, status: 500, type: text }),
        new LosantServerError({ ...call, status: 500, requestId: text }),
        new LosantDecode({ ...call, message: text, status: 200, issues: [{ path: [], message: text }] }),
        new LosantDecode({ ...call, message: text, status: 200, issues: [{ path: ["limits", text], message: "no" }] }),
        new LosantTransport({ ...call, message: text, cause: new Error(`fetch ${text}`) })
      ] satisfies ReadonlyArray<LosantError>) {
        const safe = redactRules(error)
        assert.notInclude(shown(safe), text, error._tag)
        const { action, method, path, _tag } = error
        assert.deepInclude(safe, { action, method, path, _tag })
        if ("retryAfter" in error) assert.strictEqual(Reflect.get(safe, "retryAfter"), error.retryAfter)
        if ("ids" in error) assert.deepStrictEqual(Reflect.get(safe, "ids"), error.ids)
      }
    })
  }

  it("omits the id of a request only if that reveals a rule", () => {
    const error = new LosantValidation({
      ...call,
      status: 400,
      losantMessage: "page is wrong",
      requestId: "codename-1"
    })
    assert.deepInclude(redactRules(error), { losantMessage: "page is wrong" })
    assert.notProperty(redactRules(error), "requestId")
  })
})
