import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InstanceOrgs, Instances, Pagination } from "../src/index.ts"
import { ids, idsOf, instanceId, Lists, orgs } from "./support/Lists.ts"
import { settle } from "./support/Simulation.ts"

describe("items", () => {
  it.effect("gives all items of all pages, sorted by id by default", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(250))
      assert.deepStrictEqual(yield* idsOf(lists), ids(orgs(250)))
      assert.deepStrictEqual(
        lists.requests.map((query) => [query.get("page"), query.get("sortField"), query.get("sortDirection")]),
        [
          ["0", "id", "asc"],
          ["1", "id", "asc"],
          ["2", "id", "asc"]
        ]
      )
    })
  )

  it.effect("keeps the sorting that it is told", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(3))
      assert.deepStrictEqual(yield* idsOf(lists, { sortField: "name" }), ids(orgs(3)))
      assert.deepStrictEqual(
        lists.requests.map((query) => [query.get("sortField"), query.get("sortDirection")]),
        [["name", null]]
      )
    })
  )

  it.effect("reads perPage from the answer of a server that caps it at 50", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(120), { cap: 50 })
      assert.deepStrictEqual(yield* idsOf(lists, { perPage: 100 }), ids(orgs(120)))
      assert.strictEqual(lists.requests.length, 3)
    })
  )

  it.effect.each([undefined, 50, 100, 500])(
    "reads all of a list that is capped at 30 and does not answer perPage, if it is asked for %s",
    (perPage) =>
      Effect.gen(function* () {
        const lists = new Lists(orgs(250), { cap: 30, withoutPerPage: true })
        const found = yield* idsOf(lists, perPage === undefined ? {} : { perPage })
        assert.deepStrictEqual(found, ids(orgs(250)))
      })
  )

  it.effect.each([0, 1, 2])("fails if page %i is empty, although more items follow by the total", (emptyFrom) =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(250), { emptyFrom })
      const error = yield* Effect.flip(idsOf(lists))
      assert.strictEqual(error._tag, "LosantPageRepeated")
      assert.include(error.message, `page ${emptyFrom} of the list is empty, although the list has 250 items`)
    })
  )

  it.effect("ends if the total is right when an empty page is read again", () =>
    Effect.gen(function* () {
      // The last item is deleted after it was counted.
      const lists = new Lists(orgs(100), { off: (request) => (request <= 2 ? 1 : 0) })
      assert.deepStrictEqual(yield* idsOf(lists), ids(orgs(100)))
      assert.strictEqual(lists.requests.length, 4)
    })
  )

  it.effect("ends with an empty page if there is no totalCount", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(100), { withoutTotal: true, cap: 50 })
      assert.deepStrictEqual(yield* idsOf(lists), ids(orgs(100)))
      assert.strictEqual(lists.requests.length, 3)
    })
  )

  it.effect("gives an empty list", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* idsOf(new Lists([])), [])
    })
  )

  it.effect("finds what is created between pages", () =>
    Effect.gen(function* () {
      const created = { id: "f".repeat(24), name: "New" }
      const lists = new Lists(orgs(100), {
        cap: 50,
        afterPage: (list, request) => (request === 1 ? [...list, created] : list)
      })
      assert.deepStrictEqual(yield* idsOf(lists), [...ids(orgs(100)), created.id])
    })
  )

  it.effect("is not disturbed by organizations that are renamed between pages", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(100), {
        cap: 50,
        afterPage: (list) => list.map(({ id }, index) => ({ id, name: `Renamed ${list.length - index}` }))
      })
      assert.deepStrictEqual(yield* idsOf(lists), ids(orgs(100)))
    })
  )

  it.effect("drops what comes twice when sorted by a name that changes", () =>
    Effect.gen(function* () {
      const last = "Zz"
      const lists = new Lists(orgs(100), {
        cap: 50,
        // The first one moves from the first page to the last.
        afterPage: (list) => list.map((org, index) => (index === 0 ? { ...org, name: last } : org))
      })
      const found = yield* idsOf(lists, { sortField: "name" })
      assert.strictEqual(new Set(found).size, found.length)
    })
  )

  it.effect("misses nothing when organizations are deleted between pages", () =>
    Effect.gen(function* () {
      const all = orgs(200)
      const lists = new Lists(all, {
        cap: 50,
        // Deletes 70 of the first 100 when two pages are read: what follows moves into pages that were read already.
        afterPage: (list, request) => (request === 2 ? list.filter((_, index) => index >= 70) : list)
      })
      assert.deepStrictEqual(new Set(yield* idsOf(lists)), new Set(ids(all)))
    })
  )

  it.effect("misses nothing when the deletion leaves the next page empty", () =>
    Effect.gen(function* () {
      const all = orgs(150)
      const lists = new Lists(all, {
        cap: 100,
        afterPage: (list, request) => (request === 1 ? list.filter((_, index) => index >= 60) : list)
      })
      assert.deepStrictEqual(new Set(yield* idsOf(lists)), new Set(ids(all)))
    })
  )

  it.effect("stops when a page repeats, after the items that came before", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(120), { cap: 50, ignorePage: true })
      const seen: Array<string> = []
      const error = yield* Pagination.items(InstanceOrgs.get, { instanceId }).pipe(
        Stream.runForEach(({ id }) => Effect.sync(() => seen.push(id))),
        Effect.flip,
        Effect.provide(lists.layer)
      )
      assert.strictEqual(error._tag, "LosantPageRepeated")
      assert.include(error.message, "page 1")
      assert.include(error, { action: "instanceOrgs.get", method: "GET", path: `/instances/${instanceId}/orgs` })
      assert.deepStrictEqual(seen, ids(orgs(50)))
      assert.strictEqual(lists.requests.length, 2)
    })
  )

  it.effect("asks for no page more than is taken", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(250))
      const taken = yield* Pagination.items(InstanceOrgs.get, { instanceId }).pipe(
        Stream.take(10),
        Stream.runCollect,
        Effect.provide(lists.layer)
      )
      assert.strictEqual(taken.length, 10)
      assert.strictEqual(lists.requests.length, 1)
    })
  )

  it.effect("has the next two pages read while one is worked on, when buffered, and no more", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(250))
      const found: Array<string> = []
      const requests: Array<number> = []
      yield* Pagination.items(InstanceOrgs.get, { instanceId, perPage: 50 }).pipe(
        Stream.bufferArray({ capacity: 1 }),
        Stream.runForEachArray((page) =>
          Effect.andThen(
            settle,
            Effect.sync(() => {
              found.push(...ids(page))
              requests.push(lists.requests.length)
            })
          )
        ),
        Effect.provide(lists.layer)
      )
      assert.deepStrictEqual(requests, [3, 4, 5, 5, 5])
      assert.deepStrictEqual(found, ids(orgs(250)))
    })
  )

  it.effect("gives each of several thousand once, whatever is deleted between pages", () =>
    Effect.gen(function* () {
      const all = orgs(2_500)
      const lists = new Lists(all, {
        // These items were read before, so pages are read again.
        afterPage: (list, request) => (request % 5 === 0 ? list.filter((_, index) => index >= 150) : list)
      })
      assert.deepStrictEqual(yield* idsOf(lists), ids(all))
      assert.isAbove(lists.requests.length, 25)
    })
  )

  it.effect("works for instances, without input", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(120), { cap: 50 })
      const found = yield* Pagination.items(Instances.get, {}).pipe(Stream.runCollect, Effect.provide(lists.layer))
      assert.strictEqual(found.length, 120)
    })
  )
})

describe("pages", () => {
  it.effect("gives the answers as they are, from the page asked for on", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(130), { cap: 50 })
      const found = yield* Pagination.pages(InstanceOrgs.get, { instanceId, page: 1 }).pipe(
        Stream.map(({ items, page, totalCount }) => [page, items.length, totalCount]),
        Stream.runCollect,
        Effect.provide(lists.layer)
      )
      assert.deepStrictEqual(found, [
        [1, 50, 130],
        [2, 30, 130]
      ])
    })
  )
})
