// Lists and changes many organizations of an emulator over HTTP, in one process with its client. It prints a line of JSON:
// milliseconds of the clock and of the processor.
//
// node --conditions=@effect-losant/source --import tsx bench/programs/manyOrgs.ts [ORGANIZATIONS]
import { InstanceOrg, InstanceOrgs, Losant } from "@effect-losant/core"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"

const count = Number(process.argv[2] ?? 100_000)
const perPage = 100
const changes = 1_000

const orgs = Array.from({ length: count }, (_, index) => ({
  name: `Plant ${index}`,
  tags: [{ key: "fleet-key", value: `plant-${index}` }],
  members: []
}))

/** Runs an effect, and prints its time: of all of it, and of each of so many parts. */
const measured = <A, E, R>(what: string, parts: number, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const [wall, cpu] = [performance.now(), process.cpuUsage()]
    const result = yield* effect
    const { user, system } = process.cpuUsage(cpu)
    const round = (millis: number) => Math.round(millis * 100) / 100
    const [wallMs, cpuMs] = [performance.now() - wall, (user + system) / 1_000]
    const line = { what, wallMs: round(wallMs), cpuMs: round(cpuMs), cpuMsEach: round(cpuMs / parts) }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    return result
  })

const program = Effect.gen(function* () {
  const emulator = yield* measured(
    `${count} organizations are ready`,
    1,
    Emulator.make({ seed: { instances: [{ name: "Plants", orgs }] } })
  )
  const { url } = yield* Effect.provideService(NodeServer.make(), Emulator, emulator)
  const { instanceId } = emulator
  const pages = Math.ceil(count / perPage)
  yield* Effect.gen(function* () {
    const all = yield* measured(
      `${pages} pages of ${perPage}`,
      pages,
      Effect.forEach(Array.from({ length: pages }), (_, page) =>
        InstanceOrgs.get({ instanceId, page, perPage, summaryInclude: ["memberCount"] })
      )
    )
    const ids = all.flatMap(({ items }) => items.map(({ id }) => id)).slice(0, changes)
    yield* measured(
      `${ids.length} changes`,
      ids.length,
      Effect.forEach(ids, (orgId, index) =>
        InstanceOrg.patch({ instanceId, orgId, organization: { description: `change ${index}` } })
      )
    )
  }).pipe(Effect.provide(Losant.layer({ accessToken: emulator.token, url })))
})

await Effect.runPromise(Effect.scoped(program))
