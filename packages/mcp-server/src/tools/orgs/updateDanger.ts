/** Words for the losses that an update of an organization may cause. A person has to confirm them. */
import { type Enforcement, getEnforcement, type ReducedLimit, type UpdateLosses } from "@effect-losant/fleet"
import * as Duration from "effect/Duration"
import { limitPath } from "../../arguments/clearArgument.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { inQuotes } from "../../text/escapes.ts"

const undocumented = "Losant does not document what it does beyond this limit."

const beyondLimit: { readonly [E in Enforcement]: string } = {
  refused: "Losant adds no more until fewer are in use. It does not document what becomes of those beyond the limit.",
  charged: "Losant does not stop at this limit: what goes beyond it costs extra."
}

/** The use of a limit, and what is known of what happens beyond it. */
const describeUse = ({ name, after, use }: ReducedLimit): string => {
  if (after === undefined) return `in use ${use ?? "unknown"}`
  const enforcement = getEnforcement(name)
  const beyond = enforcement === undefined ? undocumented : beyondLimit[enforcement]
  return use === undefined
    ? `in use unknown, which may be more than allowed. ${beyond}`
    : `in use ${use}, which is ${use - after} more than allowed. ${beyond}`
}

const limitFact = (limit: ReducedLimit): Fact => ({
  label: limitPath(limit.name),
  value: `allowed ${limit.before ?? "without limit"} → ${limit.after ?? "whatever Losant then allows"}, ${describeUse(limit)}`
})

const leftOutWarning = ({ name }: ReducedLimit): string =>
  `Losant does not document what becomes of a limit that is left out: read ${inQuotes(name, 100)} again afterwards.`

/** The limit that is a time. It has a fact of its own. */
const timeToLive = "dataTTL"

const formatDataTime = (seconds: number | undefined): string =>
  seconds === undefined ? "as long as Losant does" : Duration.format(Duration.seconds(seconds))

const shorterWarning =
  "dataTTL is how long data is kept, in seconds: with a shorter one Losant may delete what is older."

/** The facts for the person, and the warnings that the person should read first. */
export const describeLosses = ({
  disabledFrom,
  belowUse,
  leftOut,
  shorterDataTime
}: UpdateLosses): { readonly facts: ReadonlyArray<Fact>; readonly warnings: ReadonlyArray<string> } => ({
  facts: [
    ...(disabledFrom === undefined ? [] : [{ label: "disabled from", value: disabledFrom }]),
    ...[...belowUse, ...leftOut.filter(({ name }) => name !== timeToLive)].map(limitFact),
    ...(shorterDataTime === undefined
      ? []
      : [
          {
            label: limitPath(timeToLive),
            value: `data is kept ${formatDataTime(shorterDataTime.before)} → ${formatDataTime(shorterDataTime.after)}`
          }
        ])
  ],
  warnings: [...leftOut.map(leftOutWarning), ...(shorterDataTime === undefined ? [] : [shorterWarning])]
})
