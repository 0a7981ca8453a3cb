import { assert, describe, it } from "@effect/vitest"
import { identity } from "effect/Function"
import { failed, notChecked, ok } from "../../../src/cli/doctor/Check.ts"
import { report } from "../../../src/cli/doctor/report.ts"
import { version } from "../../../src/config/version.ts"

const checks = [ok("node", "Node 22"), notChecked("audit", "there is none"), failed("token", "one\ntwo", "Do this.")]

describe("report", () => {
  it("has a line for each check with its advice, and a summary", () => {
    const { text, isHealthy } = report(checks, identity, false)
    assert.isFalse(isHealthy)
    assert.strictEqual(
      text,
      [
        "✓ node   Node 22",
        "– audit  not checked, because there is none",
        "✗ token  one",
        "         two",
        "         → Do this.",
        "",
        "One thing has to be corrected.",
        ""
      ].join("\n")
    )
    assert.include(report([...checks, ...checks], identity, false).text, "2 things have")
  })

  it("is healthy when nothing failed", () => {
    const { text, isHealthy } = report(checks.slice(0, 2), identity, false)
    assert.isTrue(isHealthy)
    assert.include(text, "Nothing has to be corrected.")
  })

  it("is JSON for programs", () => {
    assert.deepEqual(JSON.parse(report(checks, identity, true).text), { ok: false, version, checks })
  })

  it("removes secrets, and shows hidden characters", () => {
    const secret = (text: string) => text.replaceAll("secret", "<redacted>")
    const secretChecks = [failed("token", "secret\u202E", "not secret")]
    for (const json of [true, false]) {
      const { text } = report(secretChecks, secret, json)
      assert.notInclude(text.replaceAll("<redacted>", ""), "secret")
      assert.notInclude(text, "\u202E")
    }
  })
})
