/** Measures how quickly a running server answers calls. */

import { librariesAlone } from "../floor.ts"
import { orgId } from "../limit/organizations.mjs"
import { atLeast, atMost, type Measure, type Section } from "../measure.ts"
import { limit, ours } from "../servers.ts"
import { median, rotate, rounds, Samples } from "../stats.ts"
import { type Program, Server } from "../stdio.ts"

export interface CallsOptions {
  readonly calling: ReadonlyArray<Program>
  readonly milliseconds: number
}

const one = ["losant_get_org", { orgId: orgId(7) }] as const
const page = ["losant_list_orgs", { perPage: 100 }] as const
/** A name is created once: a server may refuse to create a second organization of the same name. */
const create = ["losant_create_org", (number: number) => ({ name: `Created ${number}` })] as const
/** The most that a call may hold, with a mistake in each name. */
const limits = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`nothingLikeThis${index}`, index]))
const large = ["losant_update_org", { orgId: orgId(7), limits }] as const

/** Measures the time of a call while no other is in flight, in milliseconds. */
const alone = async (
  server: Server,
  [tool, args]: typeof one | typeof page | typeof create,
  total: number
): Promise<number> => median(await server.calls(tool, args, total, 1))

/** Measures how many calls a server answers in a second while 32 are in flight. */
const together = async (server: Server, [tool, args]: typeof one | typeof page, total: number): Promise<number> => {
  const start = performance.now()
  await server.calls(tool, args, total, 32)
  return (total / (performance.now() - start)) * 1000
}

/** The two libraries alone have no tool that writes. */
const writing = (servers: ReadonlyArray<Server>): ReadonlyArray<Server> =>
  servers.filter(({ name }) => name !== librariesAlone)

export const measureCalls = async ({ calling, milliseconds }: CallsOptions): Promise<Section> => {
  const samples = new Samples()
  const servers = calling.map((program) => new Server(program))
  // These calls let the optimizing compiler do its work. The section on the start measures calls without them.
  for (const server of servers) {
    await server.initialize()
    await server.call(...one)
    await server.call(...page)
    await together(server, one, 400)
    await together(server, page, 150)
  }
  for (const server of writing(servers)) await alone(server, create, 100)
  const count = await rounds({ atMost: 20, milliseconds }, async (round) => {
    const order = rotate(servers, round)
    for (const server of order) samples.add(`one ${server.name}`, await alone(server, one, 150))
    for (const server of order) samples.add(`page ${server.name}`, await alone(server, page, 30))
    for (const server of writing(order)) samples.add(`create ${server.name}`, await alone(server, create, 50))
    for (const server of writing(order)) samples.add(`block ${server.name}`, await server.blocked(...large))
    for (const server of order) samples.add(`oneTogether ${server.name}`, await together(server, one, 320))
    for (const server of order) samples.add(`pageTogether ${server.name}`, await together(server, page, 96))
  })
  for (const server of servers) await server.end()
  const measured = (key: string, rest: Pick<Measure, "what" | "unit" | "goal">): Measure => {
    const value = (name: string) => samples.median(`${key} ${name}`) ?? Number.NaN
    const peers = servers
      .map(({ name }) => name)
      .filter((name) => name !== ours && name !== limit && samples.median(`${key} ${name}`) !== undefined)
    const compared = peers.length === 0 ? {} : { others: Object.fromEntries(peers.map((name) => [name, value(name)])) }
    return {
      id: `calls.${key}`,
      ...rest,
      ours: value(ours),
      reference: { name: limit, value: value(limit) },
      ...compared
    }
  }
  return {
    name: "calls",
    title: "Calls of tools over HTTP",
    rounds: count,
    measures: [
      measured("one", { what: "one organization, p50", unit: "ms", goal: atMost("ratio", 1.6) }),
      measured("page", { what: "a page of 100 organizations, p50", unit: "ms", goal: atMost("ratio", 1.5) }),
      measured("pageTogether", {
        what: "a page of 100, 32 calls in flight",
        unit: "calls/s",
        goal: atLeast("ratio", 0.8)
      }),
      measured("oneTogether", {
        what: "one organization, 32 calls in flight",
        unit: "calls/s",
        goal: atLeast("ratio", 0.47)
      }),
      measured("create", { what: "a new organization, with its plan, p50", unit: "ms" }),
      measured("block", { what: "a ping behind a call with 250 kB of mistakes", unit: "ms" })
    ]
  }
}
