import * as Effect from "effect/Effect"
import { validation } from "../errors/ApiError.ts"
import { findOrg, replaceOrg, resolveDisabledAt, toInstanceOrg } from "../orgs/Org.ts"
import { parseSummaryFields } from "../orgs/Summary.ts"
import type { OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { breakDownPayloads, countDevices, countNotebookRuns, type Range, sumPayloads } from "../usage/Usage.ts"
import { day, formatIso, isTime } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

export const get: Handler<"instanceOrg.get"> = (input, now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const org = yield* findOrg(state, input)
    return toInstanceOrg(org, now, yield* parseSummaryFields(input.summaryInclude))
  })

export const patch: Handler<"instanceOrg.patch"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* parseSummaryFields(input.summaryInclude)
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const before = yield* findOrg(state, input)
        const { disabledAt = before.disabledAt, ...changes } = input.organization
        // The stricter reading of Losant's documentation: limits, tags, banner and domains are replaced whole.
        const org: OrgRecord = {
          ...before,
          ...changes,
          disabledAt: resolveDisabledAt(disabledAt, now),
          lastUpdated: formatIso(now)
        }
        return [toInstanceOrg(org, now, summary), replaceOrg(state, org)] as const
      })
    )
  })

const del: Handler<"instanceOrg.delete"> = (input) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { id } = yield* findOrg(state, input)
        return [{ success: true }, { ...state, orgs: state.orgs.filter((org) => org.id !== id) }] as const
      })
    )
  })

export { del as delete }

type Ranged = Pick<InputOf<"instanceOrg.deviceCounts">, "instanceId" | "orgId" | "start" | "end">

// Losant documents neither default; 30 days up to now is what its console shows.
const usageOf = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const org = yield* findOrg(state, input)
  // Sound: decoded from a URL, an instant is a number.
  const { end = now, start = end - 30 * day } = input as { readonly start?: number; readonly end?: number }
  if (!isTime(start)) return yield* validation("start: is no time")
  if (!isTime(end)) return yield* validation("end: is no time")
  if (start > end) return yield* validation("start: is after end")
  return { org, range: { start, end } }
})

const bounds = ({ start, end }: Range) => ({ start: formatIso(start), end: formatIso(end) })

export const deviceCounts: Handler<"instanceOrg.deviceCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => ({
    ...bounds(range),
    counts: countDevices(org, range, now)
  }))

export const notebookMinuteCounts: Handler<"instanceOrg.notebookMinuteCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => ({
    ...bounds(range),
    counts: countNotebookRuns(org, range, now)
  }))

export const payloadCounts: Handler<"instanceOrg.payloadCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => sumPayloads(org, range, now, input.asBytes ?? false))

export const payloadCountsBreakdown: Handler<"instanceOrg.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => {
    const { resolution = day, asBytes = false, includeNonBillable = false } = input
    return {
      ...bounds(range),
      counts: breakDownPayloads(org, range, now, resolution, { asBytes, includeNonBillable })
    }
  })
