/** The answer that says where a change set stands. */
import type { ChangeEvent, Entry, RecordedSet, Write } from "@effect-losant/fleet"
import { countStates } from "@effect-losant/fleet"
import * as DateTime from "effect/DateTime"
import { describeVerification } from "../answers/verificationCall.ts"
import { displayName } from "../safety/confirmation/typedName.ts"
import type { JsonObject } from "../text/json.ts"
import { takeFitting } from "../tools/bulk/fitResults.ts"
import { formatNumber } from "../tools/usage/amounts.ts"
import { describeWrite } from "./describeWrite.ts"
import { verificationOf } from "./verificationOf.ts"

/** In tokens, for each list. */
const maxListTokens = 2_200

type Stopped = Extract<ChangeEvent, { readonly _tag: "Stopped" }>

/** A run of a set, as far as it got. */
export interface Progressed {
  readonly recorded: RecordedSet
  readonly stopped?: Stopped
  /** When open writes can be settled, in milliseconds. */
  readonly settlesAt?: number
  /** The call ended before the run did. */
  readonly isCut?: boolean
}

const placeOf = (write: Write): JsonObject => ({
  org: displayName(write.orgName),
  ...("orgId" in write ? { orgId: write.orgId } : {})
})

const itemOf = ({ write, detail = "" }: Entry): JsonObject => {
  const { what } = describeWrite(write, () => displayName(write.orgName))
  const who = "email" in write && write.email !== undefined && !what.includes(write.email) ? { who: write.email } : {}
  return { ...placeOf(write), what, ...who, why: detail }
}

/** A list under a name, cut to its room. */
const list = (name: string, items: ReadonlyArray<JsonObject>): JsonObject => {
  if (items.length === 0) return {}
  const listed = takeFitting(items, maxListTokens)
  const more = items.length - listed.length
  return { [name]: listed, ...(more === 0 ? {} : { [`${name}More`]: more }) }
}

const formatTime = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

const isEmail = ({ write: { _tag } }: Entry): boolean => _tag === "invite" || _tag === "resend_invite"

/** True if only a person can say what becomes of the write. */
const isLeftToPerson = ({ state, settled }: Entry): boolean => state === "unknown" && settled === true

interface Next {
  readonly state: "done" | "goesOn" | "settling" | "stopped"
  readonly next?: string
}

const goOn = "call losant_apply_changes with the same changeSetId"

const nextOf = ({ recorded: { entries }, stopped, settlesAt, isCut }: Progressed): Next => {
  const { planned, begun, unknown } = countStates(entries)
  const left = entries.filter(isLeftToPerson).length
  const open = begun + unknown - left
  if (stopped !== undefined && stopped.reason !== "paused") {
    return { state: "stopped", next: `${stopped.message} Tell the person. To go on then, ${goOn}.` }
  }
  const waiting = entries.filter(({ state, write }) => state === "planned" && "newOrg" in write).length
  const isWaiting = settlesAt !== undefined && open > 0 && planned === waiting
  if ((planned > 0 && !isWaiting) || isCut === true)
    return { state: "goesOn", next: `Not all is done: ${goOn} to go on.` }
  if (open > 0) {
    const when = settlesAt === undefined ? "in a minute" : `at ${formatTime(settlesAt)} or later`
    return { state: "settling", next: `Some got no answer, and may still come. ${goOn} ${when}.` }
  }
  return { state: "done" }
}

const countsOf = ({ entries }: RecordedSet): JsonObject =>
  Object.fromEntries(Object.entries(countStates(entries)).filter(([, count]) => count > 0))

const summarize = ({ entries }: RecordedSet, { state }: Next): string => {
  const { done, failed, skipped, unknown, begun, planned } = countStates(entries)
  const parts = [
    `${formatNumber(done)} of ${formatNumber(entries.length)} writes are done`,
    ...(failed === 0 ? [] : [`${formatNumber(failed)} failed`]),
    ...(skipped === 0 ? [] : [`${formatNumber(skipped)} skipped`]),
    ...(unknown + begun === 0 ? [] : [`${formatNumber(unknown + begun)} of unknown outcome`]),
    ...(planned === 0 ? [] : [`${formatNumber(planned)} not sent yet`])
  ]
  return `${parts.join(", ")}.${state === "done" ? " The set has ended." : ""}`
}

const emailNote =
  "An email that may have been sent is not sent again by itself: after a look, and if the person wants it, call with " +
  "resendEmails true."

/** The answer of a run. `instance` is the instance as the call named it. */
export const presentSet = (progressed: Progressed, instance: string | undefined): JsonObject => {
  const { recorded } = progressed
  const { entries, set } = recorded
  const next = nextOf(progressed)
  const ofState = (state: Entry["state"]) => entries.filter((entry) => entry.state === state)
  const unknown = entries.filter(({ state }) => state === "unknown" || state === "begun")
  return {
    changeSetId: set.id,
    state: next.state,
    summary: summarize(recorded, next),
    counts: countsOf(recorded),
    ...list("failed", ofState("failed").map(itemOf)),
    ...list(
      "unknown",
      unknown.map((entry) => ({
        ...itemOf(entry),
        toLook: describeVerification(verificationOf(entry.write), instance)
      }))
    ),
    ...list("skipped", ofState("skipped").map(itemOf)),
    ...(unknown.some((entry) => isLeftToPerson(entry) && isEmail(entry)) ? { note: emailNote } : {}),
    ...(progressed.settlesAt === undefined || next.state !== "settling"
      ? {}
      : { askAgainAt: formatTime(progressed.settlesAt) }),
    ...(next.next === undefined ? {} : { [next.state === "goesOn" ? "continue" : "next"]: next.next })
  }
}
