/** A progress bar on a terminal. */
import type { FleetEvent } from "../fleet/applyRun.ts"
import type { EntryState } from "../model/Entry.ts"
import type { Console } from "./Console.ts"

const width = 30

const isOver = (state: EntryState): boolean => state !== "planned" && state !== "begun"

/** Follows the events of a run, and shows how far it is. Without a terminal it shows nothing. */
export const makeProgress = ({ isTerminal, err }: Console): ((event: FleetEvent) => void) => {
  const states = new Map<number, EntryState>()
  const counts = { over: 0, failed: 0, unknown: 0 }
  const count = (state: EntryState | undefined, by: 1 | -1) => {
    if (state === undefined) return
    if (isOver(state)) counts.over += by
    if (state === "failed" || state === "unknown") counts[state] += by
  }
  const set = (id: number, state: EntryState) => {
    count(states.get(id), -1)
    count(state, 1)
    states.set(id, state)
  }
  const share = () => (states.size === 0 ? 1 : counts.over / states.size)
  const draw = (end: string, remark = "") => {
    const { over, failed, unknown } = counts
    const filled = Math.round(share() * width)
    const bar = `${"#".repeat(filled)}${".".repeat(width - filled)}`
    err(
      `\r\u001b[K[${bar}] ${over}/${states.size}${failed > 0 ? `, ${failed} failed` : ""}${unknown > 0 ? `, ${unknown} unknown` : ""}${remark}${end}`
    )
  }
  let lastDrawn = -1
  return (event) => {
    if (!isTerminal) return
    if (event._tag === "Started") for (const { id, state } of event.run.entries) set(id, state)
    if (event._tag === "Recorded") set(event.entry.id, event.entry.state)
    if (event._tag === "Finished") return draw("\n")
    if (event._tag === "Settling") return draw("", `, waiting for ${event.writes} without an answer`)
    // A bar that moves by less than a sign is not drawn again.
    const step = Math.floor(share() * 200)
    if (step === lastDrawn) return
    lastDrawn = step
    draw("")
  }
}
