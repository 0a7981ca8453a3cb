// A change of one organization does not look through all the others.
import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { handlerOf } from "../../src/handlers/index.ts"
import { toState } from "../../src/seed/Seed.ts"
import { makeId } from "../../src/state/Ids.ts"
import type { State } from "../../src/state/State.ts"
import { Store } from "../../src/state/Store.ts"
import { ids, now, seed } from "../support/seed.ts"

const count = 100_000
const idOf = (index: number) => OrgId.make(makeId(0, index))

/** A state with many organizations, and the number of times that something looked at one of them. */
const makeState = (): { readonly state: State; readonly looks: { count: number } } => {
  const base = toState(seed, now.getTime())
  const [org] = base.orgs
  if (org === undefined) throw new Error("expected an organization in the seed")
  const looks = { count: 0 }
  const orgs = Array.from({ length: count }, (_, index) => ({
    ...org,
    members: [],
    get id() {
      looks.count++
      return idOf(index)
    }
  }))
  return { state: { ...base, orgs }, looks }
}

const actor = { type: "user", id: undefined, name: undefined } as const
const settings = { maxPerPage: 100, email: undefined, actor }

describe("of 100,000 organizations", () => {
  it.effect("one is changed by looking at a few", () =>
    Effect.gen(function* () {
      const { state, looks } = makeState()
      const store = yield* Store.make(state)
      const run = (name: "instanceOrg.get" | "instanceOrg.patch" | "instanceOrgMembers.post", input: object) =>
        handlerOf(name)({ instanceId: ids.instance, ...input }, now.getTime(), settings).pipe(
          Effect.provideService(Store, store)
        )
      // The first one makes the index.
      yield* run("instanceOrg.get", { orgId: idOf(0) })
      looks.count = 0
      for (let index = 0; index < count; index += 1_000) {
        const orgId = idOf(index)
        yield* run("instanceOrg.patch", { orgId, organization: { description: "changed" } })
        yield* run("instanceOrgMembers.post", { orgId, member: { email: "jo@example.com", role: "view" } })
      }
      assert.isAtMost(looks.count / (count / 1_000), 50)
      const last = yield* run("instanceOrg.get", { orgId: idOf(count - 1_000) })
      assert.deepInclude(last, { description: "changed" })
    })
  )

  it.effect("all pages are read with one pass of sorting", () =>
    Effect.gen(function* () {
      const { state, looks } = makeState()
      const store = yield* Store.make(state)
      const page = (number: number) =>
        handlerOf("instanceOrgs.get")(
          { instanceId: ids.instance, page: number, perPage: 100, summaryInclude: ["memberCount"] },
          now.getTime(),
          settings
        ).pipe(Effect.provideService(Store, store))
      // The first page sorts, and takes what the others use too.
      yield* page(0)
      looks.count = 0
      const pages = 200
      for (let number = 1; number <= pages; number += 1) yield* page(number)
      // A page looks at its own organizations, and at no other.
      assert.isAtMost(looks.count / pages / 100, 5)
      assert.isAbove(looks.count, 0)
    })
  )

  it.effect("a page after each change is read without sorting again", () =>
    Effect.gen(function* () {
      const { state, looks } = makeState()
      const store = yield* Store.make(state)
      const run = (name: "instanceOrgs.get" | "instanceOrg.patch", input: object) =>
        handlerOf(name)({ instanceId: ids.instance, ...input }, now.getTime(), settings).pipe(
          Effect.provideService(Store, store)
        )
      const page = { sortField: "name", sortDirection: "desc", page: 3, perPage: 10, summaryInclude: ["memberCount"] }
      yield* run("instanceOrgs.get", page)
      looks.count = 0
      const rounds = 100
      for (let round = 0; round < rounds; round += 1) {
        yield* run("instanceOrg.patch", { orgId: idOf(round), organization: { name: `Renamed ${round}` } })
        yield* run("instanceOrgs.get", page)
      }
      // The page's own organizations, and the changed ones: to sort all again would be 100,000 looks a round.
      assert.isAtMost(looks.count / rounds, 10 * rounds)
    })
  )
})
