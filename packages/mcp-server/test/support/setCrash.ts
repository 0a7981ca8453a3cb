// Kills the built server again and again while it carries a set out, and lets another one go on with it.
import type { Emulator, FaultPlan } from "@effect-losant/emulator"
import type { ClientOptions } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import { fieldsOf, startSetServer, withPlants } from "./setServer.ts"

export const describeAll = { operation: "update_org", all: true, change: { description: "audited" } }

export interface CrashOptions {
  readonly orgs: number
  /** Each is a number of applied writes, after which the server is killed. They ascend. */
  readonly moments: ReadonlyArray<number>
  readonly revision: ClientOptions
  readonly breakLosant: (faults: Emulator["Service"]["faults"]) => Effect.Effect<void>
}

/** A Losant that carries some writes out `lateness` milliseconds after their connection broke. */
export const lateWrites = (lateness: number, seed: string): FaultPlan => ({
  seed,
  rules: [
    { fault: "reset-before-headers-late", delay: lateness, probability: 0.02, method: "PATCH" },
    { fault: "reset-before-headers-applied", probability: 0.02, method: "PATCH" }
  ]
})

/** The calls after the last kill: a set stops by itself after five failures in a row. */
const mostCalls = 40

/** Gives the last answer, how often the person was asked after the last kill, and the writes of each organization. */
export const crashServer = ({ orgs, moments, revision, breakLosant }: CrashOptions) =>
  withPlants(orgs, async (place, { faults, writes }) => {
    await Effect.runPromise(breakLosant(faults))
    const start = () => startSetServer(place, revision, true)
    let server = await start()
    const { content } = await server.call("losant_plan_changes", describeAll)
    const { changeSetId } = content
    const apply = () => server.call("losant_apply_changes", { changeSetId })
    for (const moment of moments) {
      const cut = apply().catch(() => "cut")
      await Effect.runPromise(writes.applied(moment))
      server.kill()
      await cut
      await server.close()
      server = await start()
    }
    let answer = await apply()
    for (let calls = 1; calls < mostCalls && ["goesOn", "stopped"].includes(String(answer.content["state"])); calls++) {
      answer = await apply()
    }
    const { asked } = server.counts()
    await server.close()
    const { done = 0, unknown = 0, ...others } = fieldsOf(answer.content["counts"])
    return {
      answer,
      asked,
      done: Number(done),
      unknown: Number(unknown),
      others: Object.keys(others),
      applied: Object.values(await Effect.runPromise(writes.counts))
    }
  })
