import { assert, describe, it } from "@effect/vitest"
import * as Errors from "@effect-losant/core/LosantError"
import * as Result from "effect/Result"
import { type Answer, checkClock, checkReached, checkToken } from "../../../src/cli/doctor/connectivityChecks.ts"

const common = { action: "instances.get", method: "GET", path: "/instances", message: "it went wrong" } as const

const good: Answer<unknown> = Result.succeed({})
const bad = {
  unauthorized: Result.fail(new Errors.LosantUnauthorized({ ...common, status: 401, type: "Unauthorized" })),
  forbidden: Result.fail(
    new Errors.LosantForbidden({ ...common, status: 403, type: "Forbidden", requiredScopes: ["all.User"] })
  ),
  page401: Result.fail(new Errors.LosantUnauthorized({ ...common, status: 401 })),
  page403: Result.fail(new Errors.LosantForbidden({ ...common, status: 403, requiredScopes: ["all.User"] })),
  validation: Result.fail(new Errors.LosantValidation({ ...common, status: 400 })),
  notFound: Result.fail(new Errors.LosantNotFound({ ...common, status: 404, ids: {} })),
  server: Result.fail(new Errors.LosantServerError({ ...common, status: 503 })),
  limited: Result.fail(new Errors.LosantRateLimited({ ...common, status: 429 })),
  transport: Result.fail(new Errors.LosantTransport(common)),
  timeout: Result.fail(new Errors.LosantTimeout({ ...common, phase: "attempt", limit: 10_000 })),
  decode: Result.fail(new Errors.LosantDecode({ ...common, status: 200, issues: [] }))
} satisfies Readonly<Record<string, Answer<unknown>>>

describe("checkReached", () => {
  it.each([
    ["unauthorized", "ok"],
    ["forbidden", "ok"],
    ["notFound", "ok"],
    ["page401", "failed"],
    ["page403", "failed"],
    ["server", "failed"],
    ["limited", "failed"],
    ["transport", "failed"],
    ["timeout", "failed"],
    ["decode", "failed"]
  ] as const)("takes %s for %s", (kind, status) => {
    const check = checkReached("api.losant.com", bad[kind])
    assert.strictEqual(check.status, status)
    assert.include(check.message, "api.losant.com")
    assert.strictEqual(check.advice !== undefined, status === "failed")
  })

  it("accepts an answer", () => {
    assert.strictEqual(checkReached("api.losant.com", good).status, "ok")
  })
})

describe("the advice for a failed connection", () => {
  const adviceFor = (message: string) =>
    checkReached("api.losant.com", Result.fail(new Errors.LosantTransport({ ...common, message }))).advice
  it.each([
    ["certificate has expired", "has to renew the certificate"],
    ["fetch failed: certificate has expired", "Check that the clock of this machine is right"],
    ["CERT_HAS_EXPIRED", "has to renew the certificate"],
    ["certificate is not yet valid", "Check that the clock of this machine is right"],
    ["Hostname/IP does not match certificate's altnames: Host: x", "Check LOSANT_API_URL"],
    ["self-signed certificate in certificate chain", "NODE_EXTRA_CA_CERTS"],
    ["self signed certificate", "NODE_EXTRA_CA_CERTS"],
    ["unable to verify the first certificate", "NODE_EXTRA_CA_CERTS"],
    ["unable to get local issuer certificate", "NODE_EXTRA_CA_CERTS"],
    ["connect ECONNREFUSED 127.0.0.1:443", "Check the network"],
    ["getaddrinfo ENOTFOUND api.losant.com", "Check the network"]
  ])("for %j: %s", (message, advice) => {
    assert.include(adviceFor(message), advice)
  })
  it("blames no network for an expired certificate", () => {
    assert.notMatch(adviceFor("certificate has expired") ?? "", /network|NODE_EXTRA_CA_CERTS/)
  })
})

describe("checkToken", () => {
  it("needs one answer that accepts the token, even a refusal for another reason", () => {
    for (const answers of [[good], [bad.unauthorized, good], [bad.forbidden], [bad.unauthorized, bad.notFound]]) {
      assert.strictEqual(checkToken(answers).status, "ok")
    }
  })

  it("reports a wrong token, and missing knowledge about the token", () => {
    const wrong = checkToken([bad.unauthorized, bad.unauthorized])
    assert.strictEqual(wrong.status, "failed")
    assert.include(wrong.advice, "LOSANT_INSTANCE_ID")
    assert.include(checkToken([bad.validation]).message, "does not say whether it accepts the token: it went wrong")
  })
})

describe("checkClock", () => {
  it.each([
    [0, "ok", "0 s ahead"],
    [-59_000, "ok", "59 s behind"],
    [61_000, "failed", "61 s ahead"],
    [-3_600_000, "failed", "3600 s behind"]
  ])("takes %i ms for %s", (skew, status, expected) => {
    const check = checkClock(skew)
    assert.strictEqual(check.status, status)
    assert.include(check.message, expected)
  })
})
