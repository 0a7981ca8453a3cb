import { assert, describe, it } from "@effect/vitest"
import * as Errors from "@effect-losant/core/LosantError"
import * as Result from "effect/Result"
import { checkScopes } from "../../../src/cli/doctor/scopeChecks.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"

const common = { method: "GET", path: "/", message: "it went wrong" } as const

const attempts = {
  proven: (action: string) => ({ action, answer: Result.succeed({}) }),
  refused: (action: string) => ({
    action,
    answer: Result.fail(new Errors.LosantForbidden({ ...common, action, status: 403, requiredScopes: [action] }))
  }),
  unanswered: (action: string) => ({
    action,
    answer: Result.fail(new Errors.LosantServerError({ ...common, action, status: 503 }))
  })
}

const toolsNamed = (...names: ReadonlyArray<string>) => definitions.filter(({ name }) => names.includes(name))

const lines = (...args: Parameters<typeof checkScopes>) =>
  checkScopes(...args).map(({ name, status, message }) => `${name} ${status} ${message}`)

describe("checkScopes", () => {
  it("distinguishes proven, missing and unknown scopes", () => {
    const all = [
      attempts.proven("instanceOrgs.get"),
      attempts.refused("instanceOrg.get"),
      attempts.unanswered("instances.get")
    ]
    const checks = lines(
      all,
      toolsNamed("losant_list_orgs", "losant_get_org", "losant_list_instances", "losant_delete_org")
    )
    assert.deepEqual(
      checks.map((line) => line.split(" ").slice(0, 2).join(" ")),
      ["scopes-read ok", "scope failed", "scopes-read notChecked", "scopes-write notChecked"]
    )
    assert.match(checks[0] ?? "", /proven: instanceOrgs\.get$/)
    assert.include(checks[1], "lacks the scope instanceOrg.get")
    assert.match(checks[2] ?? "", /no answer: instances\.get$/)
    assert.match(checks[3] ?? "", /only a change would prove them: instanceOrg\.delete$/)
  })

  it("reports all missing scopes in one line", () => {
    const actions = ["instanceOrg.get", "instanceOrgMembers.get", "instanceOrgInvites.get", "instanceOrg.get"]
    const missing = lines(actions.map(attempts.refused), definitions).filter((line) => line.startsWith("scope "))
    assert.deepEqual(missing, [
      "scope failed The token in LOSANT_API_TOKEN lacks the scopes instanceOrg.get, instanceOrgMembers.get, " +
        "instanceOrgInvites.get."
    ])
  })

  it("requires the list of organizations for a job over many of them", () => {
    const [checks] = lines([attempts.refused("instanceOrgs.get")], toolsNamed("losant_usage_ranking"))
    assert.include(checks, "scope failed")
  })

  it("requires no scope for a hidden tool, or for the list that a token of an instance cannot have", () => {
    const all = [attempts.refused("instanceOrg.get"), attempts.refused("instances.get")]
    assert.deepEqual(lines(all, toolsNamed("losant_list_instances")), [
      "scopes-write notChecked not checked, because no available tool changes anything"
    ])
  })
})
