import * as Effect from "effect/Effect"
import { validation } from "../errors/ApiError.ts"
import { findOrg } from "../orgs/Org.ts"
import { Store } from "../state/Store.ts"
import { breakDownPayloads, countDevices, countNotebookRuns, type Range, sumPayloads } from "../usage/Usage.ts"
import { day, formatIso, isTime } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

type Ranged = Pick<InputOf<"instanceOrg.deviceCounts">, "instanceId" | "orgId" | "start" | "end">

// Losant documents no defaults. Its console shows the last 30 days.
const findUsage = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const org = yield* findOrg(state, input)
  // Sound: decoded from a URL, an instant is a number.
  const { end = now, start = end - 30 * day } = input as { readonly start?: number; readonly end?: number }
  if (!isTime(start)) return yield* validation("start", "is no time")
  if (!isTime(end)) return yield* validation("end", "is no time")
  if (start > end) return yield* validation("start", "is after end")
  return { org, range: { start, end } }
})

const formatRange = ({ start, end }: Range) => ({ start: formatIso(start), end: formatIso(end) })

export const deviceCounts: Handler<"instanceOrg.deviceCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ org, range }) => ({
    ...formatRange(range),
    counts: countDevices(org, range, now)
  }))

export const notebookMinuteCounts: Handler<"instanceOrg.notebookMinuteCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ org, range }) => ({
    ...formatRange(range),
    counts: countNotebookRuns(org, range, now)
  }))

export const payloadCounts: Handler<"instanceOrg.payloadCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ org, range }) => sumPayloads(org, range, now, input.asBytes ?? false))

export const payloadCountsBreakdown: Handler<"instanceOrg.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ org, range }) => {
    const { resolution = day, asBytes = false, includeNonBillable = false } = input
    return {
      ...formatRange(range),
      counts: breakDownPayloads(org, range, now, resolution, { asBytes, includeNonBillable })
    }
  })
