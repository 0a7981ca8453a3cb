import { existsSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { readExpected } from "../expected.ts"
import { type Check, type Outcome, runs, scenarioOf } from "../suite.ts"
import { insert, problemsOf, render } from "../summary.ts"

const run = { version: "1.0.0", revision: "2026-07-28", args: [] } as const

const scenario = (name: string, checks: ReadonlyArray<Check>, notScored?: string) => ({ name, checks, notScored })

const passes: Check = { id: "does", status: "SUCCESS" }
const fails: Check = { id: "does", status: "FAILURE", errorMessage: "no" }
const outcome: Outcome = {
  run,
  complaint: undefined,
  scenarios: [
    scenario("good", [passes, passes, { id: "more", status: "SKIPPED" }]),
    scenario("bad", [fails, passes]),
    scenario("doubtful", [{ id: "does", status: "WARNING" }]),
    scenario("extra", [passes], "extension")
  ]
}

describe("the problems of a run", () => {
  it("are none if the suite does not complain", () => assert.deepEqual(problemsOf(outcome), []))

  it("are what the suite complains of, a message against the schema, and that nothing ran", () => {
    assert.include(problemsOf({ ...outcome, complaint: "stale" }).join(), "stale")
    assert.lengthOf(problemsOf({ ...outcome, scenarios: [] }), 1)
    const invalid: Check = { id: "wire-schema-valid", status: "FAILURE", errorMessage: "no result" }
    const [problem, ...others] = problemsOf({ ...outcome, scenarios: [scenario("bad", [fails, invalid])] })
    assert.include(problem, "bad got a message against the schema: no result")
    assert.isEmpty(others)
  })
})

describe("the summary", () => {
  const summary = render([outcome], { "2026-07-28": [{ entry: "bad", reason: "calls | what is not there" }] })

  it("counts scenarios and checks, and not those that the suite does not count", () => {
    assert.include(summary, "| 1.0.0 | 2026-07-28 | 3         | 1    | 2            | 3             |")
    assert.include(summary, "| `bad`                  | ×          | calls \\| what is not there |")
    assert.include(summary, "Pass in 1.0.0 with revision 2026-07-28: `good`.")
    assert.include(summary, "| `extra`  | 2026-07-28 | extension      | passes |")
  })

  it("takes the place of the one before, and nothing else", () => {
    const document =
      "a\n<!-- summary: written by npm run conformance -- --update -->\nold\n<!-- end of the summary -->\nb"
    const written = insert(document, "new")
    assert.match(written, /^a\n<!--.*-->\n\nnew\n\n<!--.*-->\nb$/)
    assert.strictEqual(insert(written, "new"), written)
    assert.throws(() => insert("nothing is marked", "new"), "does not mark")
  })
})

describe("docs/conformance.md", () => {
  const root = new URL("../../../", import.meta.url)
  const document = readFileSync(new URL("docs/conformance.md", root), "utf8")

  it("names tests that exist", () => {
    const named = [...document.matchAll(/`(mcp-server\/test[^`\s]*)`/g)].map(([, name]) => name)
    assert.isNotEmpty(named)
    for (const name of named) assert.isTrue(existsSync(new URL(`packages/${name}`, root)), name)
  })

  it.each(runs)("is of a run of $version with revision $revision", ({ version, revision }) => {
    assert.match(document, new RegExp(`\\| ${version.replaceAll(".", "\\.")} +\\| ${revision} `))
    for (const { entry, reason } of readExpected(revision)) {
      assert.isTrue(
        document.split("\n").some((line) => line.includes(`| \`${entry}\``) && line.includes(reason)),
        entry
      )
    }
  })
})

describe("a folder of results", () => {
  it("names its scenario", () => {
    assert.strictEqual(scenarioOf("server-server-stateless-2026-11-22T13-00-17-051Z"), "server-stateless")
  })
})
