// Applies the plan of a fleet until nothing is open, or until somebody kills it. The argument is its variables as JSON.
import * as Fs from "node:fs"
import { Losant } from "@effect-losant/core"
import { type EngineOptions, Fleet, type FleetEvent, FleetPlan } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { ledgerAt } from "./ledgerAt.ts"

export interface Variables {
  readonly url: string
  readonly token: string
  /** The ledger as the program is told it. */
  readonly ledger: string
  readonly plan: string
  /** In milliseconds. */
  readonly settle: number
}

const { url, token, ledger, plan: file, settle }: Variables = JSON.parse(process.argv[2] ?? "")

const layer = Fleet.layer.pipe(
  Layer.provide([
    ledgerAt(ledger),
    Losant.layer({ url, accessToken: Redacted.make(token), timeout: "1 second", retry: { baseDelay: 20 } })
  ])
)

const options: EngineOptions = { concurrency: 8, writeTimeout: "1 second", settle, resendUnknownEmails: true }

/** True if the run ended with writes that it may still carry out: it stops by itself after five failures in a row. */
const isOpen = (events: ReadonlyArray<FleetEvent>): boolean => {
  const last = events.at(-1)
  return (
    last?._tag !== "Finished" || last.run.entries.some(({ state }) => ["planned", "begun", "unknown"].includes(state))
  )
}

const ends = (event: FleetEvent) => event._tag === "Finished"

const applyAll = Effect.gen(function* () {
  const fleet = yield* Fleet
  const plan = yield* Schema.decodeUnknownEffect(Schema.fromJsonString(FleetPlan))(Fs.readFileSync(file, "utf8"))
  const begin = fleet.apply(plan, {
    ...options,
    allowDangerous: true,
    maxRemovals: plan.managed,
    confirmedNames: namesOf(plan)
  })
  let events = yield* Stream.runCollect(Stream.filter(begin, ends))
  while (isOpen(events)) events = yield* Stream.runCollect(Stream.filter(fleet.resume(plan.id, options), ends))
})

const namesOf = ({ writes }: FleetPlan) =>
  writes.flatMap(({ _tag, orgName }) => (_tag === "delete_org" ? [orgName] : []))

await Effect.runPromise(Effect.provide(applyAll, layer))
