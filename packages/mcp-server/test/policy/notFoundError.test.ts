import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { notFoundError } from "../../src/policy/notFoundError.ts"

const request = { path: "/instances/1/orgs/2", ids: { instanceId: "1", orgId: "2" } }

describe("notFoundError", () => {
  it("has the fields of core's own error; an outcome only for a write", () => {
    assert.deepStrictEqual(JSON.parse(JSON.stringify(notFoundError({ ...request, action: InstanceOrg.get }))), {
      _tag: "LosantNotFound",
      action: "instanceOrg.get",
      method: "GET",
      ...request,
      message: 'instanceOrg.get: Losant answered 404 NotFound: "Organization was not found"',
      status: 404,
      type: "NotFound",
      losantMessage: "Organization was not found"
    })
    assert.strictEqual(notFoundError({ ...request, action: InstanceOrg.delete }).outcome, "rejected")
    assert.strictEqual(notFoundError({ ...request, action: InstanceOrg.delete }, "unknown").outcome, "unknown")
  })
})
