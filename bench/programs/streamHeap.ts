// How the heap grows with the pages of one list, as core's stream and by fetch by hand. Runs as a process of its own with
// --expose-gc, and without optimizing: the code that V8 makes is more than what a page leaves. Writes a JSON line.
import { perPage, type Way, ways } from "./lists.ts"

type Point = readonly [page: number, bytes: number]

// The heap of a way at every tenth page, after collections between which finalizers ran.
const heapOf = async (way: Way): Promise<ReadonlyArray<Point>> => {
  const points: Array<Point> = []
  await ways[way]((count) => {
    const page = count / perPage
    if (page % 10 !== 0) return undefined
    return settled().then(() => {
      points.push([page, process.memoryUsage().heapUsed])
    })
  })
  return points
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    globalThis.gc?.()
  }
}

// Node keeps an entry of each of the first 250 requests by fetch.
for (let list = 0; list < 3; list++) await ways.fetch(() => undefined)

const heap: Record<"stream" | "fetch", Array<ReadonlyArray<Point>>> = { stream: [], fetch: [] }
for (let list = 0; list < 3; list++) {
  heap.stream.push(await heapOf("stream"))
  heap.fetch.push(await heapOf("fetch"))
}
process.stdout.write(`${JSON.stringify(heap)}\n`)
