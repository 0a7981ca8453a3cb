import * as Effect from "effect/Effect"
import { findInstance } from "../../orgs/Org.ts"
import { nextId } from "../../state/Ids.ts"
import { Store } from "../../state/Store.ts"
import { formatIso } from "../../util/Time.ts"
import type { Handler } from "../Handler.ts"

/** Losant's ids of jobs are shorter than other ids. */
const maxJobIdLength = 21

/** Accepts a report, and sends nothing: the reports are kept for tests. @since 0.2.0 */
export const generateReport: Handler<"instance.generateReport"> = ({ instanceId, options = {} }, now) =>
  Effect.flatMap(Store, (store) =>
    store.modify(
      Effect.fnUntraced(function* (before) {
        const instance = yield* findInstance(before, instanceId)
        const [id, state] = nextId(before, now)
        const jobId = id.slice(-maxJobIdLength)
        const report = { jobId, instanceId: instance.id, creationDate: formatIso(now), options }
        const next = { ...state, reports: [...(state.reports ?? []), report] }
        return [{ success: true, jobQueued: true, jobId }, next] as const
      })
    )
  )
