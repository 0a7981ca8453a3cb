// The program under test makes every organization without devices read-only, and returns their names.
import { type InstanceId, InstanceOrg, InstanceOrgs, Pagination } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export const quieten = Effect.fn("quieten")(function* (instanceId: InstanceId) {
  const quiet = yield* Pagination.items(InstanceOrgs.get, { instanceId, summaryInclude: ["deviceCount"] }).pipe(
    Stream.filter(({ summary }) => summary?.deviceCount === 0),
    Stream.runCollect
  )
  for (const { id } of quiet) {
    yield* InstanceOrg.patch({ instanceId, orgId: id, organization: { isReadOnly: true } })
  }
  return quiet.map(({ name }) => name)
})
