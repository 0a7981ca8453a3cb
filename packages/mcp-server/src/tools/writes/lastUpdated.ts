/** Checks that nobody has changed the organization since the caller read it. */
import * as Effect from "effect/Effect"
import { toMilliseconds } from "../../arguments/options.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { WritePlan } from "../../model/WritePlan.ts"
import { escapeAndCut, quote } from "../../text/escapes.ts"

// Enough for a decision. A read shows the rest.
const maxValueLength = 200
const maxFields = 10

const quotePath = (path: string): string => (/^[\w.@-]{1,100}$/.test(path) ? path : quote(path, maxValueLength))

const formatValue = (value: unknown): string =>
  typeof value === "string" ? quote(value, maxValueLength) : escapeAndCut(JSON.stringify(value), maxValueLength).text

const describeState = ({ before, changes }: WritePlan): string => {
  // A deletion changes no single fields.
  if (Object.keys(before).length === 0) return ""
  const facts = Object.entries(changes).flatMap(([path, change]) =>
    change.before === undefined ? [] : [`${quotePath(path)} is ${formatValue(change.before)}`]
  )
  const more = facts.length > maxFields ? [`and ${facts.length - maxFields} more`] : []
  return facts.length === 0
    ? ""
    : ` The fields that the call changes are now: ${[...facts.slice(0, maxFields), ...more].join(", ")}.`
}

/**
 * Refuses a plan if the call gives `ifLastUpdated` and the organization was changed at another time. Losant itself has
 * no such precondition, so a change between this check and the write goes unnoticed.
 */
export const checkLastUpdated = (plan: WritePlan, ifLastUpdated: string | undefined): Effect.Effect<void, Refusal> => {
  if (ifLastUpdated === undefined) return Effect.void
  const lastUpdated = plan.current?.lastUpdated
  if (lastUpdated === undefined) {
    const message =
      "Nothing was sent: Losant does not say when the organization was last changed. Leave ifLastUpdated out."
    return Effect.fail(new Refusal("changedSince", message))
  }
  if (toMilliseconds(lastUpdated) === toMilliseconds(ifLastUpdated)) return Effect.void
  return Effect.fail(
    new Refusal(
      "changedSince",
      `Nothing was sent: the organization ${quote(plan.subject.name ?? "", 300)} was last changed at ` +
        `${quote(lastUpdated, 100)}, not at ${quote(ifLastUpdated, 100)}.${describeState(plan)} Read it with losant_get_org, ` +
        `decide whether the call is still right, and then make it with ifLastUpdated ${quote(lastUpdated, 100)}.`
    )
  )
}
