/** Measures the cost of core for a program: bytes, and the time of a call and of decoding. */
import type { Size } from "../bundle.ts"
import { atMost, type Measure, type Section } from "../measure.ts"
import { runProgram } from "../program.ts"
import { type Compared, limits, packageLimits, sizeOfCore, sizeOfServerPackage } from "../sizes.ts"

const decoding = async (): Promise<Measure> => {
  // Sound: the program writes JSON of this shape.
  const { parse, both } = (await runProgram("decode")) as { readonly parse: number; readonly both: number }
  return {
    id: "client.decode",
    what: "decoding a page of 100 alone",
    unit: "ms",
    // The decoder takes the text and parses it too, so the time of parsing is subtracted.
    ours: both - parse,
    reference: { name: "JSON.parse", value: parse },
    goal: atMost("ratio", 0.7)
  }
}

const warmCalls = async (): Promise<ReadonlyArray<Measure>> => {
  // Sound: this is what the program writes.
  const { hand, effect, promise } = (await runProgram("warm")) as Readonly<
    Record<"hand" | "effect" | "promise", number>
  >
  const reference = { name: "by hand", value: hand }
  const goal = atMost("ratio", 2)
  return [
    { id: "client.warm", what: "a call answered from memory, CPU", unit: "µs", ours: effect, reference, goal },
    { id: "client.warmPromise", what: "the same as a promise", unit: "µs", ours: promise, reference, goal }
  ]
}

const sizes = (id: string, what: string, { core, effect }: Compared, limit: Size): ReadonlyArray<Measure> =>
  (["minified", "gzipped"] as const).map((form) => ({
    id: `client.${id}.${form}`,
    what: `${what}, ${form}`,
    unit: "kB",
    ours: core[form] / 1000,
    reference: { name: "the same Effect modules alone", value: effect[form] / 1000 },
    goal: atMost("value", limit[form] / 1000)
  }))

const packageSizes = async (): Promise<ReadonlyArray<Measure>> => {
  const { bytes, ofCharts, ofViews } = await sizeOfServerPackage()
  const size = (id: string, what: string, value: number, most: number): Measure => ({
    id,
    what,
    unit: "kB",
    ours: value / 1000,
    goal: atMost("value", most)
  })
  return [
    size(
      "client.package",
      "the server's package, unpacked, without what only charts and views load",
      bytes - ofCharts - ofViews,
      packageLimits.withoutCharts / 1000
    ),
    size("client.packageWithCharts", "the server's package, unpacked", bytes, packageLimits.all / 1000)
  ]
}

export const measureClient = async (): Promise<Section> => ({
  name: "client",
  title: "Core in a program",
  measures: [
    await decoding(),
    ...(await warmCalls()),
    ...sizes("all", "core with all actions", await sizeOfCore("all"), limits.all),
    ...sizes("one", "core with one action", await sizeOfCore("one"), limits.one),
    ...(await packageSizes())
  ]
})
