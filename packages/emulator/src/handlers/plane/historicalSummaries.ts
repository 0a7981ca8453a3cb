import * as Effect from "effect/Effect"
import { validation } from "../../errors/ApiError.ts"
import { type MonthlySummary, summarizeMonth } from "../../orgs/MonthlySummary.ts"
import { findInstance, orgsOfInstance } from "../../orgs/Org.ts"
import { anyCollection, type Collection, viewAsIs } from "../../resources/Collection.ts"
import { billingPeriod } from "../../usage/BillingPeriod.ts"
import { isTime } from "../../util/Time.ts"

const collection: Collection<MonthlySummary, { readonly month?: number }, never, never> = {
  items: Effect.fnUntraced(function* (state, { instanceId }, { input: { month }, now }) {
    const { id } = yield* findInstance(state, instanceId)
    const time = month ?? now
    if (!isTime(time)) return yield* validation("month", "must be a time")
    return summarizeMonth(orgsOfInstance(state, id), billingPeriod(time), now)
  }),
  view: viewAsIs
}

/** The usage of each organization and application in a month, by default in the current one. @since 0.2.0 */
export const historicalSummaries = anyCollection(collection)
