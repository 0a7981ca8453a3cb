/**
 * Kills a process again and again while it applies change sets to an emulator, and lets it resume. Every write has to be
 * applied exactly once, or to be listed as unknown.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { InstanceOrgInvites, InstanceOrgs, Pagination } from "@effect-losant/core"
import { Emulator, type FaultPlan, NodeServer } from "@effect-losant/emulator"
import { ChangeSets, type Entry, FileLedger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"

export interface CrashOptions {
  /** The number of organizations that exist. Each gets an update and an invitation, and as many are created. */
  readonly orgs: number
  readonly kills: number
  readonly seed: string
  readonly faults?: typeof FaultPlan.Type
}

/** An outcome of a write beside the number of times that it was applied. */
export interface Outcome {
  readonly entry: Entry
  readonly applied: number
}

const worker = fileURLToPath(new URL("crashWorker.ts", import.meta.url))

const start = (variables: object): ChildProcess =>
  spawn(
    process.execPath,
    ["--conditions=@effect-losant/source", "--import", "tsx", worker, JSON.stringify(variables)],
    { stdio: ["ignore", "ignore", "inherit"] }
  )

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

/** Runs the worker. Kills it when it has applied some more writes, if they are given. True if it ended by itself. */
const runWorker = Effect.fnUntraced(function* (variables: object, killAt: number | undefined) {
  const { writes } = yield* Emulator
  const child = start(variables)
  const exit = Effect.promise(() => once(child, "exit"))
  const kill = killAt === undefined ? Effect.never : Effect.as(writes.applied(killAt), true)
  const killed = yield* Effect.raceFirst(Effect.as(exit, false), kill)
  if (killed) {
    child.kill("SIGKILL")
    yield* exit
  }
  return child.exitCode
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

/** Gives the outcome of each write, and how often the process was killed. */
export const crash = ({ orgs, kills, seed, faults }: CrashOptions) => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-crash-"))
  const plants = Array.from({ length: orgs }, (_, index) => ({ name: `Plant ${index}` }))
  const seedData = { instances: [{ name: "Plants", orgs: plants }] } as const
  const emulator = Emulator.layer({ seed: seedData })
  const layer = ChangeSets.layer.pipe(
    Layer.provideMerge(FileLedger.layer({ folder })),
    Layer.provideMerge(NodeServer.layer()),
    Layer.provideMerge(emulator)
  )
  return Effect.gen(function* () {
    const { url } = yield* NodeServer
    const { token, faults: injector, writes } = yield* Emulator
    const sets = yield* planAll(orgs)
    if (faults !== undefined) yield* injector.plan(faults)
    const variables = { url, token: Redacted.value(token), folder }
    let killed = 0
    for (; killed < kills; killed += 1) {
      // So many writes that those of all kills together are never more than there are.
      const step = yield* Random.nextIntBetween(1, Math.max(2, Math.floor((3 * orgs) / (kills + 1)) * 2))
      const code = yield* runWorker(variables, (yield* writes.count()) + step)
      if (code !== null) break
    }
    const code = yield* runWorker(variables, undefined)
    if (code !== 0) return yield* Effect.die(new Error(`The process ended with ${code}.`))
    yield* injector.clear
    return { killed, results: yield* outcomes(sets.map(({ set }) => set.id)) }
  }).pipe(
    Random.withSeed(seed),
    Effect.provide(layer),
    Effect.ensuring(Effect.sync(() => rmSync(folder, { recursive: true })))
  )
}

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

/** Faults of one request in twenty: answers that are cut off, gateways that gave up, and Losant that asks to wait. */
export const brokenConnections = (seed: string): typeof FaultPlan.Type => ({
  seed,
  rules: [
    { fault: "reset-before-headers-applied", probability: 0.01 },
    { fault: "close-before-headers", probability: 0.01 },
    { fault: "body-cut", probability: 0.01 },
    { fault: "status-504-applied", probability: 0.01 },
    { fault: "rate-limited-seconds", seconds: 1, probability: 0.01 },
    { fault: "reset-before-headers-late", delay: 1_500, method: "POST", probability: 0.01 }
  ]
})
