import { assert, describe, it } from "@effect/vitest"
import {
  type CandidateKind,
  listCandidates,
  noMatch,
  severalMatches
} from "../../../src/losant/resolution/candidates.ts"
import { hostile, raw } from "../../support/hostile.ts"

interface Thing {
  readonly id: string
  readonly name?: string
  readonly date?: string
}

const kind: CandidateKind<Thing> = {
  argument: "thingId",
  singular: "thing",
  plural: "things",
  textLabel: "name",
  textOf: ({ name }) => name,
  idOf: ({ id }) => id,
  detailLabel: "made",
  detailOf: ({ date }) => date,
  tool: "losant_list_things"
}

const thing = (n: number): Thing => ({ id: `id${n}`, name: `Thing ${n}` })
const things = (count: number) => Array.from({ length: count }, (_, index) => thing(index + 1))

describe("listCandidates", () => {
  it("gives the name, the id, and what else tells them apart", () => {
    assert.strictEqual(
      listCandidates(kind, [thing(1), { ...thing(2), date: "2026-01-01" }, { id: "id3" }], 3),
      '"Thing 1" (id id1), "Thing 2" (id id2, made "2026-01-01"), "" (id id3)'
    )
  })
  it("gives ten, and says how many more there are", () => {
    assert.match(listCandidates(kind, things(10), 10), /"Thing 10" \(id id10\)$/)
    assert.match(listCandidates(kind, things(12), 2_000), /"Thing 10" \(id id10\), and 1990 more$/)
    assert.match(listCandidates(kind, things(12), 3), /, and 2 more$/)
  })
  it("says that there are more if nobody counted them", () => {
    assert.match(listCandidates(kind, things(2), "unknown"), /"Thing 2" \(id id2\), and more$/)
  })
})

describe("severalMatches", () => {
  it("says what to do next", () => {
    const { reason, message } = severalMatches(kind, "Thing", things(2), 2)
    assert.strictEqual(reason, "severalMatches")
    assert.strictEqual(
      message,
      'thingId "Thing" stands for several things: "Thing 1" (id id1), "Thing 2" (id id2). Nothing was changed. ' +
        "Call again with the id of the one that is meant; if that is not clear, ask the person."
    )
  })
})

describe("noMatch", () => {
  it("names what is alike, with the ids", () => {
    const { reason, message } = noMatch(kind, "Thinng 1", [thing(1)])
    assert.strictEqual(reason, "noMatch")
    assert.strictEqual(
      message,
      'thingId "Thinng 1" stands for no thing: it is not an id, and no name is this or begins with it. Nothing was ' +
        'changed. Similar are "Thing 1" (id id1): if one of them is meant, call again with its id. ' +
        "losant_list_things finds others."
    )
  })
  it("says so if nothing is alike", () => {
    assert.include(noMatch(kind, "x", []).message, "No name is similar. losant_list_things finds")
  })
  it("says what was looked at if that are not all", () => {
    const all = { common: "begin so", count: 3, total: 3 }
    const first = { common: "begin so", count: 3, total: 2_000 }
    const uncounted = { ...first, total: "unknown" } as const
    const messageOf = (similar: ReadonlyArray<Thing>, scope: typeof all | typeof uncounted) =>
      noMatch(kind, "x", similar, scope).message.split(". ")[2]
    assert.strictEqual(messageOf([], all), "None of the things whose names begin so is similar")
    assert.strictEqual(messageOf([], first), "None of the first 3 of the 2000 things whose names begin so is similar")
    assert.match(
      messageOf([thing(1)], uncounted) ?? "",
      /^Similar, among the first 3 of the things whose names begin so, are "Th/
    )
  })
  it.each(hostile)("shows $what, and stays short", ({ text }) => {
    const { message } = noMatch(kind, text, [{ id: "id1", name: text, date: text }])
    assert.notMatch(message, raw)
    assert.isAtMost(message.length, 1_500)
  })
})
