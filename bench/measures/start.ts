/** Measures how soon a server answers, how much memory it keeps, and how soon it ends. */
import { setTimeout as sleep } from "node:timers/promises"
import { orgId } from "../limit/organizations.mjs"
import { atMost, type Measure, type Section } from "../measure.ts"
import { residentMemory } from "../memory.ts"
import { limit, ours } from "../servers.ts"
import { rotate, rounds, Samples } from "../stats.ts"
import { type Program, Server } from "../stdio.ts"

export interface StartOptions {
  /** The servers whose tools call the stub. */
  readonly calling: ReadonlyArray<Program>
  /** The servers that are only started. */
  readonly others: ReadonlyArray<Program>
  readonly milliseconds: number
}

// Right after the answer, a server still holds memory that it frees soon.
const settle = 50

const atRest = async (program: Program, samples: Samples): Promise<void> => {
  const server = new Server(program)
  await server.initialize()
  await server.request("tools/list")
  samples.add(`list ${server.name}`, performance.now() - server.startedAt)
  await sleep(settle)
  const memory = residentMemory(server.pid)
  if (memory !== undefined) samples.add(`memory ${server.name}`, memory / 1e6)
  samples.add(`exit ${server.name}`, await server.end())
}

const afterCalls = async (program: Program, samples: Samples): Promise<void> => {
  const server = new Server(program)
  await server.initialize()
  await server.request("tools/list")
  await server.call("losant_get_org", { orgId: orgId(7) })
  samples.add(`first ${server.name}`, performance.now() - server.startedAt)
  for (let number = 0; number < 3; number++) await server.call("losant_get_org", { orgId: orgId(number) })
  samples.add(`exitHttp ${server.name}`, await server.end())
}

export const measureStart = async ({ calling, others, milliseconds }: StartOptions): Promise<Section> => {
  const samples = new Samples()
  const all = [...calling, ...others]
  const count = await rounds({ atMost: 30, milliseconds }, async (round) => {
    for (const program of rotate(all, round)) await atRest(program, samples)
    for (const program of rotate(calling, round)) await afterCalls(program, samples)
  })
  const measured = (key: string, rest: Pick<Measure, "what" | "unit" | "goal">): ReadonlyArray<Measure> => {
    const own = samples.median(`${key} ${ours}`)
    const reference = samples.median(`${key} ${limit}`)
    if (own === undefined || reference === undefined) return []
    const figures = all
      .filter(({ name }) => name !== ours && name !== limit)
      .flatMap(({ name }) => {
        const value = samples.median(`${key} ${name}`)
        return value === undefined ? [] : [[name, value] as const]
      })
    const compared = figures.length === 0 ? {} : { others: Object.fromEntries(figures) }
    return [{ id: `start.${key}`, ...rest, ours: own, reference: { name: limit, value: reference }, ...compared }]
  }
  return {
    name: "start",
    title: "Start, memory and exit",
    rounds: count,
    measures: [
      ...measured("list", { what: "start to tools/list", unit: "ms", goal: atMost("ratio", 1.5) }),
      ...measured("first", {
        what: "start to the first tool result over HTTP",
        unit: "ms",
        goal: atMost("ratio", 2)
      }),
      ...measured("memory", { what: "memory after tools/list", unit: "MB", goal: atMost("ratio", 1.3) }),
      ...measured("exit", { what: "exit after end of input", unit: "ms", goal: atMost("value", 20) }),
      ...measured("exitHttp", { what: "exit after HTTP calls", unit: "ms", goal: atMost("value", 20) })
    ]
  }
}
