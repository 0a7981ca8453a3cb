// The soak of fleet: it kills a process that applies writes, again and again, at random moments, and lets it go on.
//   sets: change sets, of which a round has three for all organizations, without faults and with them
//   server: a change set of 300 organizations by the built server, which is killed, in both revisions of the protocol
//   changes: as many changes of desired state as there are --changes
//   people: creations and invitations, then members, then deletions, on a broken Losant, some of whose requests come late
// It ends with 1 if a write was applied twice, or is lost.
//   npm run soak:fleet [-- --only sets --kills 12 --orgs 834 --rounds 2 --seed soak]
//   npm run soak:fleet -- --only server [--serverKills 40]
//   npm run soak:fleet -- --only changes [--changes 10000 --changeKills 20]
//   npm run soak:fleet -- --only people [--people 300 --peopleKills 3]
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { countDoubled, crash, wrongOf } from "../../packages/fleet/test/support/crash.ts"
import { crashChanges, crashPeople, type StageResult } from "../../packages/fleet/test/support/fleetCrash.ts"
import { killServer } from "./server.ts"

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    kills: { type: "string", default: "12" },
    orgs: { type: "string", default: "834" },
    rounds: { type: "string", default: "2" },
    serverKills: { type: "string", default: "40" },
    changes: { type: "string", default: "10000" },
    changeKills: { type: "string", default: "20" },
    people: { type: "string", default: "300" },
    peopleKills: { type: "string", default: "3" },
    seed: { type: "string", default: "soak" }
  }
})
const { seed } = values

const applySets = async (): Promise<void> => {
  const total = { writes: 0, kills: 0, doubled: 0, wrong: 0 }
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const isBroken of [false, true]) {
      const options = {
        orgs: Number(values.orgs),
        kills: Number(values.kills),
        seed: `${seed} ${round}`,
        isBroken
      }
      const { killed, results } = await Effect.runPromise(crash(options))
      const wrong = wrongOf(results)
      const doubled = countDoubled(results)
      const count = (state: string) => results.filter(({ entry }) => entry.state === state).length
      console.log(
        `sets, round ${round}, ${isBroken ? "with" : "without"} faults: ${killed} kills, ${results.length} writes, ` +
          `${count("done")} done, ${count("unknown")} unknown, ${doubled} doubled`
      )
      for (const line of wrong) console.error(`✗ ${line}`)
      total.writes += results.length
      total.kills += killed
      total.doubled += doubled
      total.wrong += wrong.length
    }
  }
  console.log(
    `sets, in all: ${total.kills} kills, ${total.writes} writes, ${total.doubled} doubled, ${total.wrong} wrong`
  )
  if (total.wrong > 0) process.exitCode = 1
}

const print = (results: ReadonlyArray<StageResult>): void => {
  for (const { name, writes, kills, doubled, lost } of results) {
    console.log(`desired state, ${name}: ${kills} kills, ${writes} writes, ${doubled} doubled, ${lost} lost`)
    if (doubled > 0 || lost > 0) process.exitCode = 1
  }
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  sets: applySets,
  server: () => killServer(seed, Number(values.serverKills)),
  changes: async () => {
    const options = { orgs: Number(values.changes), kills: Number(values.changeKills), seed }
    print(await Effect.runPromise(crashChanges(options)))
  },
  people: async () => {
    const options = { orgs: Number(values.people), kills: Number(values.peopleKills), seed }
    print(await Effect.runPromise(crashPeople(options)))
  }
}

const { only } = values
if (only !== undefined && parts[only] === undefined) {
  console.error(`--only takes ${Object.keys(parts).join(", ")}, not ${JSON.stringify(only)}.`)
  process.exitCode = 2
} else {
  console.log(`seed ${JSON.stringify(seed)}`)
  for (const [name, run] of Object.entries(parts)) if (only === undefined || only === name) await run()
}
