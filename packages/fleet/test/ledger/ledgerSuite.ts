/** The suite that every ledger has to pass, of whatever kind it is. */

import { assert, describe, it } from "@effect/vitest"
import type { OrgId } from "@effect-losant/core"
import { type ChangeSetId, type Entry, Ledger, type LedgerSession, type Write } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { changeSet, orgId, removal, setId } from "../support/sets.ts"

const one = setId(1)
const writes = [removal(1), removal(2), removal(3)]

const createOne = Ledger.use((ledger) => ledger.create(changeSet(1), writes))

const creation = (name: string): Write => ({ _tag: "create_org", orgName: name, dangers: [], org: { name } })

const invite = { email: "jo@example.com", role: "view" } as const
const invitationToNew = (newOrg: number): Write => ({
  _tag: "invite_to_new_org",
  orgName: "New",
  dangers: [],
  newOrg,
  invite
})
const invitation = (orgId: OrgId): Write => ({ _tag: "invite", orgId, orgName: "New", dangers: [], invite })

/** Opens the set, uses it, and closes it again. */
const session = <A, E>(use: (opened: LedgerSession) => Effect.Effect<A, E>, id: ChangeSetId = one) =>
  Effect.scoped(Effect.flatMap(Ledger, (ledger) => Effect.flatMap(ledger.open(id), use)))

const entryOf = (opened: LedgerSession, id = 0): Effect.Effect<Entry> =>
  Effect.flatMap(opened.current, ({ entries }) => Effect.fromNullishOr(entries[id])).pipe(Effect.orDie)

/** Runs the suite with a layer that makes a ledger which is empty. */
export const ledgerSuite = (name: string, layer: () => Layer.Layer<Ledger>) => {
  const test = (title: string, effect: Effect.Effect<void, unknown, Ledger>) =>
    it.effect(title, () => Effect.provide(effect, layer()))

  describe(name, () => {
    test(
      "gives back what was created",
      Effect.gen(function* () {
        yield* createOne
        const ledger = yield* Ledger
        const recorded = yield* ledger.read(one)
        assert.deepEqual(recorded.set, changeSet(1))
        assert.deepEqual(
          recorded.entries,
          writes.map((write, id) => ({ id, write, state: "planned", attempts: 0 }))
        )
        assert.isUndefined(recorded.confirmedAt)
        assert.deepEqual(yield* ledger.list, [one])
      })
    )

    test(
      "does not know another set",
      Effect.gen(function* () {
        const ledger = yield* Ledger
        assert.deepEqual(yield* ledger.list, [])
        for (const effect of [ledger.read(one), Effect.scoped(ledger.open(one)), ledger.remove(one)]) {
          const error = yield* Effect.flip(effect)
          assert.strictEqual(error._tag, "ChangeSetNotFound")
          assert.strictEqual(error.message, `There is no change set ${one}.`)
        }
      })
    )

    test(
      "gives the writes that wait for a new organization its id",
      Effect.gen(function* () {
        yield* Ledger.use((ledger) =>
          ledger.create(changeSet(1), [
            creation("A"),
            creation("B"),
            invitationToNew(0),
            invitationToNew(1),
            removal(1)
          ])
        )
        yield* session((opened) =>
          Effect.gen(function* () {
            const create = (id: number, created?: OrgId) =>
              Effect.gen(function* () {
                const begun = Option.getOrThrow(yield* opened.begin(yield* entryOf(opened, id)))
                yield* opened.end(begun, { state: "done", ...(created === undefined ? {} : { created }) })
              })
            yield* create(1)
            yield* create(0, orgId(7))
          })
        )
        const { entries } = yield* Ledger.use((ledger) => ledger.read(one))
        assert.deepEqual(
          entries.map(({ write }) => write),
          [creation("A"), creation("B"), invitation(orgId(7)), invitationToNew(1), removal(1)]
        )
      })
    )

    test(
      "forgets sets that nobody confirmed, an hour after they expired, unless somebody has them open",
      Effect.gen(function* () {
        const ledger = yield* Ledger
        for (const number of [1, 2, 3]) yield* ledger.create(changeSet(number), writes)
        yield* session(({ confirm }) => confirm, setId(2))
        const { expiresAt } = changeSet(1)
        yield* ledger.removeExpired(expiresAt + 3_600_000)
        assert.lengthOf(yield* ledger.list, 3)
        yield* session(() => ledger.removeExpired(expiresAt + 3_600_001), setId(3))
        assert.sameMembers([...(yield* ledger.list)], [setId(2), setId(3)])
        yield* ledger.removeExpired(expiresAt + 3_600_001)
        assert.deepEqual(yield* ledger.list, [setId(2)])
      })
    )

    test(
      "records each state, and gives it to the next session",
      Effect.gen(function* () {
        yield* createOne
        yield* TestClock.adjust(5_000)
        yield* session((opened) =>
          Effect.gen(function* () {
            const begun = Option.getOrThrow(yield* opened.begin(yield* entryOf(opened), { ids: ["a"] }))
            assert.deepInclude(begun, { state: "begun", attempts: 1, begunAt: 5_000, seen: { ids: ["a"] } })
            yield* TestClock.adjust(1_000)
            const lost = Option.getOrThrow(yield* opened.end(begun, { state: "unknown", detail: "no answer" }))
            assert.deepInclude(lost, { state: "unknown", begunAt: 5_000, seen: { ids: ["a"] }, detail: "no answer" })
            yield* opened.end(yield* entryOf(opened, 1), { state: "skipped", detail: "gone" })
          })
        )
        const { entries } = yield* Ledger.use((ledger) => ledger.read(one))
        assert.deepEqual(
          entries.map(({ state, attempts, detail }) => [state, attempts, detail]),
          [
            ["unknown", 1, "no answer"],
            ["skipped", 0, "gone"],
            ["planned", 0, undefined]
          ]
        )
        yield* session((opened) =>
          Effect.gen(function* () {
            const planned = Option.getOrThrow(yield* opened.end(yield* entryOf(opened), { state: "planned" }))
            assert.notProperty(planned, "detail")
            assert.strictEqual(Option.getOrThrow(yield* opened.begin(planned)).attempts, 2)
          })
        )
      })
    )

    test(
      "lets one attempt begin, and none after the end",
      Effect.gen(function* () {
        yield* createOne
        yield* session((opened) =>
          Effect.gen(function* () {
            const planned = yield* entryOf(opened)
            const both = yield* Effect.all([opened.begin(planned), opened.begin(planned)], { concurrency: 2 })
            assert.lengthOf(both.filter(Option.isSome), 1)
            const begun = yield* entryOf(opened)
            assert.isTrue(Option.isNone(yield* opened.end(planned, { state: "done" })), "the attempt is older")
            assert.isTrue(Option.isSome(yield* opened.end(begun, { state: "done" })))
            for (const state of ["planned", "failed", "unknown", "skipped", "done"] as const) {
              assert.isTrue(Option.isNone(yield* opened.end(begun, { state })), `done is not followed by ${state}`)
            }
            assert.isTrue(Option.isNone(yield* opened.begin(yield* entryOf(opened))))
          })
        )
      })
    )

    test(
      "records the first confirmation only",
      Effect.gen(function* () {
        yield* createOne
        yield* TestClock.adjust(7_000)
        yield* session(({ confirm }) => confirm)
        yield* TestClock.adjust(7_000)
        yield* session(({ confirm }) => confirm)
        assert.strictEqual((yield* Ledger.use((ledger) => ledger.read(one))).confirmedAt, 7_000)
      })
    )

    test(
      "opens a set for one writer at a time, and is read meanwhile",
      Effect.gen(function* () {
        yield* createOne
        const ledger = yield* Ledger
        yield* ledger.create(changeSet(2), [])
        const scope = yield* Scope.make()
        const opened = yield* Scope.provide(ledger.open(one), scope)
        yield* opened.begin(yield* entryOf(opened))
        assert.strictEqual((yield* ledger.read(one)).entries[0]?.state, "begun")
        for (const effect of [Effect.scoped(ledger.open(one)), ledger.remove(one)]) {
          const error = yield* Effect.flip(effect)
          assert.strictEqual(error._tag, "ChangeSetBusy")
          assert.include(error.message, "another fiber of this process")
        }
        yield* session(({ current }) => current, setId(2))
        yield* Scope.close(scope, Exit.void)
        yield* session(({ current }) => current)
      })
    )

    test(
      "forgets a set",
      Effect.gen(function* () {
        yield* createOne
        const ledger = yield* Ledger
        yield* ledger.create(changeSet(2), writes)
        yield* ledger.remove(one)
        assert.deepEqual(yield* ledger.list, [setId(2)])
        assert.strictEqual((yield* Effect.flip(ledger.read(one)))._tag, "ChangeSetNotFound")
      })
    )

    test(
      "holds a thousand writes, with ends in any order",
      Effect.gen(function* () {
        const many = Array.from({ length: 1_000 }, (_, index) => removal(index))
        yield* Ledger.use((ledger) => ledger.create(changeSet(1), many))
        yield* session((opened) =>
          Effect.gen(function* () {
            const { entries } = yield* opened.current
            yield* Effect.forEach(
              entries.filter(({ id }) => id % 50 === 0).toReversed(),
              (entry) =>
                Effect.flatMap(opened.begin(entry), (begun) => opened.end(Option.getOrThrow(begun), { state: "done" })),
              { concurrency: 4 }
            )
          })
        )
        const { entries } = yield* Ledger.use((ledger) => ledger.read(one))
        assert.lengthOf(
          entries.filter(({ state }) => state === "done"),
          20
        )
      })
    )
  })
}
