import { assert, describe, it } from "@effect/vitest"
import { identity } from "effect/Function"
import { makeRedact } from "../../src/observability/redaction.ts"
import { type AuditEntry, formatAuditLine, isStartOfTrail } from "../../src/safety/AuditEntry.ts"
import { instanceId, orgId } from "../support/samples.ts"

const entry: AuditEntry = {
  time: Date.parse("2026-11-22T09:35:34.123Z"),
  callId: "c1",
  tool: "losant_update_org",
  action: "instanceOrg.patch",
  instanceId,
  subject: { kind: "organization", id: orgId, name: "Northwind" },
  arguments: { orgId: "Northwind", description: "new", limits: { apitoken: 5 } },
  outcome: "done",
  status: 200,
  requestId: "r-1",
  durationMs: 12,
  client: "claude-code"
}
const origin = { profile: "staging", host: "https://api.losant.com" }

const parsed = (changes: Partial<AuditEntry>, redact = identity<string>): Record<string, unknown> =>
  JSON.parse(formatAuditLine({ ...entry, ...changes }, origin, redact))

describe("formatAuditLine", () => {
  it("says everything, in the same order", () => {
    assert.strictEqual(
      formatAuditLine(entry, origin, identity),
      `{"time":"2026-11-22T09:35:34.123Z","callId":"c1","tool":"losant_update_org","action":"instanceOrg.patch",` +
        `"profile":"staging","host":"https://api.losant.com","instanceId":"${instanceId}","orgId":"${orgId}",` +
        `"orgName":"Northwind","subject":{"kind":"organization","id":"${orgId}","name":"Northwind"},` +
        `"arguments":{"orgId":"Northwind","description":"new","limits":{"apitoken":5}},"outcome":"done","status":200,` +
        `"requestId":"r-1","durationMs":12,"client":"claude-code"}`
    )
  })

  it("is known again by its beginning", () => {
    assert.isTrue(isStartOfTrail(formatAuditLine(entry, origin, identity).slice(0, 256)))
    assert.isFalse(isStartOfTrail('{"time":"2026-11-22"}'))
  })

  it("names an organization by its own fields and as the subject, as far as it is known", () => {
    const organization = { kind: "organization", id: orgId, name: "Northwind" } as const
    assert.deepInclude(parsed({ subject: organization }), { orgId, orgName: "Northwind", subject: organization })
    const byId = parsed({ subject: { kind: "organization", id: orgId } })
    assert.deepInclude(byId, { orgId, subject: { kind: "organization", id: orgId } })
    assert.notProperty(byId, "orgName")
    const created = parsed({ subject: { kind: "organization", name: "Southwind" } })
    assert.deepInclude(created, { orgName: "Southwind", subject: { kind: "organization", name: "Southwind" } })
    assert.notProperty(created, "orgId")
    const { subject: _, ...unknown } = entry
    const line: unknown = JSON.parse(formatAuditLine(unknown, origin, identity))
    for (const name of ["orgId", "orgName", "subject"]) assert.notProperty(line, name)
  })

  it("hides the token in the name of a subject, and bounds it", () => {
    const redact = (text: string) => text.replaceAll("the-token", "<redacted>")
    const name = `the-token${"x".repeat(5_000)}`
    const line = formatAuditLine({ ...entry, subject: { kind: "organization", id: "the-token", name } }, origin, redact)
    assert.notInclude(line, "the-token")
    assert.isBelow(line.length, 2_000)
    const { orgName, subject } = JSON.parse(line)
    assert.strictEqual(subject.name, orgName)
    assert.match(orgName, /^<redacted>x+/)
  })

  it("has the reason and the words of a refusal, redacted before they are cut", () => {
    const refusal = {
      reason: "policy",
      message: `${"x".repeat(490)} the-token, eyJhbGciOiJI.eyJzdWIiOiI.c2ln`
    } as const
    const redact = (text: string) => text.replaceAll("the-token", "<redacted>")
    const line = parsed({ outcome: "refused", error: "Refused", refusal }, redact)
    assert.deepInclude(line, { error: "Refused", reason: "policy", message: `${"x".repeat(490)} <redacted` })
    const short = parsed({ refusal: { ...refusal, message: "not eyJhbGciOiJI.eyJzdWIiOiI.c2ln\u202e" } })
    assert.strictEqual(short["message"], "not <redacted>\\u{202E}")
  })

  it("leaves out what is not known, and names the error", () => {
    const bare: AuditEntry = {
      time: 0,
      callId: "c2",
      tool: "losant_list_orgs",
      arguments: {},
      outcome: "failed",
      error: "LosantTimeout",
      durationMs: 3,
      client: ""
    }
    assert.deepStrictEqual(JSON.parse(formatAuditLine(bare, { host: "h" }, identity)), {
      time: "1970-01-01T00:00:00.000Z",
      callId: "c2",
      tool: "losant_list_orgs",
      host: "h",
      arguments: {},
      outcome: "failed",
      error: "LosantTimeout",
      durationMs: 3,
      client: ""
    })
  })

  it("holds no confirmToken, nor what has such a name, but the typed name and the limits", () => {
    const given = {
      confirmToken: "v1.abc",
      confirmName: "Northwind",
      nested: [{ Authorization: "Bearer x", apiKey: "k", password: "p", limits: { apitoken: 5 } }]
    }
    assert.deepStrictEqual(parsed({ arguments: given })["arguments"], {
      confirmToken: "<redacted>",
      confirmName: "Northwind",
      nested: [{ Authorization: "<redacted>", apiKey: "<redacted>", password: "<redacted>", limits: { apitoken: 5 } }]
    })
  })

  it("hides every text below a secret's name, and keeps the numbers", () => {
    const given = { tokens: ["a", { b: "c", n: 7 }], limits: { apiTokens: { apitoken: 5, note: "x" } }, plain: ["y"] }
    assert.deepStrictEqual(parsed({ arguments: given })["arguments"], {
      tokens: ["<redacted>", { b: "<redacted>", n: 7 }],
      limits: { apiTokens: { apitoken: 5, note: "<redacted>" } },
      plain: ["y"]
    })
  })

  it("hides what looks like a token, wherever it stands", () => {
    const given = { description: "use Bearer abc.def now", tags: ["key=eyJhbGciOi.abc.def"] }
    const { description, tags } = JSON.parse(JSON.stringify(parsed({ arguments: given })["arguments"]))
    assert.strictEqual(description, "use Bearer <redacted> now")
    assert.deepStrictEqual(tags, ["key=<redacted>"])
  })

  it("holds no token, wherever it stands", () => {
    const token = "eyJhbGciOi.the-secret-token.of-the-tests"
    const redact = makeRedact({ LOSANT_API_TOKEN: token })
    const other = "eyJother00.payload00.signature00"
    const line = formatAuditLine(
      { ...entry, client: token, requestId: token, error: token, arguments: { [token]: [token], name: other } },
      origin,
      redact
    )
    assert.notInclude(line, token)
    assert.notInclude(line, other)
    assert.deepStrictEqual(JSON.parse(line).arguments, { "<redacted>": ["<redacted>"], name: "<redacted>" })
  })

  it.each([["\n"], ["\r\n"], ["\u2028"], ["\u0000"], ["\u202E"], ["\uD800"], ['","outcome":"done']])(
    "keeps %j on its line, and in its text",
    (hostile) => {
      const changes = {
        client: hostile,
        requestId: hostile,
        outcome: "failed" as const,
        arguments: { [hostile]: hostile }
      }
      const line = formatAuditLine({ ...entry, ...changes }, origin, identity)
      assert.match(line, /^[ -~]+$/)
      assert.strictEqual(JSON.parse(line).outcome, "failed")
      assert.lengthOf(Object.keys(JSON.parse(line).arguments), 1)
    }
  )

  it("cuts long texts and says so, and leaves too many arguments out", () => {
    const { description, truncated } = Object(parsed({ arguments: { description: "x".repeat(5_000) } })["arguments"])
    assert.strictEqual(description.length, 1_000)
    assert.deepStrictEqual(truncated, ["description"])
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`name${index}`, "x".repeat(100)]))
    const { leftOut, names } = Object(parsed({ arguments: many })["arguments"])
    assert.match(leftOut, /^\d{6} characters$/)
    assert.lengthOf(names, 50)
    const long = "x".repeat(100_000)
    const line = formatAuditLine(
      { ...entry, arguments: many, client: long, requestId: long, error: long },
      origin,
      identity
    )
    assert.isBelow(line.length, 20_000)
  })
})
