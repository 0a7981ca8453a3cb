/** Shows runs, and the events of one. */
import * as DateTime from "effect/DateTime"
import { alreadySoDetail } from "../apply/attempt.ts"
import type { FleetEvent } from "../fleet/applyRun.ts"
import type { FleetRun } from "../fleet/runs.ts"
import { countStates } from "../model/ChangeSet.ts"
import type { Entry } from "../model/Entry.ts"
import { exitCodes } from "./exitCodes.ts"
import type { Format } from "./showPlan.ts"
import { describeAct, quote, safe, toJson } from "./words.ts"

const time = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

const isAlreadySo = ({ state, detail }: Entry): boolean => state === "skipped" && detail === alreadySoDetail

/** The exit code for the state of a run. */
export const exitCodeOf = ({ entries }: FleetRun): number => {
  if (entries.some(({ state }) => state === "unknown" || state === "begun")) return exitCodes.unknown
  return entries.every((entry) => entry.state === "done" || isAlreadySo(entry)) ? exitCodes.done : exitCodes.partly
}

const countsLine = ({ entries }: FleetRun): string => {
  const counts = Object.entries(countStates(entries)).filter(([, count]) => count > 0)
  return counts.length === 0 ? "no writes" : counts.map(([state, count]) => `${count} ${state}`).join(", ")
}

const needsTelling = (entry: Entry): boolean =>
  entry.state !== "done" && entry.state !== "planned" && !isAlreadySo(entry)

const entryLine = ({ id, write, state, detail }: Entry): string =>
  `  #${id} ${state} ${quote(write.orgName)}: ${describeAct(write)}${detail === undefined ? "" : `. ${safe(detail)}`}`

const adviceOf = (run: FleetRun): ReadonlyArray<string> => {
  const { planned, begun, unknown } = countStates(run.entries)
  const isSettled = run.entries.every(({ state, settled }) => state !== "unknown" || settled === true)
  if (planned + begun > 0 || !isSettled) return [`Go on with it: losant-fleet resume ${run.id}`]
  return unknown === 0
    ? []
    : [
        `Look at each unknown write, then say what became of it: losant-fleet resolve ${run.id} NUMBER done|failed|again`
      ]
}

/** A run with all that a person should know of it. */
export const showRun = (run: FleetRun, format: Format): string => {
  if (format === "json") {
    const { id, instanceId, createdAt, appliedAt, entries } = run
    const lines = entries.map(({ id: number, write, state, detail, attempts }) => ({
      ...toJson(write, number),
      state,
      attempts,
      ...(detail === undefined ? {} : { detail })
    }))
    const end = { run: id, instanceId, createdAt, appliedAt, counts: countStates(entries) }
    return [...lines, end].map((line) => `${JSON.stringify(line)}\n`).join("")
  }
  const told = run.entries.filter(needsTelling).map(entryLine)
  const head = `Run ${run.id} of ${time(run.appliedAt ?? run.createdAt)}: ${countsLine(run)}`
  if (format === "markdown") {
    return [
      "### Run of the fleet",
      "",
      `${countsLine(run)} (run \`${run.id}\`)`,
      "",
      ...(told.length === 0 ? [] : ["```text", ...told.slice(0, 200), "```"]),
      ""
    ].join("\n")
  }
  return [head, ...told, ...adviceOf(run), ""].join("\n")
}

export const showRuns = (runs: ReadonlyArray<FleetRun>, format: Format): string => {
  if (format === "json") {
    return runs
      .map(({ id, instanceId, createdAt, appliedAt, entries }) => ({
        run: id,
        instanceId,
        createdAt,
        appliedAt,
        counts: countStates(entries)
      }))
      .map((line) => `${JSON.stringify(line)}\n`)
      .join("")
  }
  return runs.length === 0
    ? "The ledger has no runs.\n"
    : runs.map((run) => `${run.id}  ${time(run.appliedAt ?? run.createdAt)}  ${countsLine(run)}\n`).join("")
}

/** The event as a line of JSON. Undefined if it is shown in another way. */
export const eventLine = (event: FleetEvent): string | undefined => {
  switch (event._tag) {
    case "Started":
      return `${JSON.stringify({ event: "started", run: event.run.id, writes: event.run.entries.length })}\n`
    case "Recorded": {
      const { id, state, detail, write } = event.entry
      return `${JSON.stringify({ event: "recorded", number: id, org: write.orgName, state, ...(detail === undefined ? {} : { detail }) })}\n`
    }
    case "Settling":
      return `${JSON.stringify({ event: "settling", writes: event.writes, until: event.until })}\n`
    case "Stopped":
      return `${JSON.stringify({ event: "stopped", reason: event.reason, message: event.message })}\n`
    case "Finished":
      return `${JSON.stringify({ event: "finished", run: event.run.id, counts: countStates(event.run.entries) })}\n`
  }
}
