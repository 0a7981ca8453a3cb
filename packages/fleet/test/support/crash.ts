/**
 * Kills a process again and again while it applies change sets to an emulator, and lets it resume. Every write has to be
 * applied exactly once, or to be listed as unknown.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { InstanceOrgInvites, InstanceOrgs, type Losant, Pagination } from "@effect-losant/core"
import { Emulator, type Faults, NodeServer } from "@effect-losant/emulator"
import { ChangeSets, type Entry, type Ledger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { ledgerAt } from "./ledgerAt.ts"
import { finishWorker, runWorker } from "./worker.ts"

export interface CrashOptions {
  /** The number of organizations that exist. Each gets an update and an invitation, and as many are created. */
  readonly orgs: number
  readonly kills: number
  readonly seed: string
  /** The ledger is a folder by default. */
  readonly isSqlite?: boolean
  /** True for a Losant of which one answer in twenty is cut off, and more goes wrong. */
  readonly isBroken?: boolean
}

/** In milliseconds: a broken Losant carries a request out so long after its connection broke. */
const lateness = 1_500
/** In milliseconds: a request may leave so long after the record of its beginning. */
const hesitation = 2_000
/** Just above: a look after this time proves that nothing comes any more. */
const settle = lateness + hesitation + 100

/** An outcome of a write beside the number of times that it was applied. */
export interface Outcome {
  readonly entry: Entry
  readonly applied: number
}

const worker = "crashWorker.ts"

const email = "new@example.com"
const nameOf = (index: number) => `New ${index}`

const planAll = Effect.fnUntraced(function* (orgs: number) {
  const { instanceId } = yield* Emulator
  const sets = yield* ChangeSets
  const targets = { all: true } as const
  const names = Array.from({ length: orgs }, (_, index) => ({ name: nameOf(index) }))
  return [
    yield* sets.plan(instanceId, { operation: "update_org", changes: { description: "audited" }, targets }),
    yield* sets.plan(instanceId, { operation: "invite", invite: { email, role: "view" }, targets }),
    yield* sets.plan(instanceId, {
      operation: "create_org",
      orgs: [names[0] ?? { name: nameOf(0) }, ...names.slice(1)]
    })
  ]
})

/** Counts how often the writes were applied, by what the emulator counts and holds. */
const outcomes = Effect.fnUntraced(function* (ids: ReadonlyArray<Parameters<ChangeSets["Service"]["status"]>[0]>) {
  const { instanceId, writes } = yield* Emulator
  const sets = yield* ChangeSets
  const counts = yield* writes.counts
  const orgs = yield* Stream.runCollect(Pagination.items(InstanceOrgs.get, { instanceId, perPage: 1_000 }))
  const recorded = yield* Effect.forEach(ids, (id) => sets.status(id))
  return yield* Effect.forEach(
    recorded.flatMap(({ entries }) => entries),
    Effect.fnUntraced(function* (entry) {
      const { write } = entry
      if (write._tag === "create_org") {
        return { entry, applied: orgs.filter(({ name }) => name === write.orgName).length }
      }
      if (!("orgId" in write)) return { entry, applied: 0 }
      const { items } = yield* InstanceOrgInvites.get({ instanceId, orgId: write.orgId })
      const all = counts[write.orgId] ?? 0
      return { entry, applied: write._tag === "invite" ? items.length : all - items.length }
    })
  )
})

/**
 * Plans faults: one answer in twenty is cut off, one request in a hundred gets a 429, one a 408 of a gateway in Losant's
 * place, with the work done or not, and one write in a hundred is carried out late, after its connection broke.
 */
const breakConnections = Effect.fnUntraced(function* (injector: Faults, seed: string, requests: number) {
  const late = { fault: "reset-before-headers-late", delay: lateness, probability: 0.01 } as const
  yield* injector.plan({
    seed,
    rules: [
      { fault: "reset-before-headers-applied", probability: 0.02 },
      { fault: "close-before-headers", probability: 0.01 },
      { fault: "body-cut", probability: 0.01 },
      { fault: "status-504-applied", probability: 0.01 },
      { fault: "rate-limited-seconds", seconds: 1, probability: 0.01 },
      { ...late, method: "POST" },
      { ...late, method: "PATCH" }
    ]
  })
  for (let index = 0; index < requests / 100; index += 1) {
    const nth = yield* Random.nextIntBetween(1, requests)
    yield* injector.next({ kind: "answer", status: 408, handled: index % 2 === 0 }, { nth })
  }
})

/** Runs an effect with an emulator of so many organizations, and with the name of a ledger. */
const onPlants = <A, E>(
  orgs: number,
  isSqlite: boolean,
  body: (ledger: string) => Effect.Effect<A, E, ChangeSets | Ledger | NodeServer | Emulator | Losant>
) => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-crash-"))
  const ledger = isSqlite ? `sqlite:${join(folder, "fleet.sqlite")}` : folder
  const plants = Array.from({ length: orgs }, (_, index) => ({ name: `Plant ${index}` }))
  const seedData = { instances: [{ name: "Plants", orgs: plants }] } as const
  const layer = ChangeSets.layer.pipe(
    Layer.provideMerge(ledgerAt(ledger)),
    Layer.provideMerge(NodeServer.layer()),
    Layer.provideMerge(Emulator.layer({ seed: seedData }))
  )
  return body(ledger).pipe(
    Effect.provide(layer),
    Effect.ensuring(Effect.sync(() => rmSync(folder, { recursive: true })))
  )
}

/** The variables of the worker. */
const variablesOf = Effect.fnUntraced(function* (ledger: string) {
  const { url } = yield* NodeServer
  const { token } = yield* Emulator
  return { url, token: Redacted.value(token), ledger, settle }
})

/** Gives the outcome of each write, and how often the process was killed. */
export const crash = ({ orgs, kills, seed, isSqlite = false, isBroken = false }: CrashOptions) =>
  onPlants(
    orgs,
    isSqlite,
    Effect.fnUntraced(function* (ledger) {
      const { faults, writes } = yield* Emulator
      const sets = yield* planAll(orgs)
      // Each write takes about two requests.
      if (isBroken) yield* breakConnections(faults, seed, 6 * orgs)
      const variables = yield* variablesOf(ledger)
      let killed = 0
      for (; killed < kills; killed += 1) {
        // So many writes that those of all kills together are never more than there are.
        const step = yield* Random.nextIntBetween(1, Math.max(2, Math.floor((3 * orgs) / (kills + 1)) * 2))
        const code = yield* runWorker(worker, variables, (yield* writes.count()) + step)
        if (code !== null) break
      }
      yield* finishWorker(worker, variables)
      yield* faults.clear
      return { killed, results: yield* outcomes(sets.map(({ set }) => set.id)) }
    })
  ).pipe(Random.withSeed(seed))

/** Lets a second process begin while the first is at work on the same ledger. Gives how each ended. */
export const rivals = (orgs: number, isSqlite: boolean) =>
  onPlants(
    orgs,
    isSqlite,
    Effect.fnUntraced(function* (ledger) {
      const { faults, writes } = yield* Emulator
      const sets = yield* planAll(orgs)
      const variables = yield* variablesOf(ledger)
      // The first process gets no further than this until the second has ended.
      const wait = { fault: "rate-limited-seconds", seconds: 3, nth: 3, probability: 1 } as const
      yield* faults.plan({
        rules: [
          { ...wait, method: "PATCH" },
          { ...wait, method: "POST" }
        ]
      })
      const first = yield* Effect.forkChild(runWorker(worker, variables))
      yield* writes.applied(2)
      const second = yield* runWorker(worker, variables)
      yield* faults.clear
      return {
        first: yield* Fiber.join(first),
        second,
        results: yield* outcomes(sets.map(({ set }) => set.id))
      }
    })
  )

/** The writes that are neither applied exactly once nor listed as unknown, as lines. */
export const wrongOf = (results: ReadonlyArray<Outcome>): ReadonlyArray<string> =>
  results
    .filter(
      ({ entry: { state }, applied }) => !(state === "done" && applied === 1) && !(state === "unknown" && applied <= 1)
    )
    .map(
      ({ entry: { state, write, detail = "" }, applied }) =>
        `${write._tag} ${write.orgName}: ${state}, applied ${applied} times. ${detail}`
    )

/** The number of writes that were applied more than once. */
export const countDoubled = (results: ReadonlyArray<Outcome>): number =>
  results.filter(({ applied }) => applied > 1).length
