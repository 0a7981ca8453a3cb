/** Calls the tool about usage for other periods. Each period is read once. */
import type { ShownCall } from "../../model/views/ShownCall.ts"
import type { Host, Result } from "../host.ts"
import { type Period, readUsage, type Usage } from "./readUsage.ts"
import type { Step } from "./steps.ts"

/** A usage with its points, or the reason why there is none. */
export type ReadUsage =
  | { readonly _tag: "Read"; readonly usage: Usage & { readonly points: NonNullable<Usage["points"]> } }
  | { readonly _tag: "Unread"; readonly why: string }

export type UsageReader = (period: Period, step: Step) => Promise<ReadUsage>

const noAnswer = "The server does not answer this view. Ask the assistant."

export const usageIn = ({ isError, content, text }: Result): ReadUsage => {
  const usage = isError ? undefined : readUsage(content)
  if (usage === undefined) return { _tag: "Unread", why: text }
  const { points } = usage
  return points === undefined
    ? { _tag: "Unread", why: "The answer has no values." }
    : { _tag: "Read", usage: { ...usage, points } }
}

const toIso = (time: number): string => new Date(time).toISOString()

export const makeUsageReader = (
  host: Host,
  { tool, arguments: { ...values } }: ShownCall,
  hasHours: boolean
): UsageReader => {
  const read = new Map<string, Promise<ReadUsage>>()
  const { chart: _, ...kept } = values as { readonly chart?: unknown }
  return (period, step) => {
    const input = {
      ...kept,
      rows: true,
      start: toIso(period.start),
      end: toIso(period.end),
      ...(hasHours ? { resolution: step === "hour" ? "hour" : "day" } : {})
    }
    const key = JSON.stringify(input)
    const known = read.get(key)
    if (known !== undefined) return known
    const reading = host.call(tool, input).then(usageIn, (): ReadUsage => ({ _tag: "Unread", why: noAnswer }))
    read.set(key, reading)
    // A failed read may work the next time.
    void reading.then(({ _tag }) => (_tag === "Unread" ? read.delete(key) : undefined))
    return reading
  }
}
