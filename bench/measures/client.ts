/** Measures the bytes that core adds to a program, and the time that it takes for decoding. */
import { atMost, type Measure, type Section } from "../measure.ts"
import { runProgram } from "../program.ts"
import { type Compared, sizeOfCore, sizeOfServerPackage } from "../sizes.ts"

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

const sizes = (id: string, what: string, { core, effect }: Compared, goal: number): ReadonlyArray<Measure> =>
  (["minified", "gzipped"] as const).map((form) => ({
    id: `client.${id}.${form}`,
    what: `${what}, ${form}`,
    unit: "kB",
    ours: core[form] / 1000,
    reference: { name: "the same Effect modules alone", value: effect[form] / 1000 },
    goal: atMost("ratio", goal)
  }))

const packageSizes = async (): Promise<ReadonlyArray<Measure>> => {
  const { bytes, ofCharts } = await sizeOfServerPackage()
  const size = (id: string, what: string, value: number, most: number): Measure => ({
    id,
    what,
    unit: "kB",
    ours: value / 1000,
    goal: atMost("value", most)
  })
  return [
    size("client.package", "the server's package, unpacked, without what only charts load", bytes - ofCharts, 1500),
    size("client.packageWithCharts", "the server's package, unpacked", bytes, 5000)
  ]
}

export const measureClient = async (): Promise<Section> => ({
  name: "client",
  title: "Core in a program",
  measures: [
    await decoding(),
    ...sizes("all", "core with all actions", await sizeOfCore("all"), 1.25),
    ...sizes("one", "core with one action", await sizeOfCore("one"), 1.1),
    ...(await packageSizes())
  ]
})
