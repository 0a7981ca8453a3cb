/** Measures a list of 10,000 organizations as a stream. */
import { atMost, type Section } from "../measure.ts"
import { runProgram } from "../program.ts"
import type { Stub } from "../servers.ts"
import { median } from "../stats.ts"

interface Streamed {
  readonly rounds: number
  readonly times: Readonly<Record<"stream" | "effect" | "fetch" | "http", ReadonlyArray<number>>>
}

type Heap = Readonly<Record<"stream" | "fetch", ReadonlyArray<ReadonlyArray<Point>>>>

type Point = readonly [page: number, bytes: number]

// After so many pages, everything that a list allocates once is allocated.
const settled = 20

/** The bytes that each further page leaves on the heap. This is the slope of the line that fits the points best. */
export const growth = (points: ReadonlyArray<Point>): number => {
  const later = points.filter(([page]) => page >= settled)
  const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length
  const page = mean(later.map(([at]) => at))
  const bytes = mean(later.map(([, heap]) => heap))
  const together = later.map(([at, heap]) => (at - page) * (heap - bytes))
  return mean(together) / mean(later.map(([at]) => (at - page) ** 2))
}

export const measureStream = async (stub: Stub, milliseconds: number): Promise<Section> => {
  // Sound: the program writes JSON of this shape.
  const { rounds, times } = (await runProgram("stream", { args: [stub.url, String(milliseconds)] })) as Streamed
  // Sound: this program does too.
  const heap = (await runProgram("streamHeap", {
    node: ["--expose-gc", "--no-opt", "--no-flush-bytecode"],
    args: [stub.url]
  })) as Heap
  const ours = median(times.stream)
  return {
    name: "stream",
    title: "10,000 organizations in 100 pages, one request at a time",
    rounds,
    measures: [
      {
        id: "stream.fetch",
        what: "as a stream, to the same requests by hand with fetch",
        unit: "ms",
        ours,
        reference: { name: "fetch", value: median(times.fetch) },
        others: { "Effect's HTTP client alone": median(times.effect) },
        goal: atMost("ratio", 1.25)
      },
      {
        id: "stream.http",
        what: "as a stream, to the same requests by hand with node:http",
        unit: "ms",
        ours,
        reference: { name: "node:http", value: median(times.http) }
      },
      {
        id: "stream.heap",
        what: "heap that each further page leaves behind",
        unit: "kB",
        ours: median(heap.stream.map(growth)) / 1000,
        reference: { name: "fetch", value: median(heap.fetch.map(growth)) / 1000 },
        goal: atMost("value", 0.5)
      }
    ]
  }
}
