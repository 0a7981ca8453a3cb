import { assert, describe, it } from "@effect/vitest"
import {
  LosantRateLimited,
  LosantTransport,
  LosantUnexpectedStatus,
  LosantValidation
} from "@effect-losant/core/LosantError"
import { redactRules } from "../../src/policy/redactRules.ts"

const rules = {
  allow: [[{ kind: "id", id: "5f00000000000000000000a1" }]],
  deny: [{ kind: "name", name: "Harbor" }]
} as const
const call = { action: "instanceOrgs.get", method: "GET", path: "/x", message: "failed" } as const

describe("redactRules", () => {
  it("keeps an error that reveals no rule", () => {
    for (const error of [
      new LosantTransport(call),
      new LosantValidation({ ...call, status: 400, losantMessage: "page is wrong" }),
      new LosantValidation({ ...call, status: 400 })
    ]) {
      assert.strictEqual(redactRules(rules, error), error)
    }
  })

  for (const losantMessage of [
    "HARBOR was wrong",
    "id 5F00000000000000000000A1",
    "$nor is too long",
    "/orgs?query=x"
  ]) {
    it(`omits ${JSON.stringify(losantMessage)}`, () => {
      const fields = { ...call, message: losantMessage, status: 400, losantMessage, requestId: "r" }
      const refused = redactRules(rules, new LosantValidation(fields))
      assert.instanceOf(refused, LosantValidation)
      assert.notInclude(JSON.stringify(refused), losantMessage)
      const other = redactRules(rules, new LosantRateLimited({ ...fields, status: 429 }))
      assert.instanceOf(other, LosantUnexpectedStatus)
      assert.notInclude(JSON.stringify(other), losantMessage)
    })
  }
})
