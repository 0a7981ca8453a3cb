import { assert, describe, it } from "@effect/vitest"
import * as Errors from "@effect-losant/core/LosantError"
import * as Result from "effect/Result"
import { checkScopes } from "../../../src/cli/doctor/scopeChecks.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"

const common = { method: "GET", path: "/", message: "it went wrong" } as const

const tried = {
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

const shown = (...names: ReadonlyArray<string>) => definitions.filter(({ name }) => names.includes(name))

const lines = (...given: Parameters<typeof checkScopes>) =>
  checkScopes(...given).map(({ name, status, message }) => `${name} ${status} ${message}`)

describe("checkScopes", () => {
  it("tells what is proven, missing and unknown apart", () => {
    const all = [tried.proven("instanceOrgs.get"), tried.refused("instanceOrg.get"), tried.unanswered("instances.get")]
    const found = lines(all, shown("losant_list_orgs", "losant_get_org", "losant_list_instances", "losant_delete_org"))
    assert.deepEqual(
      found.map((line) => line.split(" ").slice(0, 2).join(" ")),
      ["scopes-read ok", "scope failed", "scopes-read notChecked", "scopes-write notChecked"]
    )
    assert.match(found[0] ?? "", /proven: instanceOrgs\.get$/)
    assert.include(found[1], "lacks the scope instanceOrg.get")
    assert.match(found[2] ?? "", /no answer: instances\.get$/)
    assert.match(found[3] ?? "", /only a change would prove them: instanceOrg\.delete$/)
  })

  it("reports all missing scopes in one line", () => {
    const actions = ["instanceOrg.get", "instanceOrgMembers.get", "instanceOrgInvites.get", "instanceOrg.get"]
    const missing = lines(actions.map(tried.refused), definitions).filter((line) => line.startsWith("scope "))
    assert.deepEqual(missing, [
      "scope failed The token in LOSANT_API_TOKEN lacks the scopes instanceOrg.get, instanceOrgMembers.get, " +
        "instanceOrgInvites.get."
    ])
  })

  it("wants of a job over many organizations that it may list them", () => {
    const [found] = lines([tried.refused("instanceOrgs.get")], shown("losant_usage_ranking"))
    assert.include(found, "scope failed")
  })

  it("wants no scope of a tool that is not shown, nor of the list that an instance's token cannot have", () => {
    const all = [tried.refused("instanceOrg.get"), tried.refused("instances.get")]
    assert.deepEqual(lines(all, shown("losant_list_instances")), [
      "scopes-write notChecked not checked, because no available tool changes anything"
    ])
  })
})
