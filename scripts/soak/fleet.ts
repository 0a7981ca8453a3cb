// The soak of fleet: it kills a process that applies hundreds of writes, again and again, and lets it resume. A round has
// three writes for each organization, without faults and with them.
//   npm run soak:fleet [-- --kills 40 --orgs 100 --rounds 1 --seed soak]
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { countDoubled, crash, wrongOf } from "../../packages/fleet/test/support/crash.ts"

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "40" },
    orgs: { type: "string", default: "100" },
    rounds: { type: "string", default: "1" },
    seed: { type: "string", default: "soak" }
  }
})
const total = { writes: 0, kills: 0, doubled: 0, wrong: 0 }

for (let round = 1; round <= Number(values.rounds); round += 1) {
  for (const isBroken of [false, true]) {
    const options = {
      orgs: Number(values.orgs),
      kills: Number(values.kills),
      seed: `${values.seed} ${round}`,
      isBroken
    }
    const { killed, results } = await Effect.runPromise(crash(options))
    const wrong = wrongOf(results)
    const doubled = countDoubled(results)
    const count = (state: string) => results.filter(({ entry }) => entry.state === state).length
    console.log(
      `round ${round}, ${isBroken ? "with" : "without"} faults: ${killed} kills, ${results.length} writes, ` +
        `${count("done")} done, ${count("unknown")} unknown, ${doubled} doubled`
    )
    for (const line of wrong) console.error(`✗ ${line}`)
    total.writes += results.length
    total.kills += killed
    total.doubled += doubled
    total.wrong += wrong.length
  }
}
console.log(`in all: ${total.kills} kills, ${total.writes} writes, ${total.doubled} doubled, ${total.wrong} wrong`)
if (total.wrong > 0) process.exitCode = 1
