// The doctor with an emulator over HTTP.

import { afterAll, assert, beforeAll, describe, it, onTestFinished } from "@effect/vitest"
import type { Grant } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Check } from "../../../src/cli/doctor/Check.ts"
import { examine } from "../../../src/cli/doctor/doctor.ts"
import { type Flags, noFlags } from "../../../src/config/Flags.ts"
import { type Losant, startLosant } from "../../support/losant.ts"
import { token } from "../../support/serving.ts"

const grant = (name: string, ...scopes: ReadonlyArray<string>): Grant => ({ token: Redacted.make(name), scopes })

let losant: Losant
beforeAll(async () => {
  losant = await startLosant({
    grants: [
      grant("token-of-an-instance", "all.Instance.read"),
      grant("token-for-orgs", "instanceOrgs.get", "instanceOrg.get"),
      grant("token-for-nothing", "devices.get")
    ]
  })
})
afterAll(() => losant.close())

const checked = async (environment: Readonly<Record<string, string>>, flags: Partial<Flags> = {}) => {
  const checks = await Effect.runPromise(
    examine({
      environment: { LOSANT_MCP_JOURNAL: "off", LOSANT_API_URL: losant.url, ...environment },
      flags: { ...noFlags, ...flags },
      node: "22.0.0"
    })
  )
  return {
    checks,
    statuses: Object.fromEntries(checks.map(({ name, status }) => [name, status])),
    of: (name: string): ReadonlyArray<Check> => checks.filter((check) => check.name === name),
    text: checks.map(({ message, advice = "" }) => `${message} ${advice}`).join("\n")
  }
}

const writes = (arrived: ReadonlyArray<{ readonly method: string }>) => arrived.filter(({ method }) => method !== "GET")

describe("with a user's token", () => {
  it("finds no problem, and only reads", async () => {
    const [{ statuses, of }, arrived] = await losant.during(() => checked({ LOSANT_API_TOKEN: token }))
    assert.notInclude(Object.values(statuses), "failed")
    for (const name of ["reachable", "clock", "token", "instances", "organizations"]) {
      assert.strictEqual(statuses[name], "ok", name)
    }
    assert.lengthOf(of("organizations"), 2)
    assert.include(of("scopes-read")[0]?.message, "instanceOrg.payloadCountsBreakdown")
    assert.include(of("scopes-read")[0]?.message, "instanceOrgMember.get")
    assert.include(of("scopes-write")[0]?.message, "only a change would prove them: instanceOrgs.post, ")
    assert.isAbove(arrived.length, 10)
    assert.isEmpty(writes(arrived))
  })

  it("checks the configured instance only, and reports a missing one", async () => {
    const configured = await checked({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: losant.instanceId })
    assert.lengthOf(configured.of("organizations"), 1)
    const missing = await checked({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: "000000000000000000000000" })
    assert.strictEqual(missing.statuses["instances"], "failed")
    assert.strictEqual(missing.statuses["organizations"], "failed")
    assert.strictEqual(missing.statuses["token"], "ok")
  })

  it("counts the organizations within the policy, and requests no others", async () => {
    const flags = { readOnly: true, allowOrg: ["Bluebird Dairy"] }
    const { of } = await checked({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: losant.instanceId }, flags)
    assert.include(of("organizations")[0]?.message, "1 organization that the policy allows")
    assert.include(of("organizations")[0]?.message, "Bluebird Dairy")
    assert.notInclude(of("organizations")[0]?.message, "Ashford")
    assert.include(of("scopes-write")[0]?.message, "no available tool changes anything")
  })
})

describe("a rule of the policy", () => {
  it("has to match an organization", async () => {
    const environment = { LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: losant.instanceId }
    const { of } = await checked(environment, {
      allowOrg: ["Ashford Water Works", "Bluebird Dairy", "ashford water works"],
      denyOrg: ["bluebird  dairy", "Blubird Dairy", "f".repeat(24), "tag:env=none"]
    })
    assert.deepEqual(
      of("rules").map(({ status, message }) => `${status}: ${message}`),
      [
        'failed: --allow-org or LOSANT_MCP_ALLOW_ORG names "ashford water works", which matches no organization',
        'failed: --deny-org or LOSANT_MCP_DENY_ORG names "Blubird Dairy", which matches no organization',
        `failed: --deny-org or LOSANT_MCP_DENY_ORG names ${"f".repeat(24)}, which matches no organization`,
        'notChecked: not checked, because no organization has "tag:env=none" now, which --deny-org or LOSANT_MCP_DENY_ORG names'
      ]
    )
  })

  it("is checked in every instance, and not reported without rules", async () => {
    const { statuses } = await checked({ LOSANT_API_TOKEN: token }, { denyOrg: ["Clearwater Pools", "Bluebird Dairy"] })
    assert.strictEqual(statuses["rules"], "ok")
    assert.isUndefined((await checked({ LOSANT_API_TOKEN: token })).statuses["rules"])
  })

  it.each([
    ["there are too many", Array.from({ length: 21 }, (_, index) => `Org ${index}`), {}],
    ["the organizations cannot be listed", ["Acme"], { LOSANT_INSTANCE_ID: "0".repeat(24) }]
  ])("is not checked if %s", async (_, denyOrg, environment) => {
    const { statuses } = await checked({ LOSANT_API_TOKEN: token, ...environment }, { denyOrg })
    assert.strictEqual(statuses["rules"], "notChecked")
  })
})

describe("with more instances than the doctor checks", () => {
  it("reports that, and does not judge the others", async () => {
    const [one, ...others] = ["A", "B", "C", "D"].map((name) => ({ name }))
    assert(one !== undefined)
    const many = await startLosant({ seed: { instances: [one, ...others] } })
    onTestFinished(() => many.close())
    const environment = { LOSANT_API_TOKEN: token, LOSANT_API_URL: many.url }
    const { of } = await checked(environment, { denyOrg: ["Acme"] })
    assert.deepEqual(
      of("organizations").map(({ status }) => status),
      ["ok", "ok", "ok", "notChecked"]
    )
    assert.include(of("organizations")[3]?.message, "only the first 3 instances")
    assert.deepEqual(
      of("rules").map(({ status }) => status),
      ["notChecked"]
    )
    const chosen = await checked({ ...environment, LOSANT_INSTANCE_ID: many.instanceId })
    assert.lengthOf(chosen.of("organizations"), 1)
  })
})

describe("with a limited token", () => {
  it("proves the scopes of an instance's token, which needs the id of the instance", async () => {
    const { statuses } = await checked({
      LOSANT_API_TOKEN: "token-of-an-instance",
      LOSANT_INSTANCE_ID: losant.instanceId
    })
    assert.notInclude(Object.values(statuses), "failed")
    assert.strictEqual(statuses["instances"], "notChecked")
    const without = await checked({ LOSANT_API_TOKEN: "token-of-an-instance" })
    assert.strictEqual(without.statuses["instances"], "failed")
    assert.include(without.text, "Set LOSANT_INSTANCE_ID")
  })

  it("names the missing scopes of the visible tools", async () => {
    const environment = { LOSANT_API_TOKEN: "token-for-orgs", LOSANT_INSTANCE_ID: losant.instanceId }
    const { of } = await checked(environment)
    assert.include(of("scopes-read")[0]?.message, "proven: instanceOrgs.get, instanceOrg.get")
    const missing = of("scope").map(({ message }) => message)
    assert.isTrue(missing.some((message) => message.includes("instanceOrgMembers.get")))
    assert.isTrue(missing.some((message) => message.includes("instanceOrg.deviceCounts")))
    const fewer = await checked(environment, { tools: ["losant_list_orgs", "losant_get_org"] })
    assert.isEmpty(fewer.of("scope"))
    assert.notInclude(Object.values(fewer.statuses), "failed")
  })

  it("distinguishes a token without scopes from a wrong token", async () => {
    const nothing = await checked({ LOSANT_API_TOKEN: "token-for-nothing", LOSANT_INSTANCE_ID: losant.instanceId })
    assert.strictEqual(nothing.statuses["token"], "ok")
    assert.strictEqual(nothing.statuses["organizations"], "notChecked")
    assert.lengthOf(nothing.of("scope"), 1)
    const wrong = await checked({ LOSANT_API_TOKEN: "wrong-token", LOSANT_INSTANCE_ID: losant.instanceId })
    assert.strictEqual(wrong.statuses["token"], "failed")
    assert.strictEqual(wrong.statuses["organizations"], "notChecked")
    assert.strictEqual(wrong.statuses["reachable"], "ok")
  })

  it("checks the connection without a token", async () => {
    const { statuses, of } = await checked({})
    assert.strictEqual(statuses["reachable"], "ok")
    assert.strictEqual(statuses["clock"], "ok")
    assert.lengthOf(of("token"), 1)
    assert.strictEqual(statuses["token"], "failed")
    assert.strictEqual(statuses["organizations"], "notChecked")
  })
})

describe("a mistake in the settings", () => {
  it("is reported for every setting, and no request is sent", async () => {
    const environment = { LOSANT_INSTANCE_ID: "x", LOSANT_TIMEOUT: "soon", LOSANT_MCP_CONFIRM: "maybe" }
    const [{ statuses, of, text }, arrived] = await losant.during(() => checked(environment))
    for (const name of ["losant-settings", "token", "confirmation"]) assert.strictEqual(statuses[name], "failed", name)
    for (const name of Object.keys(environment)) assert.include(text, name)
    assert.strictEqual(statuses["reachable"], "notChecked")
    assert.lengthOf(of("token"), 1)
    assert.isEmpty(arrived)
  })

  it("of the policy prevents requests that the policy may deny", async () => {
    const [{ statuses }, arrived] = await losant.during(() =>
      checked({ LOSANT_API_TOKEN: token }, { denyOrg: ["tag:=x"] })
    )
    assert.strictEqual(statuses["policy"], "failed")
    assert.strictEqual(statuses["organizations"], "notChecked")
    assert.isEmpty(arrived)
  })

  it("of the policy does not hide other mistakes", async () => {
    const { statuses, text } = await checked({ LOSANT_API_URL: "losant" }, { denyOrg: ["tag:=x"] })
    for (const name of ["policy", "losant-settings", "token"]) assert.strictEqual(statuses[name], "failed", name)
    assert.include(text, "LOSANT_API_URL")
  })

  it("in the form of a short time limit is reported, and requests are sent", async () => {
    const { of } = await checked({ LOSANT_API_TOKEN: token, LOSANT_TIMEOUT: "999" })
    assert.include(of("losant-settings")[0]?.message, "LOSANT_TIMEOUT is only 999 ms")
    assert.notStrictEqual(of("reachable")[0]?.status, "notChecked")
  })

  it("of the proxy is reported once", async () => {
    const { statuses } = await checked({ LOSANT_API_TOKEN: token, LOSANT_API_URL: "http://127.0.0.1:1" })
    assert.strictEqual(statuses["reachable"], "failed")
    for (const name of ["clock", "token", "instances", "organizations", "scopes"]) {
      assert.strictEqual(statuses[name], "notChecked", name)
    }
  })
})

describe("the client and the network", () => {
  it("treats an unfilled setting like the server", async () => {
    const { statuses, of } = await checked({
      LOSANT_API_TOKEN: token,
      LOSANT_INSTANCE_ID: "$".concat("{user_config.instance}"),
      LOSANT_MCP_READ_ONLY: "$".concat("{user_config.readOnly}")
    })
    assert.notInclude(Object.values(statuses), "failed")
    assert.include(of("policy")[0]?.message, "read-only")
    assert.include(of("variables")[0]?.message, "did not fill in LOSANT_MCP_READ_ONLY")
  })

  it("names the proxy without its password", async () => {
    const { of, text } = await checked({
      LOSANT_API_TOKEN: token,
      LOSANT_API_URL: "https://losant.invalid",
      HTTPS_PROXY: "http://ada:pass-word@127.0.0.1:1"
    })
    assert.strictEqual(of("reachable")[0]?.status, "failed")
    assert.include(
      of("reachable")[0]?.message,
      "https://losant.invalid, through the proxy 127.0.0.1:1, cannot be reached"
    )
    assert.notInclude(text, "pass-word")
  })
})

describe("on the built-in emulator", () => {
  it("needs a journal only if an organization can be deleted", async () => {
    const environment = { LOSANT_MCP_JOURNAL: "/dev/null/journal" }
    const deleting = await checked(environment, { emulator: true })
    assert.strictEqual(deleting.statuses["journal"], "failed")
    for (const flags of [{ readOnly: true }, { excludeTools: ["losant_delete_org"] }]) {
      const { statuses } = await checked(environment, { emulator: true, ...flags })
      assert.strictEqual(statuses["journal"], "notChecked")
    }
  })

  it("needs no settings", async () => {
    const { statuses, of } = await checked({}, { emulator: true })
    assert.notInclude(Object.values(statuses), "failed")
    assert.strictEqual(statuses["clock"], "notChecked")
    assert.isUndefined(statuses["losant-settings"])
    assert.include(of("scopes-read")[0]?.message, "instanceOrgInvite.get")
  })
})
