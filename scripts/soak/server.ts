/** Kills the built server while it carries a set out: on a Losant with late writes, and on one that breaks more. */
import type { FaultPlan } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { revisions } from "../../packages/mcp-server/test/support/serving.ts"
import { type CrashOptions, crashServer, lateWrites } from "../../packages/mcp-server/test/support/setCrash.ts"

const orgs = 300
/** In milliseconds: a late write is carried out so long after its connection broke. */
const lateness = 1_500

/** One answer in twenty is cut off, and one request in a hundred gets a 429. */
const cutAnswers = (seed: string): FaultPlan => ({
  seed,
  rules: [
    { fault: "reset-before-headers-applied", probability: 0.02 },
    { fault: "close-before-headers", probability: 0.01 },
    { fault: "body-cut", probability: 0.02 },
    { fault: "rate-limited-seconds", seconds: 1, probability: 0.01 }
  ]
})

/** A gateway answers 408 in Losant's place, with the work done or not. */
const gatewayAnswers: CrashOptions["breakLosant"] = ({ next }) =>
  Effect.forEach(
    [60, 140, 220, 300],
    (nth, index) => next({ kind: "answer", status: 408, handled: index % 2 === 0 }, { nth }),
    { discard: true }
  )

/** Different moments in ascending order. The last writes are left to the end. */
const momentsOf = (kills: number) =>
  Effect.map(Random.shuffle(Array.from({ length: orgs - 10 }, (_, index) => index + 1)), (all) =>
    all.slice(0, kills).toSorted((one, other) => one - other)
  )

export const killServer = async (seed: string, kills: number): Promise<void> => {
  for (const [name, revision] of revisions) {
    for (const [losant, breakLosant] of [
      ["late writes", ({ plan }) => plan(lateWrites(lateness, seed))],
      ["cut answers, 408 and 429", (faults) => Effect.andThen(faults.plan(cutAnswers(seed)), gatewayAnswers(faults))]
    ] satisfies ReadonlyArray<readonly [string, CrashOptions["breakLosant"]]>) {
      const moments = await Effect.runPromise(Random.withSeed(momentsOf(kills), `${seed} ${name} ${losant}`))
      const { answer, asked, done, unknown, others, applied } = await crashServer({
        orgs,
        moments,
        revision,
        breakLosant
      })
      const doubled = applied.filter((count) => count > 1).length
      console.log(
        `server, ${name}, ${losant}: ${moments.length} kills, ${orgs} writes, ${done} done, ${unknown} unknown, ${doubled} doubled`
      )
      const isWrong =
        answer.isError || asked > 0 || others.length > 0 || done + unknown !== orgs || applied.length < done
      if (isWrong) console.error(`✗ ${answer.text}`)
      if (isWrong || doubled > 0) process.exitCode = 1
    }
  }
}
