// Measures the time of a list with core's stream and with the same requests written by hand, in turns. It runs as a
// process of its own, and prints a JSON line.
import { total } from "../limit/organizations.mjs"
import { rotate, rounds } from "../stats.ts"
import { agent, type Way, ways } from "./lists.ts"

const milliseconds = Number(process.argv[3])
const names: ReadonlyArray<Way> = ["stream", "effect", "fetch", "http"]

const times: Record<Way, Array<number>> = { stream: [], effect: [], fetch: [], http: [] }
const run = async (way: Way): Promise<number> => {
  let seen = 0
  const start = performance.now()
  await ways[way]((count) => {
    seen = count
    return undefined
  })
  if (seen !== total) throw new Error(`${way} gave ${seen} organizations of ${total}`)
  return performance.now() - start
}

for (const way of names) await run(way)
const count = await rounds({ atMost: 7, milliseconds }, async (round) => {
  for (const way of rotate(names, round)) times[way].push(await run(way))
})

agent.destroy()
process.stdout.write(`${JSON.stringify({ rounds: count, times })}\n`)
