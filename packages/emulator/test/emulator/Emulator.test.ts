import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgs, Losant } from "@effect-losant/core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { ids, now, seed } from "../support/seed.ts"

const orgsOf = (name: string) =>
  Effect.flatMap(Emulator, ({ instanceId }) => InstanceOrgs.get({ instanceId, filterField: "name", filter: name }))

describe("Emulator.layer", () => {
  it.effect("stands in for the network beneath core", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const losant = yield* Losant
      assert.deepStrictEqual(losant.instanceId, Option.some(instanceId))
      const { items } = yield* orgsOf("Harbor*")
      assert.deepStrictEqual(
        items.map(({ name }) => name),
        ["Harbor Freight Terminals", "Harborview Apartments"]
      )
    }).pipe(Effect.provide(Emulator.layer()))
  )

  it.effect("makes a new emulator each time", () =>
    Effect.gen(function* () {
      const create = Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Once" } })
        return (yield* orgsOf("Once")).totalCount
      })
      assert.strictEqual(yield* Effect.provide(create, Emulator.layer()), 1)
      assert.strictEqual(yield* Effect.provide(create, Emulator.layer()), 1)
    })
  )

  it.effect("passes on how core is to call", () =>
    Effect.gen(function* () {
      const { faults, requests } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 503 })
      const error = yield* Effect.flip(orgsOf("*"))
      assert.strictEqual(error._tag, "LosantServerError")
      assert.strictEqual((yield* requests.all).length, 1)
    }).pipe(Effect.provide(Emulator.layer({ losant: { retry: { times: 0 } } })))
  )

  it.effect("lets go wrong what the rules say", () =>
    Effect.gen(function* () {
      const { instanceId, requests } = yield* Emulator
      yield* InstanceOrgs.get({ instanceId })
      const lost = yield* Effect.flip(InstanceOrgs.post({ instanceId, orgConfig: { name: "Lost" } }))
      assert.strictEqual(lost.outcome, "unknown")
      assert.strictEqual((yield* orgsOf("Lost")).totalCount, 1)
      assert.strictEqual((yield* requests.all).length, 3)
    }).pipe(
      Effect.provide(
        Emulator.layer({ faults: { rules: [{ fault: "reset-before-headers-applied", action: "instanceOrgs.post" }] } })
      )
    )
  )

  it.effect("says which rule cannot be used", () =>
    Effect.gen(function* () {
      const rules = [{ fault: "status-500" }, { fault: "status-500", bytes: 1 }] as const
      const error = yield* Effect.flip(Emulator.make({ faults: { rules } }))
      assert.strictEqual(
        error.message,
        'The faults cannot be used: status-500 takes no parameters\n  at ["rules"][1]["bytes"]'
      )
    })
  )

  it.effect("has an empty seed", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* orgsOf("*")).totalCount, 0)
    }).pipe(Effect.provide(Emulator.layer({ seed: "empty" })))
  )
})

describe("time", () => {
  const created = Effect.gen(function* () {
    const { instanceId } = yield* Emulator
    return (yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "x" } })).creationDate
  })

  it.effect("is the clock's", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2030, 0, 1))
      assert.strictEqual(yield* created, "2030-01-01T00:00:00.000Z")
    }).pipe(Effect.provide(Emulator.layer({ seed: "empty" })))
  )

  it.effect("begins at the given time, and passes as the clock's", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* created, "2026-03-15T12:00:00.000Z")
      yield* TestClock.adjust("90 minutes")
      assert.strictEqual(yield* created, "2026-03-15T13:30:00.000Z")
    }).pipe(Effect.provide(Emulator.layer({ seed: "empty", now: DateTime.makeUnsafe(now) })))
  )

  it.effect("of the day does not change what the demo answers", () =>
    Effect.gen(function* () {
      const start = Date.UTC(2025, 2, 1)
      const end = Date.UTC(2026, 2, 16)
      const look = Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const list = yield* InstanceOrgs.get({ instanceId })
        const [org] = list.items
        if (org === undefined) throw new Error("the demo has organizations")
        const of = { instanceId, orgId: org.id, start, end }
        return {
          list,
          devices: yield* InstanceOrg.deviceCounts(of),
          payloads: yield* InstanceOrg.payloadCounts(of)
        }
      })
      const early = yield* Effect.provide(look, Emulator.layer({ now: new Date("2026-03-15T00:00:00.000Z") }))
      const late = yield* Effect.provide(look, Emulator.layer({ now: new Date("2026-03-15T23:59:59.999Z") }))
      assert.deepStrictEqual(late, early)
      assert.strictEqual(early.devices.counts.at(-1)?.date, "2026-03-15T00:00:00.000Z")
      assert.strictEqual(early.devices.counts.length, 365)
    })
  )
})

describe("tokens", () => {
  it.effect("are not shown", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      assert.strictEqual(Redacted.value(emulator.token), "secret-1")
      assert.strictEqual(Redacted.value(emulator.readToken), "secret-1-read")
      assert.notInclude(JSON.stringify(emulator), "secret-1")
    }).pipe(Effect.provide(Emulator.layerEmulator({ token: "secret-1" })))
  )
})

describe("seeds and storage", () => {
  it.effect("that cannot be used fail with what is wrong", () =>
    Effect.gen(function* () {
      const [bad, twice] = [
        { id: "short", name: "x" },
        { id: ids.instance, name: "x" }
      ] as unknown as ReadonlyArray<(typeof seed.instances)[0]>
      if (bad === undefined || twice === undefined) throw new Error("there are two instances")
      const error = yield* Effect.flip(Emulator.make({ seed: { instances: [bad] } }))
      assert.match(error.message, /^The seed cannot be used: Expected 24 hexadecimal digits/)
      const repeated = yield* Effect.flip(Emulator.make({ seed: { instances: [twice, twice] } }))
      assert.strictEqual(repeated.message, `The seed cannot be used: the id ${ids.instance} is there twice`)
    })
  )

  it.effect("are used once: what is kept goes before the seed", () =>
    Effect.gen(function* () {
      let kept: unknown
      const storage = (state: typeof kept) => ({
        // Sound: only what `save` was given is loaded.
        load: Effect.succeed(Option.fromUndefinedOr(state as never)),
        save: (next: unknown) =>
          Effect.sync(() => {
            kept = next
          })
      })
      yield* Emulator.make({ seed, now, storage: storage(undefined) })
      const again = yield* Emulator.make({ seed: "empty", storage: storage(kept) })
      assert.strictEqual(again.instanceId, ids.instance)
    })
  )

  it.effect("a storage that takes nothing keeps the emulator from starting", () =>
    Effect.gen(function* () {
      const storage = { load: Effect.succeed(Option.none()), save: () => Effect.fail("the disk is full") }
      const error = yield* Effect.flip(Emulator.make({ storage }))
      assert.strictEqual(error.message, "the disk is full")
    })
  )
})
