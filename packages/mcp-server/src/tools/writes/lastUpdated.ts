/** Whether the organization is still what the caller thinks it is. */
import * as Effect from "effect/Effect"
import { millisecondsOf } from "../../arguments/options.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { WritePlan } from "../../model/WritePlan.ts"
import { escapeAndCut, quote } from "../../text/escapes.ts"

// Enough to decide with; all of it a read shows.
const longestValue = 200
const mostFields = 10

const named = (path: string): string => (/^[\w.@-]{1,100}$/.test(path) ? path : quote(path, longestValue))

const shown = (value: unknown): string =>
  typeof value === "string" ? quote(value, longestValue) : escapeAndCut(JSON.stringify(value), longestValue).text

const stateOf = ({ before, changes }: WritePlan): string => {
  // A deletion is about all of it.
  if (Object.keys(before).length === 0) return ""
  const held = Object.entries(changes).flatMap(([path, change]) =>
    change.before === undefined ? [] : [`${named(path)} is ${shown(change.before)}`]
  )
  const more = held.length > mostFields ? [`and ${held.length - mostFields} more`] : []
  return held.length === 0
    ? ""
    : ` Of what the call is about, ${[...held.slice(0, mostFields), ...more].join(", ")} now.`
}

/**
 * Refuses a plan whose organization was changed after `ifLastUpdated`, if the call gives one. Losant has no such
 * precondition: a change that somebody makes between the reading and the write is not seen.
 */
export const checkLastUpdated = (plan: WritePlan, ifLastUpdated: string | undefined): Effect.Effect<void, Refusal> => {
  if (ifLastUpdated === undefined) return Effect.void
  const lastUpdated = plan.current?.lastUpdated
  if (lastUpdated === undefined) {
    const message =
      "Nothing was sent: Losant does not say when the organization was last changed. Leave ifLastUpdated out."
    return Effect.fail(new Refusal("changedSince", message))
  }
  if (millisecondsOf(lastUpdated) === millisecondsOf(ifLastUpdated)) return Effect.void
  return Effect.fail(
    new Refusal(
      "changedSince",
      `Nothing was sent: the organization ${quote(plan.subject.name ?? "", 300)} was last changed at ` +
        `${quote(lastUpdated, 100)}, not at ${quote(ifLastUpdated, 100)}.${stateOf(plan)} Read it with losant_get_org, ` +
        `decide whether the call is still right, and then make it with ifLastUpdated ${quote(lastUpdated, 100)}.`
    )
  )
}
