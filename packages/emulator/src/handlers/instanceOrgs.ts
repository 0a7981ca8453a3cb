import { OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { addMember } from "../orgs/Member.ts"
import { findInstance, resolveDisabledAt, toInstanceOrg, toOrg } from "../orgs/Org.ts"
import { parseSummaryFields } from "../orgs/Summary.ts"
import { appliedFilter, filterItems, paginate, sortItems } from "../query/Listing.ts"
import { matchesQuery } from "../query/OrgQuery.ts"
import { nextId } from "../state/Ids.ts"
import type { MemberRecord, OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler } from "./Handler.ts"

export const get: Handler<"instanceOrgs.get"> = (input, now, { maxPerPage }) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const { id: instanceId } = yield* findInstance(state, input.instanceId)
    const summary = yield* parseSummaryFields(input.summaryInclude)
    const { sortField = "name", sortDirection = "asc", page = 0, perPage = 100, query } = input
    const all = state.orgs.filter((org) => org.instanceId === instanceId)
    const found =
      query === undefined ? filterItems(all, input, ({ name }) => name) : all.filter((org) => matchesQuery(query, org))
    const sorted = sortItems(
      found,
      sortDirection,
      (org) => org[sortField],
      ({ id }) => id
    )
    const { items, ...counts } = paginate(sorted, page, Math.min(perPage, maxPerPage))
    return {
      items: items.map((org) => toInstanceOrg(org, now, summary)),
      instanceId,
      ...counts,
      sortField,
      sortDirection,
      ...(query === undefined ? appliedFilter(input) : {})
    }
  })

export const post: Handler<"instanceOrgs.post"> = ({ instanceId, orgConfig, summaryInclude }, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* parseSummaryFields(summaryInclude)
    const { members: people = [], ...settings } = orgConfig
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const instance = yield* findInstance(before, instanceId)
        const [id, counted] = nextId(before, now)
        let state = counted
        let members: ReadonlyArray<MemberRecord> = []
        for (const person of people) {
          const [, grown, next] = yield* addMember(state, members, person, now)
          members = grown
          state = next
        }
        const org: OrgRecord = {
          whitelistedEmailDomains: [],
          auditLogEnabled: false,
          isReadOnly: false,
          tags: [],
          mfaMode: "notRequired",
          ...settings,
          id: OrgId.make(id),
          instanceId: instance.id,
          creationDate: formatIso(now),
          lastUpdated: formatIso(now),
          limits: { ...instance.orgDefaultLimitConfig, ...settings.limits },
          disabledAt: resolveDisabledAt(settings.disabledAt ?? false, now),
          members,
          invites: [],
          resources: {}
        }
        return [toOrg(state, org, now, summary), { ...state, orgs: [...state.orgs, org] }] as const
      })
    )
  })
