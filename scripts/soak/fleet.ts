// The soak of fleet: it kills a process that applies hundreds of writes, again and again, and lets it resume.
//   npm run soak:fleet [-- --kills 40 --orgs 100 --seed soak]
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { brokenConnections, crash, wrongOf } from "../../packages/fleet/test/support/crash.ts"

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "40" },
    orgs: { type: "string", default: "100" },
    seed: { type: "string", default: "soak" }
  }
})
const { seed } = values
const options = { orgs: Number(values.orgs), kills: Number(values.kills), seed }

for (const [what, faults] of [
  ["without faults", {}],
  ["with faults", { faults: brokenConnections(seed) }]
] as const) {
  const { killed, results } = await Effect.runPromise(crash({ ...options, ...faults }))
  const wrong = wrongOf(results)
  const count = (state: string) => results.filter(({ entry }) => entry.state === state).length
  console.log(`${what}: ${killed} kills, ${results.length} writes, ${count("done")} done, ${count("unknown")} unknown`)
  for (const line of wrong) console.error(`✗ ${line}`)
  if (wrong.length > 0) process.exitCode = 1
}
