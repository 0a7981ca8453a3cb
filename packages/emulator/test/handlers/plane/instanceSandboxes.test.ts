import { assert, describe, it } from "@effect/vitest"
import { InstanceSandbox, InstanceSandboxes, Pagination, SandboxId, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../../src/emulator/Emulator.ts"
import type { SeedData } from "../../../src/seed/Seed.ts"
import { instanceId } from "../../support/inputs.ts"
import { ids, now, seed } from "../../support/seed.ts"

const own = "5f000000000000000000abcd"
const usage = { seed: 1, from: "2026-01-01T00:00:00.000Z", devices: 5, payloadsPerHour: 40, notebookRunsPerDay: 2 }

// Two members of organizations, one of whom the seed knows more of, and one account without an organization.
const layer = Emulator.layer({
  now,
  seed: {
    instances: [
      {
        ...seed.instances[0],
        collections: {
          sandboxes: [
            { id: own, email: "zoe@example.com", firstName: "Zoe", failedLoginCount: 12, usage },
            { id: ids.grace, email: "Grace@northwind.example", firstName: "Amazing Grace", failedLoginCount: 9 }
          ]
        }
      }
    ]
  } as unknown as SeedData
})

const ada = { instanceId, instanceSandboxId: SandboxId.make(ids.ada) }
const zoe = { instanceId, instanceSandboxId: SandboxId.make(own) }

const namesOf = ({ items }: Schemas.InstanceSandboxes) => items.map(({ firstName }) => firstName)

describe("the sandboxes of an instance", () => {
  it.effect("are the accounts of members, and those of the seed", () =>
    Effect.gen(function* () {
      const list = yield* InstanceSandboxes.get({ instanceId })
      assert.deepStrictEqual(namesOf(list), ["Ada", "Amazing Grace", "Zoe"])
      assert.notProperty(list, "totalCount")
      const { email, orgs, summary, instanceSandboxId } = yield* InstanceSandbox.get(ada)
      assert.deepStrictEqual([email, instanceSandboxId], ["ada@northwind.example", ada.instanceSandboxId])
      assert.deepStrictEqual(orgs?.map(({ name }) => name).toSorted(), ["Harbor Terminals", "Northwind Plant"])
      assert.deepInclude(summary, { orgCount: 2, instanceCount: 0, deviceCount: 0 })
      assert.notProperty(summary, "memberCount")
    }).pipe(Effect.provide(layer))
  )

  it.effect("are paged by a cursor, in one order, and counts sort by their size", () =>
    Effect.gen(function* () {
      const all = yield* Stream.runCollect(Pagination.items(InstanceSandboxes.get, { instanceId, limit: 1 }))
      assert.lengthOf(all, 3)
      const byFailures = { instanceId, sortField: "failedLoginCount", sortDirection: "desc" } as const
      assert.deepStrictEqual(namesOf(yield* InstanceSandboxes.get({ ...byFailures, limit: 2 })), [
        "Zoe",
        "Amazing Grace"
      ])
    }).pipe(Effect.provide(layer))
  )

  it.effect("show the fields of the summary that are asked for", () =>
    Effect.gen(function* () {
      const chosen = yield* InstanceSandbox.get({ ...zoe, summaryInclude: ["deviceCount", "appCount"] })
      assert.deepStrictEqual(Object.keys(chosen.summary ?? {}), ["appCount", "deviceCount"])
      const rest = yield* InstanceSandbox.get({ ...zoe, summaryExclude: ["deviceCount"] })
      assert.notProperty(rest.summary, "deviceCount")
      const error = yield* Effect.flip(InstanceSandbox.get({ ...zoe, summaryInclude: ["memberCount"] }))
      assert.strictEqual(error._tag, "LosantValidation")
    }).pipe(Effect.provide(layer))
  )

  it.effect("have the usage of their seed, and it agrees", () =>
    Effect.gen(function* () {
      const start = new Date("2026-03-01T00:00:00.000Z")
      const range = { ...zoe, start, end: now }
      const breakdown = yield* InstanceSandbox.payloadCountsBreakdown({ ...range, includeNonBillable: true })
      const stats = yield* InstanceSandbox.payloadCounts(range)
      const sum = Object.values(stats).flatMap((bySource) => Object.values(bySource ?? {}))
      assert.strictEqual(
        breakdown.counts.reduce((total, { value = 0 }) => total + value, 0),
        sum.reduce<number>((total, value) => total + (typeof value === "number" ? value : 0), 0)
      )
      assert.isAbove((yield* InstanceSandbox.deviceCounts(range)).counts.at(-1)?.total ?? 0, 0)
      assert.isAbove((yield* InstanceSandbox.notebookMinuteCounts(range)).counts.length, 0)
      assert.notProperty(yield* InstanceSandbox.get(zoe), "usage")
    }).pipe(Effect.provide(layer))
  )

  it.effect("are marked for deletion, and brought back in time", () =>
    Effect.gen(function* () {
      yield* InstanceSandbox.delete(ada)
      assert.deepStrictEqual(namesOf(yield* InstanceSandboxes.get({ instanceId })), ["Amazing Grace", "Zoe"])
      assert.lengthOf((yield* InstanceSandboxes.get({ instanceId, includeDeleted: true })).items, 3)
      const marked = yield* InstanceSandbox.get(ada)
      assert.strictEqual(marked.dataDeletion, "2026-03-29T12:00:00.000Z")
      assert.strictEqual(marked.permanentDeletion, "2026-04-14T12:00:00.000Z")
      yield* TestClock.adjust("29 days")
      yield* InstanceSandbox.delete(ada)
      const restored = yield* InstanceSandbox.undelete(ada)
      assert.notProperty(restored, "permanentDeletion")
      assert.strictEqual(restored.orgs?.length, 2)
      yield* TestClock.adjust("30 days")
      assert.lengthOf((yield* InstanceSandboxes.get({ instanceId })).items, 3)
    }).pipe(Effect.provide(layer))
  )

  it.effect("are gone for good when it is too late", () =>
    Effect.gen(function* () {
      yield* InstanceSandbox.delete(zoe)
      yield* TestClock.adjust("30 days")
      const errors = [
        yield* Effect.flip(InstanceSandbox.undelete(zoe)),
        yield* Effect.flip(InstanceSandbox.get(zoe)),
        yield* Effect.flip(InstanceSandbox.delete(zoe))
      ]
      for (const error of errors) assert.strictEqual(error._tag, "LosantNotFound")
    }).pipe(Effect.provide(layer))
  )
})
