import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { issueProblems } from "../../src/arguments/inputIssues.ts"

const action = actions["instanceOrgs.post"]

describe("issueProblems", () => {
  it("speaks of arguments, not of the body they are sent in", () => {
    const issues = [{ path: ["orgConfig", "limits", "device"], message: "Expected a value greater than or equal to 0" }]
    assert.deepStrictEqual(issueProblems(action, issues), [
      { argument: "limits.device", message: "expected a value greater than or equal to 0" }
    ])
  })
  it("names the tool that finds an id", () => {
    const issues = [{ path: ["orgId"], message: "Expected 24 hexadecimal digits" }]
    assert.deepStrictEqual(issueProblems(actions["instanceOrg.get"], issues), [
      { argument: "orgId", message: "expected 24 hexadecimal digits; losant_list_orgs finds it" }
    ])
  })
  it("names the limits that are like one that is none, or all", () => {
    const unknown = (name: string) =>
      issueProblems(action, [{ path: ["orgConfig", "limits", name], message: "is not known here" }])[0]?.message ?? ""
    assert.match(unknown("devices"), /^is not known here \(did you mean device or [a-z ]+\?\)$/)
    assert.match(unknown("qqq"), /^is not known here; known are .*\bdevice, devicerecipe\b.*\bstorage\b/)
    assert.deepStrictEqual(
      issueProblems(action, [
        { path: ["orgConfig", "banner", "text"], message: "is not known here; known are message, level" }
      ]),
      [{ argument: "banner.text", message: "is not known here; known are message, level" }]
    )
  })
  it("lists the known names once, however many are unknown", () => {
    const issues = Array.from({ length: 50 }, (_, index) => ({
      path: ["orgConfig", "limits", `zz${index}`],
      message: "is not known here"
    }))
    const [first, ...others] = issueProblems(action, issues)
    assert.include(first?.message, "; known are ")
    assert.lengthOf(others, 7)
    for (const { message } of others) assert.strictEqual(message, "is not known here")
  })
  it("words what is missing", () => {
    const issues = [{ path: ["orgConfig", "tags", 0, "value"], message: "Missing key" }]
    assert.deepStrictEqual(issueProblems(action, issues), [{ argument: "tags.0.value", message: "is required" }])
  })
  it("names the arguments where all of them are meant", () => {
    const message = "The input is nested too deeply"
    assert.deepStrictEqual(issueProblems(action, [{ path: [], message }]), [
      { argument: "arguments", message: "the input is nested too deeply" }
    ])
  })
  it("says nothing twice, and not more than can be corrected at once", () => {
    const issues = Array.from({ length: 40 }, (_, index) => ({
      path: ["orgConfig", "tags", Math.floor(index / 2), "key"],
      message: "Expected string"
    }))
    const problems = issueProblems(action, issues)
    assert.lengthOf(problems, 8)
    assert.strictEqual(new Set(problems.map(({ argument }) => argument)).size, 8)
  })
})
