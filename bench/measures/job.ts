/** Measures a job over many organizations, beside the same requests by hand. */
import { Agent, get } from "node:http"
import { text } from "node:stream/consumers"
import { instanceId } from "../limit/organizations.mjs"
import { atMost, type Section } from "../measure.ts"
import { bothServers, ours, type Stub, startStub } from "../servers.ts"
import { rounds, Samples } from "../stats.ts"
import { Server } from "../stdio.ts"

const organizations = 2_000
/** Milliseconds until the stub answers a request, as Losant does over the internet. */
const delay = 20
/** The server visits so many organizations at once, and reads so many in a page. */
const concurrency = 8
const perPage = 100

const tool = "losant_find_members"
const nobody = { person: "nobody@customer.example" }

interface Listed {
  readonly items: ReadonlyArray<{ readonly id: string }>
}

/** Looks for a person in all organizations as a program would that knows nothing of errors. */
const searchByHand = async ({ url }: Stub): Promise<number> => {
  const agent = new Agent({ keepAlive: true })
  const headers = { accept: "application/json", authorization: "Bearer token-of-the-bench" }
  const read = async (path: string) => {
    const body = await new Promise<string>((resolve, reject) => {
      get(`${url}/instances/${instanceId}/orgs${path}`, { agent, headers }, (response) => {
        text(response).then(resolve, reject)
      }).on("error", reject)
    })
    // Sound: the stub answers lists of this shape.
    return JSON.parse(body) as Listed
  }
  const start = performance.now()
  const waiting: Array<string> = []
  const visit = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await read(`/${id}/members`)
  }
  for (let page = 0; page * perPage < organizations; page++) {
    const { items } = await read(`?page=${page}&perPage=${perPage}`)
    waiting.push(...items.map(({ id }) => id))
    await Promise.all(Array.from({ length: concurrency }, visit))
  }
  const took = performance.now() - start
  agent.destroy()
  return took
}

export const measureJob = async (milliseconds: number): Promise<Section> => {
  const stub = await startStub("--delay", String(delay), "--organizations", String(organizations))
  const samples = new Samples()
  const program = (await bothServers(stub)).find(({ name }) => name === ours)
  if (program === undefined) throw new Error("There is no server to measure.")
  const server = new Server(program)
  await server.initialize()
  const count = await rounds({ atMost: 5, milliseconds }, async () => {
    const start = performance.now()
    await server.call(tool, nobody)
    samples.add("job", performance.now() - start)
    samples.add("hand", await searchByHand(stub))
  })
  await server.end()
  stub.stop()
  const value = (key: string) => samples.median(key) ?? Number.NaN
  return {
    name: "job",
    title: `A person looked for in ${organizations.toLocaleString("en")} organizations, ${delay} ms a request`,
    rounds: count,
    measures: [
      {
        id: "job.findMembers",
        what: `${concurrency} requests at once, to the same requests by hand`,
        unit: "ms",
        ours: value("job"),
        reference: { name: "node:http", value: value("hand") },
        goal: atMost("ratio", 1.2)
      }
    ]
  }
}
