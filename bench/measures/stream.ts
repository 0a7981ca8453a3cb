/** A list of 10,000 organizations as a stream. */
import { atMost, type Section } from "../measure.ts"
import { runProgram } from "../program.ts"
import type { Stub } from "../servers.ts"
import { median } from "../stats.ts"

interface Streamed {
  readonly rounds: number
  readonly times: Readonly<Record<"stream" | "fetch" | "http", ReadonlyArray<number>>>
  readonly heap: ReadonlyArray<readonly [page: number, bytes: number]>
}

// By the first ten pages everything is there that a stream needs once.
const settled = 10

/** What each further page leaves on the heap, in bytes. */
const growth = (heap: Streamed["heap"]): number => {
  const [first = Number.NaN, before = Number.NaN] = heap.find(([page]) => page >= settled) ?? []
  const [last = Number.NaN, after = Number.NaN] = heap.at(-1) ?? []
  return (after - before) / (last - first)
}

export const measureStream = async (stub: Stub, milliseconds: number): Promise<Section> => {
  // Sound: this is what the program writes.
  const { rounds, times, heap } = (await runProgram("stream", {
    node: ["--expose-gc"],
    args: [stub.url, String(milliseconds)]
  })) as Streamed
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
        goal: atMost("ratio", 1.2)
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
        ours: growth(heap) / 1000,
        goal: atMost("value", 0.5)
      }
    ]
  }
}
