import { assert, describe, it } from "@effect/vitest"
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import { type SummaryField, summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import { countPayloads, getEnforcement, getUse, limitsInUse, summaryFieldsOf, summaryFor } from "@effect-losant/fleet"

const withoutUse = [
  "notebookMinutesPerRun",
  "notebookInParallel",
  "experienceFlowSlots",
  "applicationFlowSlots",
  "dataTTL",
  "systemInterval"
]

describe("the limits that something counts towards", () => {
  it("are all limits but those that bound a run, an interval or slots", () => {
    const known = limitsInUse.map(({ limit }) => limit)
    assert.deepStrictEqual([...known, ...withoutUse].sort(), Object.keys(OrgLimits.fields).sort())
  })

  it("have each summary fields of their own", () => {
    const fields = limitsInUse.flatMap(({ summaryFields }) => summaryFields)
    assert.strictEqual(new Set(fields).size, fields.length)
    assert.deepStrictEqual(
      fields.filter((field) => !summaryFields.includes(field)),
      []
    )
  })

  it("read a count as it is", () => {
    assert.strictEqual(getUse("device", { deviceCount: 7 }), 7)
    assert.strictEqual(getUse("application", { appCount: 0 }), 0)
  })

  it("belong each to the count of the same things", () => {
    const counts: Readonly<Record<string, SummaryField>> = {
      apitoken: "apiTokenCount",
      application: "appCount",
      applicationcertificate: "certificateCount",
      applicationcertificateauthority: "certificateAuthorityCount",
      applicationkey: "keyCount",
      credential: "credentialCount",
      dashboard: "dashCount",
      datatable: "dataTableCount",
      device: "deviceCount",
      devicerecipe: "deviceRecipeCount",
      experiencedomain: "experienceDomainCount",
      experienceendpoint: "experienceEndpointCount",
      experiencegroup: "experienceGroupCount",
      experienceslug: "experienceSlugCount",
      experienceuser: "experienceUserCount",
      experienceversion: "experienceVersionCount",
      experienceview: "experienceViewCount",
      file: "fileCount",
      flow: "flowCount",
      integration: "integrationCount",
      notebook: "notebookCount",
      privatefile: "privateFileCount",
      resourcejob: "resourceJobCount",
      webhook: "webhookCount"
    }
    for (const [limit, field] of Object.entries(counts)) {
      assert.deepStrictEqual(summaryFieldsOf([limit]), [field])
      assert.strictEqual(getUse(limit, { [field]: 3 }), 3)
    }
    for (const [limit, field] of [
      ["payload", "payloadCount"],
      ["storage", "storageStats"],
      ["notebookMinutesPerMonth", "notebookStats"]
    ] as const) {
      assert.deepStrictEqual(summaryFieldsOf([limit]), [field])
    }
  })

  it("count pending invitations as members, and do not know the use if either number is missing", () => {
    assert.strictEqual(getUse("member", { memberCount: 9, pendingInviteCount: 1 }), 10)
    assert.strictEqual(getUse("member", { memberCount: 9, pendingInviteCount: 0 }), 9)
    assert.strictEqual(getUse("member", { memberCount: 9 }), undefined)
    assert.strictEqual(getUse("member", { pendingInviteCount: 1 }), undefined)
    assert.deepStrictEqual(summaryFieldsOf(["member"]), ["memberCount", "pendingInviteCount"])
  })

  it("read storage in bytes, notebook minutes of this period, and payloads of all types and sources", () => {
    assert.strictEqual(getUse("storage", { storageStats: { count: 2, size: 4_096 } }), 4_096)
    assert.strictEqual(getUse("notebookMinutesPerMonth", { notebookStats: { minutesThisPeriod: 60 } }), 60)
    const payloadCount = { deviceState: { "device.mqtt": 5, "device.rest": 2 }, timer: { timer: 1 } }
    assert.strictEqual(getUse("payload", { payloadCount }), 8)
    assert.strictEqual(countPayloads({}), 0)
    const withExtras = { ...payloadCount, _type: "payloadStats", _links: { self: { href: "/" } }, later: 7 }
    assert.strictEqual(countPayloads(withExtras), 8)
  })

  it("say nothing if the summary does not, or if nothing counts", () => {
    assert.deepStrictEqual(
      ["device", "payload", "storage", "notebookMinutesPerMonth"].map((limit) => getUse(limit, {})),
      [undefined, undefined, undefined, undefined]
    )
    assert.strictEqual(getUse("dataTTL", { deviceCount: 1 }), undefined)
    assert.strictEqual(getUse("toString", { deviceCount: 1 }), undefined)
  })

  it("name what has to be asked for", () => {
    assert.deepStrictEqual(summaryFieldsOf(["device", "dataTTL", "storage", "unknown"]), [
      "deviceCount",
      "storageStats"
    ])
    assert.deepStrictEqual(summaryFieldsOf([]), [])
  })
})

describe("the summary that a change of limits needs", () => {
  it("has the counts of the limits that it sets or takes away", () => {
    assert.deepStrictEqual(summaryFor({ limits: { device: 5 }, clear: ["limits.storage"] }), [
      "deviceCount",
      "storageStats"
    ])
  })

  it("is never empty, since Losant would answer every field", () => {
    assert.deepStrictEqual(summaryFor({}), ["memberCount"])
    assert.deepStrictEqual(summaryFor({ limits: { dataTTL: 5 } }), ["memberCount"])
  })
})

describe("the enforcement of a limit", () => {
  it("is known where Losant documents it", () => {
    const refused = ["device", "experienceuser", "member", "storage"]
    for (const limit of refused) assert.strictEqual(getEnforcement(limit), "refused")
    assert.strictEqual(getEnforcement("payload"), "charged")
    for (const limit of ["webhook", "toString"]) assert.isUndefined(getEnforcement(limit))
  })
})
