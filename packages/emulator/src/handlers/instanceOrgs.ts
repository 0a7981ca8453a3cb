import { OrgId, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { addMember } from "../orgs/Member.ts"
import { findInstance, findOrg, replaceOrg, resolveDisabledAt, showInstanceOrg, toOrg } from "../orgs/Org.ts"
import { parseSummaryFields } from "../orgs/Summary.ts"
import { matchesQuery } from "../query/OrgQuery.ts"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import { withoutCollectionsOf } from "../resources/StoredCollection.ts"
import { nextId } from "../state/Ids.ts"
import type { MemberRecord, OrgRecord, State } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { cacheByIdentity } from "../util/identityCache.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

const orgsOfInstance = cacheByIdentity((orgs: State["orgs"], id) => orgs.filter(({ instanceId }) => instanceId === id))

type Input = Pick<InputOf<"instanceOrgs.get">, "query" | "summaryInclude">

const collection: Collection<OrgRecord, Input, never, Schemas.InstanceOrgPatch> = {
  title: "Organization",
  items: (state, { instanceId }) =>
    Effect.map(findInstance(state, instanceId), ({ id }) => orgsOfInstance(state.orgs, id)),
  find: (state, { instanceId }, orgId) => findOrg(state, { instanceId, orgId }),
  select: (orgs, { query }) => (query === undefined ? undefined : orgs.filter((org) => matchesQuery(query, org))),
  view: ({ summaryInclude }, { now }) =>
    Effect.map(parseSummaryFields(summaryInclude), (summary) => showInstanceOrg(now, summary)),
  // The stricter reading of Losant's documentation: limits, tags, banner and domains are replaced whole.
  update: (state, _params, before, { disabledAt = before.disabledAt, ...changes }, now) => {
    const lastUpdated = formatIso(now)
    const org = { ...before, ...changes, disabledAt: resolveDisabledAt(disabledAt, now), lastUpdated }
    return [org, replaceOrg(state, org)]
  },
  remove: (state, _params, { id, instanceId }) => ({
    ...withoutCollectionsOf(state, `/instances/${instanceId}/orgs/${id}`),
    orgs: state.orgs.filter((org) => org.id !== id)
  })
}

/** The organizations of an instance. Their creation is a handler: its answer has a shape of its own. @since 0.1.0 */
export const instanceOrgs = anyCollection(collection)

/** Creates an organization with its members. @since 0.1.0 */
export const createOrg: Handler<"instanceOrgs.post"> = ({ instanceId, orgConfig, summaryInclude }, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* parseSummaryFields(summaryInclude)
    const { members: people = [], ...settings } = orgConfig
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const instance = yield* findInstance(before, instanceId)
        const [id, initial] = nextId(before, now)
        let state = initial
        let members: ReadonlyArray<MemberRecord> = []
        for (const person of people) {
          const [, nextMembers, nextState] = yield* addMember(state, members, person, now)
          members = nextMembers
          state = nextState
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
