/** Whether the organization is still what the caller thinks it is. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { instant } from "../../arguments/instant.ts"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Values } from "../../model/Values.ts"
import type { Plan } from "../../model/WritePlan.ts"
import { escapeAndCut, quote } from "../../text/escapes.ts"

const milliseconds = (value: unknown): number | undefined =>
  Option.getOrUndefined(Option.map(instant(value), DateTime.toEpochMillis))

// Enough to decide with; all of it a read shows.
const longestValue = 200
const mostFields = 10

const named = (path: string): string => (/^[\w.@-]{1,100}$/.test(path) ? path : quote(path, longestValue))

const shown = (value: unknown): string =>
  typeof value === "string" ? quote(value, longestValue) : escapeAndCut(JSON.stringify(value), longestValue).text

const stateOf = ({ before, changes }: Plan): string => {
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

/** The time that `ifLastUpdated` stands for, in milliseconds; nothing where it is not given. */
export const givenLastUpdated = ({ ifLastUpdated }: Values): Effect.Effect<number | undefined, InvalidArguments> => {
  const wanted = milliseconds(ifLastUpdated)
  if (ifLastUpdated === undefined || wanted !== undefined) return Effect.succeed(wanted)
  const message = "expected the lastUpdated that losant_get_org answers, such as 2026-01-31T00:00:00.000Z"
  return Effect.fail(new InvalidArguments([{ argument: "ifLastUpdated", message }]))
}

/**
 * Refuses a plan whose organization was changed after `ifLastUpdated`, where the call gives one. Losant has no such
 * precondition: what somebody changes between the reading and the write is not seen.
 */
export const checkLastUpdated = Effect.fnUntraced(function* (
  plan: Plan,
  values: Values
): Effect.fn.Return<void, Refusal | InvalidArguments> {
  const wanted = yield* givenLastUpdated(values)
  if (wanted === undefined) return
  const { lastUpdated } = plan
  if (lastUpdated === undefined) {
    const message =
      "Nothing was sent: Losant does not say when the organization was last changed. Leave ifLastUpdated out."
    return yield* Effect.fail(new Refusal("changedSince", message))
  }
  if (milliseconds(lastUpdated) === wanted) return
  const given = quote(String(values["ifLastUpdated"]), 100)
  return yield* Effect.fail(
    new Refusal(
      "changedSince",
      `Nothing was sent: the organization ${quote(plan.org.name ?? "", 300)} was last changed at ` +
        `${quote(lastUpdated, 100)}, not at ${given}.${stateOf(plan)} Read it with losant_get_org, decide whether the ` +
        `call is still right, and then make it with ifLastUpdated ${quote(lastUpdated, 100)}.`
    )
  )
})
