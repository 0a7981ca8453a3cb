import * as Effect from "effect/Effect"
import { findOrg } from "../orgs/Org.ts"
import { Store } from "../state/Store.ts"
import { breakDownPayloads, countDevices, countNotebookRuns, sumPayloads } from "../usage/Usage.ts"
import { day } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"
import { formatRange, readRange } from "./usageRange.ts"

type Ranged = Pick<InputOf<"instanceOrg.deviceCounts">, "instanceId" | "orgId" | "start" | "end">

const findUsage = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const org = yield* findOrg(state, input)
  return { org, range: yield* readRange(input, now) }
})

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
