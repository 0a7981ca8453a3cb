import { assert, describe, it } from "@effect/vitest"
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { JsonObject } from "../../text/json.ts"
import { mergeOrg, type OrgChanges } from "./mergeOrg.ts"

const merge = (org: JsonObject, wanted: OrgChanges, clear: ReadonlyArray<string> = []) =>
  // Sound: only fields that a case states are looked at. Losant may hold others than core knows.
  mergeOrg(org as unknown as InstanceOrg, wanted, clear)

const merged = (org: JsonObject, wanted: OrgChanges, clear?: ReadonlyArray<string>) =>
  Result.getOrElse(merge(org, wanted, clear), (problems) => problems)

const tag = (key: string, value: string) => ({ key, value })

describe("mergeOrg", () => {
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
    assert.deepStrictEqual(merged(org, { limits: { file: 4 } }, ["limits.device", "limits.webhook"]), {
      limits: { flow: 2, file: 4 }
    })
  })

  it.each([
    ["a limit that core does not know", { gizmo: 3 }],
    ["a value that may not be sent", { dataTTL: 0 }]
  ])("does not lose %s without a word", (_, limits) => {
    const [name = ""] = Object.keys(limits)
    const org = { limits: { device: 1, ...limits } }
    const problems = merged(org, { limits: { device: 2 } })
    assert.include(JSON.stringify(problems), `clear \\"limits.${name}\\"`)
    assert.deepStrictEqual(merged(org, { limits: { device: 2 } }, [`limits.${name}`]), { limits: { device: 2 } })
  })

  it("accepts a new value in place of one that may not be sent", () => {
    assert.deepStrictEqual(merged({ limits: { dataTTL: 0 } }, { limits: { dataTTL: 86_400 } }), {
      limits: { dataTTL: 86_400 }
    })
  })

  const names = Object.keys(OrgLimits.fields).filter((name) => name !== "dataTTL" && name !== "systemInterval")
  const limit = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000 }))
  const limits = Arbitrary.map(
    Arbitrary.schema(Schema.Array(Schema.Tuple([Schema.Literals(names), limit])).check(Schema.isMaxLength(40))),
    (pairs) => Object.fromEntries(pairs)
  )

  it.prop("never loses a limit that was not named", [limits, limits], ([held, given]) => {
    const result = merged({ limits: held }, { limits: given })
    assert.deepStrictEqual(result, { limits: { ...held, ...given } })
  })
})

describe("an organization whose answer lacks a field", () => {
  const refused = (org: JsonObject, wanted: OrgChanges, clear?: ReadonlyArray<string>) => {
    const result = merge(org, wanted, clear)
    return Result.isFailure(result) ? result.failure.map(({ argument, message }) => `${argument}: ${message}`) : []
  }

  const parts: ReadonlyArray<readonly [string, OrgChanges, ReadonlyArray<string> | undefined]> = [
    ["limits", { limits: { device: 3 } }, undefined],
    ["clear", {}, ["limits.device"]],
    ["tags", { tags: { add: [tag("a", "b")] } }, undefined],
    ["tags", { tags: { remove: [{ key: "a" }] } }, undefined],
    ["banner", { banner: { message: "m" } }, undefined],
    ["banner", { banner: { level: "info" } }, undefined]
  ]
  it.each(parts)("is not merged as if the field were empty: %s", (argument, wanted, clear) => {
    const [problem, ...others] = refused({ name: "A" }, wanted, clear)
    assert.isEmpty(others)
    assert.match(
      problem ?? "",
      new RegExp(`^${argument}: Losant did not answer the present value, so nothing can be merged`)
    )
  })

  it("accepts a value that replaces the whole field", () => {
    const banner = { message: "m", level: "info" } as const
    assert.deepStrictEqual(merged({}, { tags: { set: [tag("a", "b")] }, banner }, ["description"]), {
      tags: [{ key: "a", value: "b" }],
      banner,
      description: ""
    })
    assert.deepStrictEqual(merged({}, {}, ["tags", "banner"]), { tags: [], banner: { message: "" } })
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
