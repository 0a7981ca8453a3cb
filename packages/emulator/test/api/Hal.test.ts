import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import { encodeHal } from "../../src/api/Hal.ts"

const addHal = (...args: Parameters<typeof encodeHal>): unknown => JSON.parse(encodeHal(...args))

const etag = /^"[\da-f]{4}-[\da-f]{16}"$/

describe("encodeHal", () => {
  it("adds to single objects what they are and where", () => {
    const { _etag, ...rest } = addHal(actions["instanceOrg.get"], "/instances/a/orgs/b", {
      id: "b",
      name: "x"
    }) as Record<string, unknown>
    assert.match(String(_etag), etag)
    assert.deepStrictEqual(rest, {
      id: "b",
      name: "x",
      _type: "instanceOrg",
      _links: { self: { href: "/instances/a/orgs/b" } }
    })
  })

  it("leaves out the links and nothing else where none are asked for", () => {
    const answer = addHal(actions["instanceOrgs.get"], undefined, { items: [{ id: "b" }] }) as {
      readonly items: ReadonlyArray<object>
    }
    assert.hasAllKeys(answer, ["items", "_type", "_etag"])
    assert.hasAllKeys(answer.items[0] ?? {}, ["id", "_type", "_etag"])
  })

  it("adds to lists, and to each of their items", () => {
    const list = addHal(actions["instanceOrgMembers.get"], "/m", { items: [{ userId: "u" }], count: 1 }) as {
      readonly _type: string
      readonly items: ReadonlyArray<{ readonly _type: string; readonly _links: unknown }>
    }
    assert.strictEqual(list._type, "instanceOrgMembers")
    assert.strictEqual(list.items[0]?._type, "instanceOrgMember")
    assert.deepStrictEqual(list.items[0]?._links, { self: { href: "/m/u" } })
  })

  it("points at what was created, not at the list that it was created in", () => {
    const created = addHal(actions["instanceOrgs.post"], "/instances/a/orgs", { id: "b" }) as {
      readonly _links: unknown
    }
    assert.deepStrictEqual(created._links, { self: { href: "/instances/a/orgs/b" } })
  })

  it("leaves the answer of a deletion as it is", () => {
    assert.deepStrictEqual(addHal(actions["instanceOrg.delete"], "/x", { success: true }), { success: true })
  })

  it("adds them to what has no fields of its own", () => {
    assert.hasAllKeys(addHal(actions["instanceOrg.get"], "/x", {}), ["_type", "_links", "_etag"])
    assert.hasAllKeys(addHal(actions["instanceOrgs.get"], "/x", { items: [] }), ["items", "_type", "_links", "_etag"])
  })

  it("changes the etag of a list with its items, and with its counts", () => {
    const of = (name: string, count: number) =>
      (addHal(actions["instanceOrgs.get"], "/x", { items: [{ id: "b", name }], count }) as { readonly _etag: string })
        ._etag
    assert.strictEqual(of("a", 1), of("a", 1))
    assert.notStrictEqual(of("a", 1), of("b", 1))
    assert.notStrictEqual(of("a", 1), of("a", 2))
  })

  it("changes the etag with the content, and only with it", () => {
    const of = (name: string) =>
      (addHal(actions["instanceOrg.get"], "/x", { name }) as { readonly _etag: string })._etag
    assert.strictEqual(of("a"), of("a"))
    assert.notStrictEqual(of("a"), of("b"))
  })
})
