import * as Effect from "effect/Effect"
import { validation } from "../errors/ApiError.ts"
import * as Org from "../orgs/Org.ts"
import * as Summary from "../orgs/Summary.ts"
import type { OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import * as Usage from "../usage/Usage.ts"
import { day, iso, isTime } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

export const get: Handler<"instanceOrg.get"> = (input, now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const org = yield* Org.find(state, input)
    return Org.instanceOrg(org, now, yield* Summary.chosen(input.summaryInclude))
  })

export const patch: Handler<"instanceOrg.patch"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* Summary.chosen(input.summaryInclude)
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const before = yield* Org.find(state, input)
        const { disabledAt = before.disabledAt, ...changes } = input.organization
        // The stricter reading of Losant's documentation: limits, tags, banner and domains are replaced whole.
        const org: OrgRecord = {
          ...before,
          ...changes,
          disabledAt: Org.disabledAt(disabledAt, now),
          lastUpdated: iso(now)
        }
        return [Org.instanceOrg(org, now, summary), Org.replace(state, org)] as const
      })
    )
  })

const del: Handler<"instanceOrg.delete"> = (input) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { id } = yield* Org.find(state, input)
        return [{ success: true }, { ...state, orgs: state.orgs.filter((org) => org.id !== id) }] as const
      })
    )
  })

export { del as delete }

type Ranged = Pick<InputOf<"instanceOrg.deviceCounts">, "instanceId" | "orgId" | "start" | "end">

// Losant documents neither default; 30 days up to now is what its console shows.
const usageOf = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const org = yield* Org.find(state, input)
  // Sound: decoded from a URL, an instant is a number.
  const { end = now, start = end - 30 * day } = input as { readonly start?: number; readonly end?: number }
  if (!isTime(start)) return yield* validation("start: is no time")
  if (!isTime(end)) return yield* validation("end: is no time")
  if (start > end) return yield* validation("start: is after end")
  return { org, range: { start, end } }
})

const bounds = ({ start, end }: Usage.Range) => ({ start: iso(start), end: iso(end) })

export const deviceCounts: Handler<"instanceOrg.deviceCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => ({
    ...bounds(range),
    counts: Usage.deviceCounts(org, range, now)
  }))

export const notebookMinuteCounts: Handler<"instanceOrg.notebookMinuteCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => ({
    ...bounds(range),
    counts: Usage.notebookCounts(org, range, now)
  }))

export const payloadCounts: Handler<"instanceOrg.payloadCounts"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => Usage.payloadStats(org, range, now, input.asBytes ?? false))

export const payloadCountsBreakdown: Handler<"instanceOrg.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(usageOf(input, now), ({ org, range }) => {
    const { resolution = day, asBytes = false, includeNonBillable = false } = input
    return {
      ...bounds(range),
      counts: Usage.payloadBreakdown(org, range, now, resolution, { asBytes, includeNonBillable })
    }
  })
