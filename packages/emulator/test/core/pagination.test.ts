// Streams over all organizations while others create, rename and delete some, and with a server that caps its pages.

import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgs, OrgId, Pagination } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Emulator } from "../../src/emulator/Emulator.ts"
import type { SeedData } from "../../src/seed/Seed.ts"
import { arrivals, overHttp } from "../support/core.ts"
import { instanceId } from "../support/inputs.ts"
import { ids } from "../support/seed.ts"

const idOf = (index: number) => index.toString(16).padStart(24, "0")
const nameOf = (index: number) => `Org ${String(index).padStart(3, "0")}`

const seedOf = (count: number) =>
  ({
    instances: [
      {
        id: ids.instance,
        name: "Meridian",
        // Created in the opposite order of their names.
        orgs: Array.from({ length: count }, (_, index) => ({ id: idOf(count - index), name: nameOf(index) }))
      }
    ]
  }) as unknown as SeedData // The brands of ids are of the types only.

const stream = (perPage: number) => Pagination.items(InstanceOrgs.get, { instanceId, perPage, summaryInclude: [] })

describe("Pagination.items", () => {
  it.effect("gives each organization once, sorted by id, with a server that caps perPage at 50", () =>
    Effect.gen(function* () {
      const found = yield* Stream.runCollect(stream(500))
      assert.deepStrictEqual(
        found.map(({ id }) => id),
        Array.from({ length: 120 }, (_, index) => idOf(index + 1))
      )
      assert.strictEqual(yield* arrivals("instanceOrgs.get"), 3)
      const { requests } = yield* Emulator
      assert.deepStrictEqual(
        (yield* requests.all).map(({ query }) => [query["page"], query["sortField"]]),
        [
          ["0", "id"],
          ["1", "id"],
          ["2", "id"]
        ]
      )
    }).pipe(Effect.provide(overHttp({ emulator: { seed: seedOf(120), maxPerPage: 50 } })))
  )

  it.effect("loses none that was there all along while others are created and renamed", () =>
    Effect.gen(function* () {
      const found = yield* stream(10).pipe(
        Stream.tap(({ id }) => {
          const number = Number.parseInt(id, 16)
          if (number !== 5 && number !== 15) return Effect.void
          return InstanceOrgs.post({ instanceId, orgConfig: { name: `AAA ${number}` } }).pipe(
            Effect.andThen(
              InstanceOrg.patch({
                instanceId,
                orgId: OrgId.make(idOf(20)),
                organization: { name: `AAA moved ${number}` }
              })
            )
          )
        }),
        Stream.runCollect
      )
      const seen = found.map(({ id }) => id)
      assert.strictEqual(new Set(seen).size, seen.length)
      for (let index = 1; index <= 25; index++) assert.include(seen, idOf(index))
    }).pipe(Effect.provide(overHttp({ emulator: { seed: seedOf(25) } })))
  )

  it.effect("loses none, and repeats none, while others are deleted", () =>
    Effect.gen(function* () {
      const found = yield* stream(10).pipe(
        Stream.tap(({ id }) =>
          Number.parseInt(id, 16) === 10 ? InstanceOrg.delete({ instanceId, orgId: OrgId.make(idOf(3)) }) : Effect.void
        ),
        Stream.runCollect
      )
      const seen = found.map(({ id }) => id)
      assert.strictEqual(new Set(seen).size, seen.length)
      for (let index = 1; index <= 25; index++) assert.include(seen, idOf(index))
    }).pipe(Effect.provide(overHttp({ emulator: { seed: seedOf(25) } })))
  )
})
