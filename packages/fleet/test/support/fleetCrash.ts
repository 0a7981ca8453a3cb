/**
 * Kills a process again and again while it applies the plan of a fleet to an emulator, and lets it go on. Every write has
 * to be applied exactly once.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Losant } from "@effect-losant/core"
import { Emulator, type FaultPlan, NodeServer, type SeedData } from "@effect-losant/emulator"
import { Fleet, FleetFiles, type FleetPlan, MemoryLedger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import { orgIdOf } from "../../src/model/Write.ts"
import type { Variables } from "./fleetWorker.ts"
import { finishWorker, runWorker } from "./worker.ts"

/** In milliseconds: a broken Losant carries a request out so long after its connection broke. */
const lateness = 4_000
/** Above the lateness, the 2 s in which a write may leave after its record, and the time limit of a request. */
const settle = lateness + 2_000 + 1_000 + 500

/** The faults under which the algorithm was proved first, and one write in thirty carried out late. */
const faultsOf = (seed: string): FaultPlan => ({
  seed,
  rules: [
    ...(
      [
        "reset-before-headers-applied",
        "close-before-headers",
        "status-500-applied",
        "status-503",
        "hang-before-headers-applied",
        "body-cut",
        "rate-limited"
      ] as const
    ).map((fault) => ({ fault, probability: 0.03 })),
    ...(["POST", "PATCH", "DELETE"] as const).map((method) => ({
      fault: "reset-before-headers-late" as const,
      delay: lateness,
      method,
      probability: 0.03
    }))
  ]
})

const worker = "fleetWorker.ts"

/** The outcome of a stage. Nothing may be doubled or lost. */
export interface StageResult {
  readonly name: string
  readonly writes: number
  readonly kills: number
  /** The number of times that a write was applied again. */
  readonly doubled: number
  /** The number of writes that a further plan finds. */
  readonly lost: number
}

interface Stage {
  readonly name: string
  /** The text of the file, without its first two lines. */
  readonly file: string
  readonly kills: number
  readonly isBroken: boolean
  /** The ledger is a folder by default. */
  readonly isSqlite?: boolean
}

const planOf = Effect.fnUntraced(function* (file: string) {
  const { instanceId } = yield* Emulator
  const text = `version: 1\ninstance: ${instanceId}\n${file}`
  const desired = yield* FleetFiles.parse([{ file: "fleet.yaml", text }])
  return yield* Fleet.use(({ plan }) => plan(desired, { prune: true }))
})

/** Moments of which each is a number of applied writes, in ascending order. */
const momentsOf = Effect.fnUntraced(function* (kills: number, writes: number) {
  const moments = yield* Effect.forEach(Array.from({ length: kills }), () => Random.nextIntBetween(1, writes - 1))
  return moments.toSorted((one, other) => one - other)
})

/** The number of times that writes were applied again: to organizations that the plan names, and in all. */
const countDoubled = Effect.fnUntraced(function* (
  { writes: planned }: FleetPlan,
  before: { readonly total: number; readonly counts: Readonly<Record<string, number>> }
) {
  const { writes } = yield* Emulator
  const counts = yield* writes.counts
  const expected = new Map<string, number>()
  for (const write of planned) {
    const id = orgIdOf(write)
    if (id !== undefined) expected.set(id, (expected.get(id) ?? 0) + 1)
  }
  const again = [...expected].map(([id, count]) => (counts[id] ?? 0) - (before.counts[id] ?? 0) - count)
  const applied = (yield* writes.count()) - before.total
  return Math.max(
    applied - planned.length,
    again.reduce((sum, count) => sum + Math.max(0, count), 0)
  )
})

const runStage = Effect.fnUntraced(function* (
  folder: string,
  { name, file, kills, isBroken, isSqlite = false }: Stage,
  seed: string
) {
  const { faults, writes, token } = yield* Emulator
  const { url } = yield* NodeServer
  const plan = yield* planOf(file)
  const planFile = join(folder, `${plan.id}.json`)
  writeFileSync(planFile, JSON.stringify(plan))
  const before = { total: yield* writes.count(), counts: yield* writes.counts }
  const variables: Variables = {
    url,
    token: Redacted.value(token),
    ledger: isSqlite ? `sqlite:${join(folder, "fleet.sqlite")}` : join(folder, "ledger"),
    plan: planFile,
    settle
  }
  if (isBroken) yield* faults.plan(faultsOf(`${seed} ${name}`))
  let killed = 0
  for (const moment of yield* momentsOf(kills, plan.writes.length)) {
    if ((yield* runWorker(worker, variables, before.total + moment)) !== null) break
    killed += 1
  }
  yield* finishWorker(worker, variables)
  yield* faults.clear
  // A request that is still late would come by then.
  if (isBroken) yield* Effect.sleep(lateness + 500)
  const result: StageResult = {
    name,
    writes: plan.writes.length,
    kills: killed,
    doubled: yield* countDoubled(plan, before),
    lost: (yield* planOf(file)).writes.length
  }
  return result
})

const onOrgs = <A, E>(
  orgs: number,
  body: (folder: string) => Effect.Effect<A, E, Fleet | NodeServer | Emulator | Losant>
) => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-fleet-crash-"))
  const seed: SeedData = {
    instances: [
      {
        name: "Plants",
        orgs: Array.from({ length: orgs }, (_, index) => ({
          name: `Plant ${index}`,
          limits: { device: 10, member: 20 },
          tags: [{ key: "fleet-key", value: `plant-${index}` }],
          members: [{ email: "ada@example.com", role: "admin" as const }]
        }))
      }
    ]
  }
  const layer = Fleet.layer.pipe(
    Layer.provideMerge(MemoryLedger.layer),
    Layer.provideMerge(NodeServer.layer()),
    Layer.provideMerge(Emulator.layer({ seed }))
  )
  return body(folder).pipe(
    Effect.provide(layer),
    Effect.ensuring(Effect.sync(() => rmSync(folder, { recursive: true })))
  )
}

const fileOf = (manage: string, count: number, org: (index: number) => string, more: ReadonlyArray<string> = []) =>
  [
    `manage: [${manage}]`,
    "orgs:",
    ...Array.from({ length: count }, (_, index) => `  plant-${index}: ${org(index)}`),
    ...more
  ].join("\n")

/** Changes of so many organizations, without faults. */
export const crashChanges = (options: {
  readonly orgs: number
  readonly kills: number
  readonly seed: string
  readonly isSqlite?: boolean
}) =>
  onOrgs(options.orgs, (folder) =>
    runStage(
      folder,
      {
        name: "changes",
        file: fileOf(
          "limits, tags",
          options.orgs,
          (index) => `{ limits: { device: ${20 + (index % 9)} }, tags: { audited: "2026" } }`
        ),
        kills: options.kills,
        isBroken: false,
        isSqlite: options.isSqlite === true
      },
      options.seed
    )
  ).pipe(
    Effect.map((result) => [result]),
    Random.withSeed(options.seed)
  )

/** Creations and invitations, then members, then deletions: so many of each, on a broken Losant. */
export const crashPeople = ({
  orgs,
  kills,
  seed
}: {
  readonly orgs: number
  readonly kills: number
  readonly seed: string
}) => {
  const manage = "members, invites"
  const news = Array.from({ length: orgs }, (_, index) => `  new-${index}: { name: New ${index} }`)
  const invited = `invites: { bob@example.com: view }`
  const stages: ReadonlyArray<Pick<Stage, "name" | "file">> = [
    { name: "creations and invitations", file: fileOf(manage, orgs, () => `{ ${invited} }`, news) },
    {
      name: "members",
      file: fileOf(manage, orgs, () => `{ ${invited}, members: { jo@example.com: edit } }`, news)
    },
    { name: "deletions", file: fileOf(manage, orgs, () => "{ absent: deleted }", news) }
  ]
  return onOrgs(orgs, (folder) =>
    Effect.forEach(stages, (stage) => runStage(folder, { ...stage, kills, isBroken: true }, seed))
  ).pipe(Random.withSeed(seed))
}
