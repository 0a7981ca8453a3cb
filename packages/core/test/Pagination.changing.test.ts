// Lists that change between their pages in all kinds of ways.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { ids, idsOf, Lists, orgs } from "./support/Lists.ts"

const between = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

/** A change after a page was read: so many items are created, or those at these places are deleted. */
const changes = Schema.Array(Schema.Union([between(0, 30), Schema.Array(between(0, 150))]))

describe("a list that changes between pages", () => {
  it.effect.prop(
    "gives, once and in order, all that is there from the first page to the last",
    [between(0, 120), between(1, 20), changes],
    ([count, cap, steps]) =>
      Effect.gen(function* () {
        const all = orgs(count + 30 * steps.length)
        let made = count
        let left = all.slice(0, count)
        const lists = new Lists(left, {
          cap,
          afterPage: (list, request) => {
            const step = steps[request - 1] ?? 0
            const created = typeof step === "number" ? all.slice(made, made + step) : []
            made += created.length
            const after = [...list, ...created]
            left = left.filter((org) => after.includes(org))
            if (typeof step === "number") return after
            return after.filter((_, index) => !step.includes(index))
          }
        })
        const found = yield* idsOf(lists)
        assert.deepStrictEqual(found, found.toSorted())
        assert.strictEqual(new Set(found).size, found.length)
        assert.includeMembers(found, ids(left))
      }),
    { arbitrary: { runs: 40, seed: 1 } }
  )

  it.effect("is given whole if each page is deleted once it was given", () =>
    Effect.gen(function* () {
      const all = orgs(3_000)
      // Every other page shows that pages have to be read again, and is not given.
      const lists = new Lists(all, {
        cap: 10,
        afterPage: (list, request) => (request % 2 === 1 ? list.slice(10) : list)
      })
      assert.deepStrictEqual(yield* idsOf(lists), ids(all))
    })
  )

  it.effect("is not read for ever if its total falls and rises, and nothing is deleted", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(120), { cap: 50, off: (request) => -(request % 2) })
      const error = yield* Effect.flip(idsOf(lists))
      assert.strictEqual(error._tag, "LosantPageRepeated")
      assert.include(error.message, "page 1")
      assert.isBelow(lists.requests.length, 250)
    })
  )

  it.effect("is read to its end if its total falls a few times, and nothing is deleted", () =>
    Effect.gen(function* () {
      const lists = new Lists(orgs(120), { cap: 50, off: (request) => (request < 60 ? -(request % 2) : 0) })
      assert.deepStrictEqual(yield* idsOf(lists), ids(orgs(120)))
    })
  )
})
