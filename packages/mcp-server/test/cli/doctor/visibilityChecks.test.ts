import { assert, describe, it } from "@effect/vitest"
import * as Errors from "@effect-losant/core/LosantError"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Result from "effect/Result"
import { checkInstances, checkOrgs, titleOf } from "../../../src/cli/doctor/visibilityChecks.ts"

const common = { action: "instances.get", method: "GET", path: "/instances", message: "it went wrong" } as const
const forbidden = new Errors.LosantForbidden({ ...common, status: 403, requiredScopes: ["all.User"] })
const unavailable = new Errors.LosantServerError({ ...common, status: 503 })

const idOf = (index: number) => index.toString(16).padStart(24, "0")
const instances = (count: number, totalCount = count) =>
  Result.succeed({
    items: Array.from({ length: count }, (_, index) => ({ id: InstanceId.make(idOf(index)), name: `I${index}` })),
    totalCount
  })

describe("titleOf", () => {
  it("shows hidden characters of a name, and works without a name", () => {
    assert.strictEqual(titleOf({ id: "x", name: "a\u202Eb" }), '"a\\\\u{202E}b" (x)')
    assert.strictEqual(titleOf({ id: "x" }), "x")
  })
})

describe("checkInstances", () => {
  it("lists a few names, and counts the others", () => {
    const { status, message } = checkInstances(instances(7, 9), undefined)
    assert.strictEqual(status, "ok")
    assert.include(message, `"I4" (${idOf(4)}), and 4 more`)
    assert.notInclude(message, "I5")
  })

  it("requires an instance, and the configured one among them", () => {
    assert.strictEqual(checkInstances(instances(0), undefined).status, "failed")
    const other = InstanceId.make("f".repeat(24))
    assert.strictEqual(checkInstances(instances(2), other).status, "failed")
    assert.strictEqual(checkInstances(instances(2, 200), other).status, "ok")
    assert.strictEqual(checkInstances(instances(2), InstanceId.make(idOf(1))).status, "ok")
    assert.strictEqual(checkInstances(instances(11), InstanceId.make(idOf(10).toUpperCase())).status, "ok")
  })

  it("needs no list if the instance is configured, but no failure", () => {
    const configured = InstanceId.make(idOf(1))
    assert.strictEqual(checkInstances(Result.fail(forbidden), configured).status, "notChecked")
    assert.strictEqual(checkInstances(Result.fail(forbidden), undefined).status, "failed")
    assert.strictEqual(checkInstances(Result.fail(unavailable), configured).status, "failed")
  })
})

describe("checkOrgs", () => {
  const one = Result.succeed({ items: [{ id: OrgId.make(idOf(1)), name: "Acme" }], totalCount: 1 })

  it("counts the organizations within the policy", () => {
    assert.include(checkOrgs("I", one, false).message, '1 organization in I: "Acme"')
    assert.include(checkOrgs("I", one, true).message, "1 organization that the policy allows in I")
    assert.strictEqual(checkOrgs("I", Result.succeed({ items: [] }), false).message, "0 organizations in I")
  })

  it("reports what is missing", () => {
    const refused = checkOrgs("I", Result.fail(forbidden), false)
    assert.strictEqual(refused.status, "notChecked")
    assert.include(refused.message, "the token may not list them")
    assert.include(checkOrgs("I", Result.fail(unavailable), false).message, "it went wrong")
  })
})
