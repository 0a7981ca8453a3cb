// Measures how the heap grows with the pages of one list, with core's stream and with fetch by hand. It runs as a
// process of its own with --expose-gc, and V8 does not optimize there: optimized code takes more memory than a page
// leaves. It prints the result as a JSON line.
import { perPage, type Way, ways } from "./lists.ts"

type Point = readonly [page: number, bytes: number]

// Measures the heap at every tenth page. Before that, it collects garbage several times and lets finalizers run.
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

// Node keeps an entry for each of the first 250 requests by fetch, so these are sent before.
for (let list = 0; list < 3; list++) await ways.fetch(() => undefined)

const heap: Record<"stream" | "fetch", Array<ReadonlyArray<Point>>> = { stream: [], fetch: [] }
for (let list = 0; list < 3; list++) {
  heap.stream.push(await heapOf("stream"))
  heap.fetch.push(await heapOf("fetch"))
}
process.stdout.write(`${JSON.stringify(heap)}\n`)
