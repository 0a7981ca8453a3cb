// All organizations of the stub as core's stream, beside the same requests made by hand, in turns; then how the heap
// grows with the pages of one stream. Runs as a process of its own with --expose-gc, and writes a JSON line.
import * as http from "node:http"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { type InstanceId, InstanceOrgs, Losant, Pagination } from "../../packages/core/src/index.ts"
import { instanceId, total } from "../limit/organizations.mjs"
import { rotated, rounds } from "../stats.ts"

const url = process.argv[2] ?? ""
const milliseconds = Number(process.argv[3])
const perPage = 100
const pages = total / perPage

// Sound: it has the form of an id.
const input = { instanceId: instanceId as InstanceId, perPage }
const losant = Losant.layer({ accessToken: Redacted.make("token-of-the-bench"), url })

/** Runs the whole stream; `onItem` is told how many items came so far. */
const streamed = (onItem: (count: number) => void): Promise<void> => {
  let count = 0
  return Pagination.items(InstanceOrgs.get, input).pipe(
    Stream.runForEach(() => Effect.sync(() => onItem(++count))),
    Effect.provide(losant),
    Effect.runPromise
  )
}

const pathOf = (page: number) =>
  `/instances/${instanceId}/orgs?page=${page}&perPage=${perPage}&sortField=id&sortDirection=asc`
const headers = { accept: "application/json", authorization: "Bearer token-of-the-bench" }

interface Page {
  readonly items: ReadonlyArray<unknown>
}

const byFetch = async (path: string): Promise<Page> => {
  const response = await fetch(url + path, { headers })
  return JSON.parse(await response.text())
}

const agent = new http.Agent({ keepAlive: true })
const byHttp = (path: string): Promise<Page> =>
  new Promise((resolve, reject) => {
    const request = http.get(url + path, { agent, headers }, (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk) => chunks.push(chunk))
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))))
    })
    request.on("error", reject)
  })

const byHand = async (get: (path: string) => Promise<Page>, onItem: (count: number) => void): Promise<void> => {
  let count = 0
  for (let page = 0; page < pages; page++) {
    const { items } = await get(pathOf(page))
    for (const _ of items) onItem(++count)
  }
}

const ways = {
  stream: streamed,
  fetch: (onItem: (count: number) => void) => byHand(byFetch, onItem),
  http: (onItem: (count: number) => void) => byHand(byHttp, onItem)
}
type Way = keyof typeof ways
const names: ReadonlyArray<Way> = ["stream", "fetch", "http"]

const times: Record<Way, Array<number>> = { stream: [], fetch: [], http: [] }
const run = async (way: Way): Promise<number> => {
  let seen = 0
  const start = performance.now()
  await ways[way]((count) => {
    seen = count
  })
  if (seen !== total) throw new Error(`${way} gave ${seen} organizations of ${total}`)
  return performance.now() - start
}

for (const way of names) await run(way)
const count = await rounds({ atMost: 7, milliseconds }, async (round) => {
  for (const way of rotated(names, round)) times[way].push(await run(way))
})

// Right after a collection, so that what counts is what the stream holds on to.
const heap: Array<readonly [page: number, bytes: number]> = []
await streamed((count) => {
  const page = count / perPage
  if (page % 10 !== 0) return
  globalThis.gc?.()
  heap.push([page, process.memoryUsage().heapUsed])
})
agent.destroy()
process.stdout.write(`${JSON.stringify({ rounds: count, times, heap })}\n`)
