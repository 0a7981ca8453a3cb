import { OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Member from "../orgs/Member.ts"
import * as Org from "../orgs/Org.ts"
import * as Summary from "../orgs/Summary.ts"
import * as Listing from "../query/Listing.ts"
import * as Query from "../query/OrgQuery.ts"
import * as Ids from "../state/Ids.ts"
import type { MemberRecord, OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { iso } from "../util/Time.ts"
import type { Handler } from "./Handler.ts"

export const get: Handler<"instanceOrgs.get"> = (input, now, { maxPerPage }) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const { id: instanceId } = yield* Org.instance(state, input.instanceId)
    const summary = yield* Summary.chosen(input.summaryInclude)
    const { sortField = "name", sortDirection = "asc", page = 0, perPage = 100, query } = input
    const all = state.orgs.filter((org) => org.instanceId === instanceId)
    const found =
      query === undefined
        ? Listing.filtered(all, input, ({ name }) => name)
        : all.filter((org) => Query.matches(query, org))
    const sorted = Listing.sorted(
      found,
      sortDirection,
      (org) => org[sortField],
      ({ id }) => id
    )
    const { items, ...counts } = Listing.paged(sorted, page, Math.min(perPage, maxPerPage))
    return {
      items: items.map((org) => Org.instanceOrg(org, now, summary)),
      instanceId,
      ...counts,
      sortField,
      sortDirection,
      ...(query === undefined ? Listing.echo(input) : {})
    }
  })

export const post: Handler<"instanceOrgs.post"> = ({ instanceId, orgConfig, summaryInclude }, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* Summary.chosen(summaryInclude)
    const { members: people = [], ...settings } = orgConfig
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const instance = yield* Org.instance(before, instanceId)
        const [id, counted] = Ids.next(before, now)
        let state = counted
        let members: ReadonlyArray<MemberRecord> = []
        for (const person of people) {
          const [, grown, next] = yield* Member.add(state, members, person, now)
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
          creationDate: iso(now),
          lastUpdated: iso(now),
          limits: { ...instance.orgDefaultLimitConfig, ...settings.limits },
          disabledAt: Org.disabledAt(settings.disabledAt ?? false, now),
          members,
          invites: [],
          resources: {}
        }
        return [Org.created(state, org, now, summary), { ...state, orgs: [...state.orgs, org] }] as const
      })
    )
  })
