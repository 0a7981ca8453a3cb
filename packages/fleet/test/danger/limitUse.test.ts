import { assert, describe, it } from "@effect/vitest"
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import { countPayloads, getUse, limitsInUse, summaryFieldsOf } from "@effect-losant/fleet"

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
