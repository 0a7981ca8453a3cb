import { assert, describe, it } from "@effect/vitest"
import { FieldChanges } from "../src/index.ts"

const { compare: diff, fieldsOf, moved } = FieldChanges

const tag = (key: string, value: string) => ({ key, value })

describe("compare", () => {
  it("says what a field was and what it is to be, and leaves out the side that is not there", () => {
    assert.deepStrictEqual(diff({ name: "A", isReadOnly: false }, { name: "B", isReadOnly: true, description: "C" }), {
      name: { before: "A", after: "B" },
      isReadOnly: { before: false, after: true },
      description: { after: "C" }
    })
  })

  it("compares by value, and only the fields that are sent", () => {
    const banner = { message: "m", level: "info" }
    assert.deepStrictEqual(diff({ name: "A", banner, limits: { device: 1 } }, { banner: { ...banner } }), {})
  })

  it("goes into limits and the banner", () => {
    assert.deepStrictEqual(
      diff(
        { limits: { device: 1, flow: 2, file: 3 }, banner: { message: "m", level: "info" } },
        { limits: { device: 2, flow: 2, payload: 4 }, banner: { message: "m", level: "critical" } }
      ),
      {
        "limits.device": { before: 1, after: 2 },
        "limits.file": { before: 3 },
        "limits.payload": { after: 4 },
        "banner.level": { before: "info", after: "critical" }
      }
    )
  })

  it("takes tags for a set, of which a key may have several values", () => {
    const before = { tags: [tag("a", "1"), tag("b", "2"), tag("b", "1")] }
    assert.deepStrictEqual(diff(before, { tags: [tag("b", "1"), tag("b", "2"), tag("a", "1")] }), {})
    assert.deepStrictEqual(diff(before, { tags: [tag("b", "1"), tag("c", "1")] }), {
      "tags.a": { before: "1" },
      "tags.b": { before: ["1", "2"], after: "1" },
      "tags.c": { after: "1" }
    })
    assert.deepStrictEqual(diff(before, { tags: [] }), { "tags.a": { before: "1" }, "tags.b": { before: ["1", "2"] } })
  })

  it("takes domains for a set", () => {
    assert.deepStrictEqual(
      diff({ whitelistedEmailDomains: ["a.b", "c.d"] }, { whitelistedEmailDomains: ["c.d", "a.b"] }),
      {}
    )
  })

  it("takes an empty field for none", () => {
    assert.deepStrictEqual(diff({}, { description: "", tags: [], whitelistedEmailDomains: [], disabledAt: false }), {})
    assert.deepStrictEqual(diff({ description: "a" }, { description: "" }), { description: { before: "a", after: "" } })
    assert.deepStrictEqual(diff({ isReadOnly: true }, { isReadOnly: false }), {
      isReadOnly: { before: true, after: false }
    })
    assert.deepStrictEqual(diff({ limits: { device: 1 } }, { limits: { device: 0 } }), {
      "limits.device": { before: 1, after: 0 }
    })
  })

  it("compares the time from which an organization is disabled as a time", () => {
    assert.deepStrictEqual(
      diff({ disabledAt: "2026-01-01T00:00:00.000Z" }, { disabledAt: "2026-01-01T01:00:00+01:00" }),
      {}
    )
    assert.deepStrictEqual(diff({ disabledAt: false }, { disabledAt: true }), {
      disabledAt: { before: false, after: true }
    })
    assert.property(diff({ disabledAt: "2026-01-01T00:00:00.000Z" }, { disabledAt: true }), "disabledAt")
  })

  it("compares roles by what they are on, and people by their email", () => {
    assert.deepStrictEqual(
      diff(
        { dashboardRoles: [{ resourceId: "AB", role: "view" }] },
        { dashboardRoles: [{ resourceId: "ab", role: "none" }], members: [{ email: "A@b.c", role: "admin" }] }
      ),
      { "dashboardRoles.ab": { before: "view", after: "none" }, "members.a@b.c": { after: "admin" } }
    )
    assert.deepStrictEqual(diff({ email: "A@b.c" }, { email: "a@B.c" }), {})
  })

  it("holds names that are dangerous as keys", () => {
    const limits = JSON.parse('{"__proto__": 1, "constructor": 2}')
    assert.deepStrictEqual(Object.keys(diff({}, { limits })).sort(), ["limits.__proto__", "limits.constructor"])
  })

  it("takes null for a part that is not there", () => {
    assert.deepStrictEqual(diff({ description: null }, { description: "" }), {})
    assert.deepStrictEqual(diff({ description: "a" }, { description: null }), {
      description: { before: "a", after: null }
    })
  })
})

describe("fieldsOf", () => {
  it("are the fields that say something else, each once", () => {
    const before = { name: "A", limits: { device: 1, flow: 1 }, tags: [tag("a", "1")] }
    const after = { name: "A", limits: { device: 2, flow: 2 }, tags: [] }
    assert.deepStrictEqual(fieldsOf(diff(before, after)), ["limits", "tags"])
    assert.deepStrictEqual(fieldsOf(diff(before, before)), [])
  })
})

describe("moved", () => {
  const parts = { name: "A", "limits.device": 10, "tags.region": ["eu", "us"], description: null }

  it("names the parts that are others now", () => {
    const tags = [tag("region", "us"), tag("region", "eu"), tag("other", "x")]
    const state = { name: "A", limits: { device: 10, flow: 9 }, tags, mfaMode: "required" }
    assert.deepStrictEqual(moved(parts, state), [])
    assert.deepStrictEqual(moved(parts, { ...state, description: "" }), [])
    assert.deepStrictEqual(moved(parts, { ...state, limits: { device: 11 }, description: "new" }), [
      "limits.device",
      "description"
    ])
    assert.deepStrictEqual(moved(parts, {}), ["name", "limits.device", "tags.region"])
  })
})
