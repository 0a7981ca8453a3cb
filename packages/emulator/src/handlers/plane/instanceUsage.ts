import * as Effect from "effect/Effect"
import { findInstance, orgsOfInstance } from "../../orgs/Org.ts"
import { Store } from "../../state/Store.ts"
import { makeInstanceUsage } from "../../usage/InstanceUsage.ts"
import { day } from "../../util/Time.ts"
import type { Handler, InputOf } from "../Handler.ts"
import { formatRange, readRange } from "../usageRange.ts"

type Ranged = Pick<InputOf<"instance.deviceCounts">, "instanceId" | "start" | "end">

const findUsage = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const instance = yield* findInstance(state, input.instanceId)
  const range = yield* readRange(input, now)
  return { range, usage: makeInstanceUsage(instance, orgsOfInstance(state, instance.id), range, now) }
})

export const deviceCounts: Handler<"instance.deviceCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ range, usage }) => ({ ...formatRange(range), counts: usage.devices() }))

export const notebookMinuteCounts: Handler<"instance.notebookMinuteCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ range, usage }) => ({ ...formatRange(range), counts: usage.notebookRuns() }))

export const payloadCounts: Handler<"instance.payloadCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ usage }) => usage.payloads(input.asBytes ?? false))

export const payloadCountsBreakdown: Handler<"instance.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ range, usage }) => {
    const { resolution = day, asBytes = false, includeNonBillable = false } = input
    return { ...formatRange(range), counts: usage.payloadsByTime(resolution, { asBytes, includeNonBillable }) }
  })
