import { assert, describe, it } from "@effect/vitest"
import type { OrgQuery } from "@effect-losant/core"
import { matchesQuery } from "../../src/query/OrgQuery.ts"
import { toState } from "../../src/seed/Seed.ts"
import { ids, now, seed } from "../support/seed.ts"

const { orgs } = toState(seed, now.getTime())

const found = (query: OrgQuery) =>
  orgs
    .filter((org) => org.instanceId === ids.instance && matchesQuery(query, org))
    .map(({ name }) => name.split(" ")[0])

const [plant, harbor, mill] = ["Northwind", "Harbor", "alpine"]
const all = [plant, harbor, mill]

const cases: Readonly<Record<string, ReadonlyArray<readonly [OrgQuery, ReadonlyArray<string | undefined>]>>> = {
  "no condition": [
    [{}, all],
    [{ name: {} }, all]
  ],
  "logical operators": [
    [{ $and: [{ name: { $contains: "a" } }, { isReadOnly: false }] }, [plant, harbor]],
    [{ $and: [] }, all],
    [{ $or: [{ id: ids.mill }, { id: ids.plant }] }, [plant, mill]],
    [{ $or: [] }, []],
    [{ $nor: [{ id: ids.mill }, { id: ids.plant }] }, [harbor]],
    [{ $nor: [] }, all],
    [{ $and: [{ $or: [{ id: ids.mill }, { $nor: [{ id: ids.plant }] }] }], name: { $ne: "alpine mill" } }, [harbor]]
  ],
  equality: [
    [{ name: "Harbor Terminals" }, [harbor]],
    [{ name: "harbor terminals" }, []],
    [{ name: { $eq: "harbor terminals", $ci: true } }, [harbor]],
    [{ name: { $ne: "Harbor Terminals" } }, [plant, mill]],
    [{ name: { $ne: "HARBOR TERMINALS", $ci: true } }, [plant, mill]],
    [{ isReadOnly: true }, [mill]],
    [{ isReadOnly: { $ne: true } }, [plant, harbor]],
    [{ auditLogEnabled: { $eq: true } }, [plant]],
    [{ mfaMode: "required" }, [plant]],
    [{ isReadOnly: "true" }, []]
  ],
  order: [
    [{ name: { $gt: "H" } }, [plant, harbor, mill]],
    [{ name: { $gte: "Harbor Terminals", $lt: "O" } }, [plant, harbor]],
    [{ name: { $lte: "Harbor Terminals" } }, [harbor]],
    [{ name: { $gt: 3 } }, []],
    [{ id: { $gt: ids.plant.toUpperCase() } }, [harbor, mill]],
    [{ id: { $lte: ids.harbor } }, [plant, harbor]]
  ],
  text: [
    [{ name: { $startsWith: "North" } }, [plant]],
    [{ name: { $startsWith: "north" } }, []],
    [{ name: { $startsWith: "north", $ci: true } }, [plant]],
    [{ name: { $startsWith: "north", $ci: false } }, []],
    [{ name: { $endsWith: "mill" } }, [mill]],
    [{ name: { $endsWith: "ILL", $ci: true } }, [mill]],
    [{ name: { $contains: "l" } }, [plant, harbor, mill]],
    [{ name: { $contains: "TERM", $ci: true, $startsWith: "har" } }, [harbor]],
    [{ isReadOnly: { $startsWith: "t" } }, []],
    [{ creationDate: { $startsWith: "2025-" } }, [harbor, mill]]
  ],
  lists: [
    [{ name: { $in: ["alpine mill", "x"] } }, [mill]],
    [{ name: { $in: ["ALPINE MILL"], $ci: true } }, [mill]],
    [{ name: { $in: [] } }, []],
    [{ name: { $nin: ["alpine mill", "x"] } }, [plant, harbor]],
    [{ name: { $nin: [] } }, all],
    [{ id: { $in: [ids.mill.toUpperCase(), ids.plant] } }, [plant, mill]],
    [{ id: { $nin: [ids.mill] } }, [plant, harbor]]
  ],
  times: [
    [{ creationDate: "2025-01-01T00:00:00.000Z" }, [harbor]],
    [{ creationDate: "2025-01-01T01:00:00+01:00" }, [harbor]],
    [{ creationDate: { $gte: "2025-01-01" } }, [harbor, mill]],
    [{ creationDate: { $in: ["2025-01-01", "2025-06-01T00:00:00Z"] } }, [harbor, mill]],
    [{ lastUpdated: { $gt: "2025-12-31T23:00:00-02:00" } }, [plant]],
    [{ creationDate: "2025-01-01T00:00:00" }, [harbor]],
    [{ creationDate: { $lt: "not a time" } }, []],
    [{ creationDate: { $gt: "2025-01-01 and then some" } }, []],
    [{ creationDate: { $gt: "Jan 1 2025 PST" } }, []]
  ],
  disabledAt: [
    [{ disabledAt: false }, [plant, mill]],
    [{ disabledAt: null }, [plant, mill]],
    [{ disabledAt: { $ne: false } }, [harbor]],
    [{ disabledAt: { $ne: null } }, [harbor]],
    [{ disabledAt: { $lt: "2026-03-01T00:00:00.000Z" } }, [harbor]],
    [{ disabledAt: { $gt: "2026-03-01T00:00:00.000Z" } }, []],
    [{ disabledAt: { $in: [false] } }, [plant, mill]],
    [{ disabledAt: "2026-02-01T01:00:00+01:00" }, [harbor]]
  ],
  null: [
    [{ referralId: null }, [harbor, mill]],
    [{ referralId: { $ne: null } }, [plant]],
    [{ referralId: { $ne: "CRM-1" } }, [harbor, mill]],
    [{ referralId: { $nin: ["CRM-1"] } }, [harbor, mill]],
    [{ referralId: { $gte: null } }, [harbor, mill]],
    [{ referralId: { $gt: null } }, []],
    [{ name: null }, []],
    [{ id: null }, []]
  ],
  memberId: [
    [{ memberId: ids.ada }, [plant, harbor]],
    [{ memberId: ids.grace.toUpperCase() }, [plant]],
    [{ memberId: { $ne: ids.grace } }, [harbor, mill]],
    [{ memberId: { $in: [ids.grace, ids.unknown] } }, [plant]],
    [{ memberId: { $nin: [ids.grace] } }, [harbor, mill]],
    [{ memberId: null }, [mill]],
    [{ memberId: { $ne: null } }, [plant, harbor]]
  ],
  tags: [
    [{ tags: { region: "eu" } }, [plant]],
    [{ tags: null, memberId: null }, [mill]],
    [{ tags: { $ne: { region: "eu" } } }, [harbor, mill]]
  ]
}

describe.each(Object.entries(cases))("%s", (_subject, list) => {
  it.each(list)("%j", (query, expected) => {
    assert.deepStrictEqual(found(query), expected)
  })
})

it("takes numbers for times", () => {
  assert.deepStrictEqual(found({ creationDate: { $gte: Date.UTC(2025, 0, 1), $lt: Date.UTC(2025, 1, 1) } }), [harbor])
})
