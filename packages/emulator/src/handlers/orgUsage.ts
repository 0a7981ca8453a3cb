import * as Effect from "effect/Effect"
import { findOrg } from "../orgs/Org.ts"
import { Store } from "../state/Store.ts"
import { sumPayloads } from "../usage/Usage.ts"
import type { Handler, InputOf } from "./Handler.ts"
import { answerBreakdown, answerDevices, answerNotebookRuns } from "./ownerUsage.ts"
import { readRange } from "./usageRange.ts"

type Ranged = Pick<InputOf<"instanceOrg.deviceCounts">, "instanceId" | "orgId" | "start" | "end">

const findUsage = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const owner = yield* findOrg(state, input)
  return { owner, range: yield* readRange(input, now) }
})

export const deviceCounts: Handler<"instanceOrg.deviceCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerDevices(usage, now))

export const notebookMinuteCounts: Handler<"instanceOrg.notebookMinuteCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerNotebookRuns(usage, now))

export const payloadCounts: Handler<"instanceOrg.payloadCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ owner, range }) => sumPayloads(owner, range, now, input.asBytes ?? false))

export const payloadCountsBreakdown: Handler<"instanceOrg.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerBreakdown(usage, input, now))
