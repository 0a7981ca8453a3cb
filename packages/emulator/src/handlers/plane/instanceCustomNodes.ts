import * as Effect from "effect/Effect"
import { notFound, validation } from "../../errors/ApiError.ts"
import { findInstance } from "../../orgs/Org.ts"
import { addUpRuns, type RunRange, runStep, runsOf } from "../../plane/nodeRuns.ts"
import type { AnyCollection, Json } from "../../resources/Collection.ts"
import { type StoredCollection, storedItems } from "../../resources/StoredCollection.ts"
import { Store } from "../../state/Store.ts"
import { day, formatIso, isTime, parseMillis } from "../../util/Time.ts"
import type { Handler } from "../Handler.ts"

const maxDuration = 31 * day

const nodeOf = (item: Json) => ({
  id: String(item["id"]),
  creationDate: parseMillis(String(item["creationDate"] ?? "1970-01-01T00:00:00.000Z"))
})

const countRuns = (item: Json, range: RunRange) => {
  const runs = runsOf(nodeOf(item), range)
  return {
    runCount: runs.reduce((sum, each) => sum + each.runCount, 0),
    errorCount: runs.reduce((sum, each) => sum + each.failedAt.length, 0)
  }
}

/** The custom nodes of an instance, with the counts of their runs of the last day. @since 0.2.0 */
export const instanceCustomNodes = (stored: StoredCollection): AnyCollection => ({
  ...stored,
  view: (input, context) =>
    Effect.map(stored.view(input, context), (view) => (item) => ({
      ...view(item),
      stats: countRuns(item, { start: context.now - day, end: context.now })
    }))
})

interface NodeRequest {
  readonly instanceId: string
  readonly instanceCustomNodeId: string
}

interface Window {
  readonly duration?: number
  readonly end?: number
}

// Losant clamps the duration without a word. An end of 0 is now.
const findRuns = Effect.fnUntraced(function* (request: NodeRequest, input: Window, now: number) {
  const state = yield* (yield* Store).get
  const instance = yield* findInstance(state, request.instanceId)
  const items = storedItems(state, `/instances/${instance.id}/nodes`)
  const item = items.find(({ id }) => id === request.instanceCustomNodeId)
  if (item === undefined) return yield* notFound("Instance custom node")
  const duration = Math.min(Math.max(input.duration ?? day, runStep), maxDuration)
  const end = input.end === undefined || input.end === 0 ? now : input.end
  if (!isTime(end)) return yield* validation("end", "must be a time")
  const range = { start: end - duration, end }
  return { duration, range, runs: runsOf(nodeOf(item), { start: range.start, end: Math.min(end, now) }) }
})

const formatRange = ({ start, end }: RunRange) => ({ start: formatIso(start), end: formatIso(end) })

/** The failures of a node, each with the error of a node in its workflow. @since 0.2.0 */
export const nodeErrors: Handler<"instanceCustomNode.errors"> = (input, now) =>
  // Sound: decoded from a URL, an instant is a number.
  Effect.map(findRuns(input, input as Window, now), ({ range, runs }) => {
    const { limit = 25, sortDirection = "desc" } = input
    const times = runs.flatMap(({ failedAt }) => failedAt)
    const ordered = sortDirection === "asc" ? times : times.toReversed()
    return {
      ...formatRange(range),
      limit,
      sortDirection,
      errors: ordered.slice(0, limit).map((time) => ({
        time: formatIso(time),
        error: { name: "Error", message: "The value is not a number" }
      }))
    }
  })

/** The runs of a node in steps. @since 0.2.0 */
export const nodeStats: Handler<"instanceCustomNode.stats"> = (input, now) =>
  // Sound: decoded from a URL, an instant is a number.
  Effect.map(findRuns(input, input as Window, now), ({ duration, range, runs }) => {
    const resolution = Math.min(Math.max(input.resolution ?? 3_600_000, runStep), duration)
    return {
      ...formatRange(range),
      resolution,
      metrics: addUpRuns(runs, resolution).map(({ time, runCount, failedAt, wallTime }) => ({
        time: formatIso(time),
        runCount,
        pathsCompleted: runCount - failedAt.length,
        pathsFailed: failedAt.length,
        wallTime
      }))
    }
  })
