import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { toState } from "../../src/seed/Seed.ts"
import { Store } from "../../src/state/Store.ts"
import { ruleDeclarations, runRule } from "../support/rules.ts"
import { ids, now, seed } from "../support/seed.ts"
import { at, each } from "../support/wire.ts"

const instanceId = ids.instance
const time = now.getTime()
const created = "2026-03-15T00:00:00.000Z"
const rule = (digit: string, name: string) => ({ id: digit.repeat(24), name })

const [first, ...others] = seed.instances
const collections = {
  rules: [rule("1", "beta"), rule("2", "Alpha"), rule("3", "gamma")],
  people: [rule("4", "Ada"), rule("5", "Grace"), rule("6", "Hedy")]
}
const state = toState({ instances: [{ ...first, collections }, ...others] }, time, [...ruleDeclarations.values()])

const withStore = Effect.provideServiceEffect(Store, Store.make(state))
const names = (answer: unknown) => each(answer, "name")

describe("a collection that only its declarations describe", () => {
  it.effect("is listed with paging, sorting and filtering, and the defaults of the declaration", () =>
    Effect.gen(function* () {
      const answer = yield* runRule("rules.get", { instanceId, perPage: 2, filterField: "name", filter: "*a" }, time)
      assert.deepStrictEqual(answer, {
        items: [
          {
            ruleId: "2".repeat(24),
            ownerId: instanceId,
            ownerType: "instance",
            id: "2".repeat(24),
            creationDate: created,
            lastUpdated: created,
            name: "Alpha"
          },
          {
            ruleId: "1".repeat(24),
            ownerId: instanceId,
            ownerType: "instance",
            id: "1".repeat(24),
            creationDate: created,
            lastUpdated: created,
            name: "beta"
          }
        ],
        count: 2,
        totalCount: 3,
        page: 0,
        perPage: 2,
        sortField: "name",
        sortDirection: "asc",
        filterField: "name",
        filter: "*a"
      })
      const second = yield* runRule("rules.get", { instanceId, perPage: 2, page: 1, sortDirection: "desc" }, time)
      assert.deepStrictEqual(names(second), ["Alpha"])
    }).pipe(withStore)
  )

  it.effect("pages by cursor if the declaration does", () =>
    Effect.gen(function* () {
      const page = (input: object) => runRule("people.get", { instanceId, limit: 1, ...input }, time)
      const start = yield* page({})
      assert.deepStrictEqual(names(start), ["Ada"])
      assert.isTrue(at(start, "hasMore"))
      assert.isUndefined(at(start, "totalCount"))
      assert.deepStrictEqual(names(yield* page({ startingAfterId: "4".repeat(24) })), ["Grace"])
      const last = yield* page({ startingAfterId: "5".repeat(24) })
      assert.deepStrictEqual(names(last), ["Hedy"])
      assert.isFalse(at(last, "hasMore"))
      assert.strictEqual(at(last, "startingAfterId"), "5".repeat(24))
      assert.deepStrictEqual(names(yield* page({ endingBeforeId: "6".repeat(24) })), ["Grace"])
    }).pipe(withStore)
  )

  it.effect("gets, creates, changes and deletes items", () =>
    Effect.gen(function* () {
      const made = yield* runRule("rules.post", { instanceId, rule: { name: "delta" } }, time)
      const ruleId = String(at(made, "id"))
      assert.match(ruleId, /^[\da-f]{24}$/)
      assert.strictEqual(at(made, "creationDate"), now.toISOString())
      assert.deepStrictEqual(yield* runRule("rule.get", { instanceId, ruleId }, time), made)

      const changed = yield* runRule("rule.patch", { instanceId, ruleId, rule: { enabled: false } }, time + 1_000)
      assert.deepStrictEqual(changed, {
        ...(made as object),
        enabled: false,
        lastUpdated: "2026-03-15T12:00:01.000Z"
      })
      assert.deepStrictEqual(yield* runRule("rule.get", { instanceId, ruleId }, time), changed)

      assert.deepStrictEqual(yield* runRule("rule.delete", { instanceId, ruleId }, time), { success: true })
      const error = yield* Effect.flip(runRule("rule.get", { instanceId, ruleId }, time))
      assert.strictEqual(error.status, 404)
      assert.strictEqual((yield* Effect.flip(runRule("rule.delete", { instanceId, ruleId }, time))).status, 404)
    }).pipe(withStore)
  )

  it.effect("belongs to its instance", () =>
    Effect.gen(function* () {
      const other = yield* runRule("rules.get", { instanceId: ids.otherInstance }, time)
      assert.deepStrictEqual(at(other, "items"), [])
      const unknown = yield* Effect.flip(runRule("rules.get", { instanceId: ids.unknown }, time))
      assert.strictEqual(unknown.status, 404)
      assert.strictEqual(unknown.message, "Instance was not found")
    }).pipe(withStore)
  )

  it.effect("answers a bare array if the declaration does, for an item that exists", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runRule("rule.logs", { instanceId, ruleId: "1".repeat(24) }, time), [])
      const error = yield* Effect.flip(runRule("rule.logs", { instanceId, ruleId: ids.unknown }, time))
      assert.strictEqual(error.status, 404)
    }).pipe(withStore)
  )

  it.effect("answers 501 for an action that is none of these", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(runRule("rule.evaluate", { instanceId, ruleId: "1".repeat(24) }, time))
      assert.strictEqual(error.status, 501)
      assert.strictEqual(error.message, "The emulator does not know what rule.evaluate does")
    }).pipe(withStore)
  )
})
