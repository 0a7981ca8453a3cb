/** Change sets on an emulator in this process, under the test's clock. */
import { InstanceOrg, InstanceOrgMembers, type Losant, OrgId } from "@effect-losant/core"
import { Emulator, type EmulatorOptions, type SeedData } from "@effect-losant/emulator"
import {
  type ApplyOptions,
  type ChangeEvent,
  type ChangeSetId,
  ChangeSets,
  countStates,
  type Entry,
  type Ledger,
  MemoryLedger,
  type PlanRequest
} from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"

const plants = 8

export const plantId = (number: number) => OrgId.make(number.toString(16).padStart(24, "0"))

const seed: SeedData = {
  instances: [
    {
      name: "Plants",
      orgs: Array.from({ length: plants }, (_, index) => ({
        id: plantId(index + 1),
        name: `Plant ${index + 1}`,
        limits: { device: 10, member: 20 },
        tags: [{ key: "region", value: index < 4 ? "eu" : "us" }],
        members: [
          { email: "ada@example.com", role: "admin" },
          ...(index % 2 === 0 ? [{ email: "jo@example.com", role: "edit" as const }] : [])
        ],
        invites: index === 1 ? [{ email: "jo@example.com", role: "view" }] : []
      }))
    }
  ]
}

type Services = ChangeSets | Emulator | Losant | Ledger

export const layerOf = (options: EmulatorOptions = {}, ledger: Layer.Layer<Ledger> = MemoryLedger.layer) =>
  ChangeSets.layer.pipe(
    Layer.provideMerge(Layer.merge(Emulator.layer({ seed, losant: { retry: { times: 0 } }, ...options }), ledger))
  )

export const onPlants = <A, E>(effect: Effect.Effect<A, E, Services>) => Effect.provide(effect, layerOf())

export const plan = Effect.fnUntraced(function* (request: PlanRequest) {
  const { instanceId } = yield* Emulator
  const sets = yield* ChangeSets
  return yield* sets.plan(instanceId, request)
})

/** Runs an effect while the clock goes on by itself, second by second. */
export const withTime = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    while (fiber.pollUnsafe() === undefined) {
      yield* TestClock.adjust("1 second")
      yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    }
    return yield* Fiber.join(fiber)
  })

/** Applies a set to its end. */
export const apply = (id: ChangeSetId, options?: ApplyOptions) =>
  withTime(Effect.flatMap(ChangeSets, (sets) => Stream.runCollect(sets.apply(id, options))))

export const tagAll = {
  operation: "update_org",
  changes: { tags: { add: [{ key: "audited", value: "2026" }] } },
  targets: { all: true }
} as const satisfies PlanRequest

export const inviteAll: PlanRequest = {
  operation: "invite",
  invite: { email: "new@example.com", role: "view" },
  targets: { orgs: ["Plant 1"] }
}

/** The states of a set, from its last event. */
export const finalOf = (events: ReadonlyArray<ChangeEvent>): ReadonlyArray<Entry> => {
  const last = events.at(-1)
  if (last?._tag !== "Finished") throw new Error(`The last event is ${last?._tag}.`)
  return last.recorded.entries
}

export const countsOf = (events: ReadonlyArray<ChangeEvent>) => countStates(finalOf(events))

export const orgOf = (number: number) =>
  Effect.flatMap(Emulator, ({ instanceId }) => InstanceOrg.get({ instanceId, orgId: plantId(number) }))

export const membersOf = (number: number) =>
  Effect.flatMap(Emulator, ({ instanceId }) =>
    Effect.map(InstanceOrgMembers.get({ instanceId, orgId: plantId(number) }), ({ items }) => items)
  )
