import * as Effect from "effect/Effect"
import { appliedFilter, filterItems, paginate, sortItems } from "../query/Listing.ts"
import type { InstanceRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import type { Handler } from "./Handler.ts"

const view = ({ orgDefaultLimitConfig, ...instance }: InstanceRecord) => ({
  ...instance,
  instanceId: instance.id,
  allowAuditLogging: true,
  orgDefaultLimitConfig
})

export const get: Handler<"instances.get"> = (input = {}, _now, { maxPerPage }) =>
  Effect.gen(function* () {
    const { instances } = yield* (yield* Store).get
    const { sortField = "name", sortDirection = "asc", page = 0, perPage = 100 } = input
    const found = filterItems(instances, input, ({ name }) => name)
    const sorted = sortItems(
      found,
      sortDirection,
      (instance) => instance[sortField],
      ({ id }) => id
    )
    const { items, ...counts } = paginate(sorted, page, Math.min(perPage, maxPerPage))
    return { items: items.map(view), ...counts, sortField, sortDirection, ...appliedFilter(input) }
  })
