import { assert, describe, it } from "@effect/vitest"
import { InstanceId, OrgId, type Schemas } from "@effect-losant/core"
import { findUpdateLosses } from "../../src/danger/updateLosses.ts"
import { orgId } from "../support/sets.ts"

const org = (more: Partial<Schemas.InstanceOrg> = {}): Schemas.InstanceOrg => ({
  id: OrgId.make(orgId(1)),
  instanceId: InstanceId.make(orgId(2)),
  name: "Plant 1",
  ...more
})

const dangersOf = (before: Partial<Schemas.InstanceOrg>, patch: Schemas.InstanceOrgPatch) =>
  findUpdateLosses(org(before), patch).dangers

describe("the losses of an update", () => {
  it("are none if nothing is taken away", () => {
    const none = { disabledFrom: undefined, belowUse: [], leftOut: [], shorterDataTime: undefined, dangers: [] }
    const rich = { tags: [{ key: "a", value: "b" }], whitelistedEmailDomains: ["example.com"], isReadOnly: false }
    assert.deepStrictEqual(findUpdateLosses(org(), {}), none)
    assert.deepStrictEqual(findUpdateLosses(org(), { name: "Plant 2", ...rich }), none)
  })

  it.each([
    [true, "now"],
    ["2026-12-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
    [false, undefined],
    [undefined, undefined]
  ] as const)("are a disabled organization if disabledAt is %j: from %s on", (disabledAt, from) => {
    const { disabledFrom, dangers } = findUpdateLosses(org(), disabledAt === undefined ? {} : { disabledAt })
    assert.strictEqual(disabledFrom, from)
    assert.deepStrictEqual(dangers, from === undefined ? [] : ["disableOrg"])
  })

  it("are the right to write, the tags and the domains", () => {
    assert.deepStrictEqual(dangersOf({}, { isReadOnly: true }), ["makeOrgReadOnly"])
    assert.deepStrictEqual(dangersOf({}, { tags: [] }), ["emptyTags"])
    assert.deepStrictEqual(dangersOf({}, { whitelistedEmailDomains: [] }), ["emptyDomains"])
    assert.deepStrictEqual(
      dangersOf({}, { isReadOnly: true, disabledAt: true, tags: [], whitelistedEmailDomains: [] }),
      ["disableOrg", "makeOrgReadOnly", "emptyTags", "emptyDomains"]
    )
  })

  describe("are the key of a fleet that is kept in files", () => {
    const key = { key: "fleet-key", value: "north" }
    const tier = { key: "tier", value: "gold" }
    it.each([
      ["goes", [tier]],
      ["gets another value", [{ ...key, value: "south" }]],
      ["gets another name", [{ ...key, key: "fleet-keys" }]]
    ])("if it %s", (_, tags) => {
      assert.deepStrictEqual(dangersOf({ tags: [key, tier] }, { tags }), ["releaseFleetKey"])
    })

    it("if it goes with all tags, or one of two goes", () => {
      assert.deepStrictEqual(dangersOf({ tags: [key] }, { tags: [] }), ["releaseFleetKey", "emptyTags"])
      assert.deepStrictEqual(dangersOf({ tags: [key, { ...key, value: "south" }] }, { tags: [key] }), [
        "releaseFleetKey"
      ])
    })

    it("and not if it stays, comes, or no tag changes", () => {
      assert.deepStrictEqual(dangersOf({ tags: [key, tier] }, { tags: [key] }), [])
      assert.deepStrictEqual(dangersOf({ tags: [tier] }, { tags: [tier, key] }), [])
      assert.deepStrictEqual(dangersOf({ tags: [key] }, { name: "Plant 2" }), [])
    })
  })

  const summary = { deviceCount: 5 } as const

  it.each([
    // The limit before, the limit after, the use: the dangers.
    [10, 6, 5, []],
    [10, 5, 5, []],
    [10, 4, 5, ["lowerLimitBelowUse"]],
    [10, 0, 5, ["lowerLimitBelowUse"]],
    [4, 4, 5, []],
    [3, 4, 5, []],
    [10, 4, undefined, ["lowerLimitOfUnknownUse"]],
    [undefined, 4, 5, ["lowerLimitBelowUse"]],
    [undefined, 5, 5, []],
    [undefined, 4, undefined, ["lowerLimitOfUnknownUse"]]
  ] as const)(
    "of a limit of devices of %s that becomes %s, with a use of %s, are %j",
    (before, after, use, dangers) => {
      const losses = findUpdateLosses(
        org({
          ...(before === undefined ? {} : { limits: { device: before } }),
          ...(use === undefined ? {} : { summary: { deviceCount: use } })
        }),
        { limits: { device: after } }
      )
      assert.deepStrictEqual(losses.dangers, dangers)
      assert.deepStrictEqual(losses.belowUse, dangers.length === 0 ? [] : [{ name: "device", before, after, use }])
      assert.deepStrictEqual(losses.leftOut, [])
    }
  )

  it.each(["null", '"many"', "{}"])(
    "of a limit of which Losant answers %s, and no number, are as of a new one",
    (value) => {
      const losses = findUpdateLosses(org({ limits: JSON.parse(`{"device":${value}}`), summary }), {
        limits: { device: 4 }
      })
      assert.deepStrictEqual(losses.belowUse, [{ name: "device", before: undefined, after: 4, use: 5 }])
      const same = { limits: JSON.parse(`{"device":${value},"webhook":3}`) }
      assert.deepStrictEqual(findUpdateLosses(org(same), same).belowUse, [])
    }
  )

  it("of several limits name each, and speak of an unknown use only if all are unknown", () => {
    const before = { limits: { device: 10, webhook: 10 }, summary }
    const after = { limits: { device: 4, webhook: 4 } }
    assert.deepStrictEqual(dangersOf(before, after), ["lowerLimitBelowUse"])
    assert.deepStrictEqual(
      findUpdateLosses(org(before), after).belowUse.map(({ name }) => name),
      ["device", "webhook"]
    )
  })

  it("are the limits that the new ones leave out, with their use", () => {
    const { dangers, leftOut, belowUse } = findUpdateLosses(org({ limits: { device: 10, webhook: 3 }, summary }), {
      limits: { webhook: 3 }
    })
    assert.deepStrictEqual(dangers, ["removeLimit"])
    assert.deepStrictEqual(leftOut, [{ name: "device", before: 10, after: undefined, use: 5 }])
    assert.deepStrictEqual(belowUse, [])
    assert.deepStrictEqual(dangersOf({ limits: { device: 10 } }, { name: "x" }), [])
    assert.deepStrictEqual(dangersOf({}, { limits: { webhook: 3 }, isReadOnly: false }), ["lowerLimitOfUnknownUse"])
  })

  it.each([
    [100, 99, true],
    [100, 100, false],
    [100, 101, false],
    [100, undefined, true],
    [undefined, 100, true],
    [undefined, undefined, false]
  ] as const)("of the time for which data is kept: %s that becomes %s is shorter: %s", (before, after, isShorter) => {
    const ttl = (dataTTL: number | undefined) => ({ limits: dataTTL === undefined ? {} : { dataTTL } })
    const losses = findUpdateLosses(org(ttl(before)), ttl(after))
    assert.deepStrictEqual(losses.dangers, isShorter ? ["shortenDataTime"] : [])
    assert.deepStrictEqual(losses.shorterDataTime, isShorter ? { before, after } : undefined)
    assert.deepStrictEqual(losses.belowUse, [])
    assert.isUndefined(findUpdateLosses(org(ttl(before)), { name: "x" }).shorterDataTime)
  })
})
