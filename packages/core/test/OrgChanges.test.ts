import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { createClient, InstanceId, InstanceOrg, Losant, OrgChanges, OrgId, Schemas } from "../src/index.ts"

type Wanted = OrgChanges.Mergeable

const now = Date.parse("2026-07-01T00:00:00.000Z")

const merge = (org: object, wanted: Wanted) =>
  // Sound: only fields that a case states are looked at. Losant may hold others than core knows.
  OrgChanges.merge(org as Schemas.InstanceOrg, wanted, now)

const merged = (org: object, wanted: Wanted) =>
  Result.match(merge(org, wanted), { onFailure: (problems) => problems, onSuccess: ({ patch }) => patch })

const tag = (key: string, value: string) => ({ key, value })

describe("merge", () => {
  it("sends the unchanged parts of limits and banner along", () => {
    const org = { limits: { device: 1, flow: 2 }, banner: { message: "m", level: "info" } }
    assert.deepStrictEqual(merged(org, { limits: { device: 3 }, banner: { message: "n" } }), {
      limits: { device: 3, flow: 2 },
      banner: { message: "n", level: "info" }
    })
    assert.deepStrictEqual(merged(org, { name: "A" }), { name: "A" }, "nothing that is not asked for")
    assert.deepStrictEqual(
      merged({ limits: {}, banner: {} }, { limits: { device: 3 }, banner: { level: "info" } }),
      { limits: { device: 3 }, banner: { level: "info" } },
      "nothing is there"
    )
  })

  it("replaces domains whole", () => {
    assert.deepStrictEqual(merged({ whitelistedEmailDomains: ["a.b"] }, { whitelistedEmailDomains: ["c.d"] }), {
      whitelistedEmailDomains: ["c.d"]
    })
  })

  it("leaves cleared limits out, beside others that are set", () => {
    const org = { limits: { device: 1, flow: 2, file: 3 } }
    assert.deepStrictEqual(merged(org, { limits: { file: 4 }, clear: ["limits.device", "limits.webhook"] }), {
      limits: { flow: 2, file: 4 }
    })
  })

  it.each([
    ["a limit that core does not know", { gizmo: 3 }],
    ["a value that may not be sent", { dataTTL: 0 }]
  ])("does not lose %s without a word", (_, limits) => {
    const [name = ""] = Object.keys(limits)
    const org = { limits: { device: 1, ...limits } }
    const value = Object.values(limits)[0]
    assert.deepStrictEqual(merged(org, { limits: { device: 2 } }), [{ kind: "unsendableLimit", limit: name, value }])
    assert.deepStrictEqual(merged(org, { limits: { device: 2 }, clear: [`limits.${name}`] }), { limits: { device: 2 } })
  })

  it("accepts a new value in place of one that may not be sent", () => {
    assert.deepStrictEqual(merged({ limits: { dataTTL: 0 } }, { limits: { dataTTL: 86_400 } }), {
      limits: { dataTTL: 86_400 }
    })
  })

  const names = Object.keys(Schemas.OrgLimits.fields).filter((name) => name !== "dataTTL" && name !== "systemInterval")
  const limit = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000 }))
  const limits = Arbitrary.map(
    Arbitrary.schema(Schema.Array(Schema.Tuple([Schema.Literals(names), limit])).check(Schema.isMaxLength(40))),
    (pairs) => Object.fromEntries(pairs)
  )

  it.prop("never loses a limit that was not named", [limits, limits], ([held, given]) => {
    const result = merged({ limits: held }, { limits: given })
    const isSame = Object.entries(given).every(([name, value]) => held[name] === value)
    assert.deepStrictEqual(result, isSame ? {} : { limits: { ...held, ...given } })
  })
})

describe("an organization whose answer lacks a field", () => {
  const parts: ReadonlyArray<readonly ["limits" | "tags" | "banner", Wanted]> = [
    ["limits", { limits: { device: 3 } }],
    ["limits", { clear: ["limits.device"] }],
    ["tags", { tags: { add: [tag("a", "b")] } }],
    ["tags", { tags: { remove: [{ key: "a" }] } }],
    ["banner", { banner: { message: "m" } }],
    ["banner", { banner: { level: "info" } }]
  ]
  it.each(parts)("is not merged as if the field were empty: %s", (field, wanted) => {
    assert.deepStrictEqual(merged({ name: "A" }, wanted), [{ kind: "notAnswered", field }])
  })

  it("accepts a value that replaces the whole field", () => {
    const banner = { message: "m", level: "info" } as const
    assert.deepStrictEqual(merged({}, { tags: { set: [tag("a", "b")] }, banner, description: "x" }), {
      tags: [{ key: "a", value: "b" }],
      banner,
      description: "x"
    })
  })

  it("is not taken to have an empty list: it is sent", () => {
    const clear = ["tags", "whitelistedEmailDomains"]
    assert.deepStrictEqual(Result.getOrThrow(merge({ name: "A" }, { clear })), {
      patch: { tags: [], whitelistedEmailDomains: [] },
      changes: { tags: { after: [] }, whitelistedEmailDomains: { after: [] } }
    })
    assert.deepStrictEqual(merged({ tags: [], whitelistedEmailDomains: [] }, { clear }), {})
    assert.deepStrictEqual(merged({ name: "A" }, { clear: ["description", "banner", "iconColor", "referralId"] }), {})
  })

  const whole = {
    limits: { device: 1, flow: 2 },
    tags: [{ key: "a", value: "b" }],
    banner: { message: "m", level: "info" }
  }
  const wanted = { limits: { device: 3 }, tags: { add: [tag("c", "d")] }, banner: { message: "n" } }

  it.prop(
    "loses nothing, whatever is left out",
    [Arbitrary.schema(Schema.Array(Schema.Literals(["limits", "tags", "banner"])))],
    ([stripped]) => {
      const org = Object.fromEntries(Object.entries(whole).filter(([name]) => !stripped.some((one) => one === name)))
      const result = merge(org, wanted)
      assert.strictEqual(Result.isFailure(result), stripped.length > 0)
    }
  )
})

describe("merge of what stays", () => {
  it("sends only what changes", () => {
    const org = { name: "A", limits: { device: 1 }, tags: [tag("a", "1"), tag("b", "2")], isReadOnly: false }
    const wanted = { name: "A", limits: { device: 1 }, tags: { add: [tag("a", "1")] }, isReadOnly: true } as const
    assert.deepStrictEqual(merged(org, wanted), { isReadOnly: true })
    assert.deepStrictEqual(
      merged(org, { tags: { set: [tag("b", "2"), tag("a", "1")] } }),
      {},
      "their order means nothing"
    )
  })

  it("knows that an organization is disabled already, and since when", () => {
    const disabled = { disabledAt: "2026-01-01T00:00:00.000Z" }
    assert.deepStrictEqual(merged(disabled, { disabledAt: true }), {})
    assert.deepStrictEqual(merged({ disabledAt: "2027-01-01T00:00:00.000Z" }, { disabledAt: true }), {
      disabledAt: true
    })
    assert.deepStrictEqual(merged(disabled, { disabledAt: false }), { disabledAt: false })
  })

  it("empties the banner, and keeps its level", () => {
    assert.deepStrictEqual(merged({ banner: { message: "m", level: "info" } }, { clear: ["banner"] }), {
      banner: { message: "", level: "info" }
    })
  })

  it("knows no limit that is in neither list", () => {
    assert.deepStrictEqual(merged({ limits: { device: 1 } }, { clear: ["limits.devices"] }), [
      { kind: "unknownLimit", limit: "devices" }
    ])
  })
})

describe("the schema of changes", () => {
  it("takes each name that can be emptied, and a limit", () => {
    const isChanges = Schema.is(Schemas.OrgChanges)
    assert.isAbove(OrgChanges.clearableFields.length, 3)
    for (const name of [...OrgChanges.clearableFields, "limits.device"])
      assert.isTrue(isChanges({ clear: [name] }), name)
    for (const name of ["name", "limits", "limits."]) assert.isFalse(isChanges({ clear: [name] }), name)
  })
})

describe("InstanceOrg.modify", () => {
  const ids = {
    instanceId: InstanceId.make("575ec8687ae143cd83dc4a97"),
    orgId: OrgId.make("575ed6e87ae143cd83dc4aa8")
  }
  const lastUpdated = "2026-06-13T04:00:00.000Z"
  const held = { id: ids.orgId, name: "Plant", lastUpdated, limits: { device: 1, flow: 2 }, tags: [tag("a", "1")] }

  /** A Losant that holds one organization, and the requests that it got. */
  const losant = (org: object) => {
    const requests: Array<string> = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      requests.push(`${init?.method} ${init?.body ?? ""}`.trim())
      return Response.json(
        init?.body === undefined || init.body === null ? org : { ...org, ...JSON.parse(String(init.body)) }
      )
    }
    const options = { url: "https://losant.example", fetch }
    const layer = Losant.layer({ ...options, accessToken: Redacted.make("token") })
    const modify = (modification: Omit<Parameters<typeof InstanceOrg.modify>[0], keyof typeof ids>) =>
      Effect.provide(InstanceOrg.modify({ ...ids, ...modification }), layer as Layer.Layer<Losant>)
    return { requests, modify, client: createClient({ ...options, accessToken: "token" }) }
  }

  it.effect("reads, merges, and sends what differs, with all that has to stay", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant(held)
      const org = yield* modify({ changes: { limits: { device: 9 }, name: "Plant" } })
      assert.deepStrictEqual(requests, ["GET", 'PATCH {"limits":{"device":9,"flow":2}}'])
      assert.deepStrictEqual(org.limits, { flow: 2, device: 9 })
    })
  )

  it.effect("sends nothing if nothing differs", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant(held)
      const org = yield* modify({ changes: { limits: { device: 1 } } })
      assert.deepStrictEqual(requests, ["GET"])
      assert.strictEqual(org.name, "Plant")
    })
  )

  it.effect("makes the changes from what is there now", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant(held)
      yield* modify({ changes: ({ limits }) => ({ limits: { device: (limits?.device ?? 0) * 10 } }) })
      assert.deepStrictEqual(requests, ["GET", 'PATCH {"limits":{"device":10,"flow":2}}'])
    })
  )

  it.effect("sends nothing if somebody changed the organization meanwhile", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant(held)
      const changes = { name: "Other" }
      const error = yield* Effect.flip(modify({ changes, ifLastUpdated: "2026-06-13T03:59:59.000Z" }))
      assert.deepInclude(error, { _tag: "LosantNotModified", reason: "changedMeanwhile", outcome: "notSent" })
      assert.include(error.message, `last changed at ${lastUpdated}, not at 2026-06-13T03:59:59.000Z`)
      assert.deepStrictEqual(requests, ["GET"])
      yield* modify({ changes, ifLastUpdated: "2026-06-13T06:00:00+02:00" })
      assert.lengthOf(requests, 3, "the same moment, written in another way")
      const silent = losant({ ...held, lastUpdated: undefined })
      assert.deepInclude(yield* Effect.flip(silent.modify({ changes, ifLastUpdated: lastUpdated })), {
        reason: "changedMeanwhile"
      })
    })
  )

  it.effect("sends nothing if Losant does not answer what has to stay", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant({ ...held, limits: undefined })
      const error = yield* Effect.flip(modify({ changes: { limits: { device: 9 } } }))
      assert.deepInclude(error, { _tag: "LosantNotModified", reason: "notMergeable" })
      assert.include(error.message, "Losant did not answer its limits")
      assert.deepStrictEqual(requests, ["GET"])
    })
  )

  it.effect("refuses changes that mean nothing, and names them", () =>
    Effect.gen(function* () {
      const { requests, modify } = losant(held)
      for (const changes of [{}, { clear: [] }, { clear: ["name"] }, { tags: {} }, { limit: { device: 9 } }]) {
        // Sound: a program without types may give anything.
        const error = yield* Effect.flip(modify({ changes: changes as unknown as Schemas.OrgChanges }))
        assert.deepInclude(error, { _tag: "LosantInvalidInput", outcome: "notSent" })
        assert.include(error.message, "changes")
      }
      assert.notInclude(requests.join(), "PATCH")
    })
  )

  it("is there for promises too", async () => {
    const { requests, client } = losant(held)
    const org = await client.instanceOrg.modify({
      instanceId: String(ids.instanceId),
      orgId: String(ids.orgId),
      ifLastUpdated: undefined,
      changes: { limits: { device: 9 }, tags: undefined }
    })
    assert.deepStrictEqual(requests, ["GET", 'PATCH {"limits":{"device":9,"flow":2}}'])
    assert.deepStrictEqual(org.limits, { flow: 2, device: 9 })
    const rejected = client.instanceOrg.modify({
      ...ids,
      ifLastUpdated: "2020-01-01T00:00:00.000Z",
      changes: { name: "B" }
    })
    assert.deepInclude(await rejected.catch((error: unknown) => error), {
      _tag: "LosantNotModified",
      reason: "changedMeanwhile"
    })
  })
})
