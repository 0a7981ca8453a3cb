import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { missingScope } from "../../src/answers/missingScope.ts"

describe("missingScope", () => {
  for (const { action, scopes } of Object.values(actions)) {
    it(`names ${action} as the narrowest scope, in one sentence`, () => {
      const sentence = missingScope({ action, requiredScopes: scopes })
      assert.match(
        sentence,
        new RegExp(`^The token in LOSANT_API_TOKEN lacks the scope ${action.replace(".", "\\.")},`)
      )
      assert.lengthOf(sentence.match(/\.(?: |$)/g) ?? [], 1)
      assert.notInclude(sentence, "*")
      assert.strictEqual(sentence.includes("only a user token"), action === "instances.get")
    })
  }

  it("names the wider scopes that would do, and none that would not", () => {
    const sentence = missingScope({
      action: "instanceOrgMember.delete",
      requiredScopes: actions["instanceOrgMember.delete"].scopes
    })
    assert.strictEqual(
      sentence,
      "The token in LOSANT_API_TOKEN lacks the scope instanceOrgMember.delete, the narrowest that allows " +
        "instanceOrgMember.delete; any of all.Instance, all.User would do too, and allows more; " +
        "if it has one, the role of its user or a role that caps it is too low."
    )
  })

  it("makes do with what an error names", () => {
    assert.include(missingScope({ action: "a.b", requiredScopes: [] }), "lacks the scope a.b,")
    assert.include(missingScope({ action: "a.b", requiredScopes: ["a.*"] }), "lacks the scope a.*,")
  })
})
