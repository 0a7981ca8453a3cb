import { OrgId, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { ensureRoomForMember } from "../orgs/hardLimits.ts"
import { addMember } from "../orgs/Member.ts"
import {
  findInstance,
  findOrg,
  orgsInOrder,
  orgsOfInstance,
  resolveDisabledAt,
  setOrg,
  showInstanceOrg,
  toOrg
} from "../orgs/Org.ts"
import { parseSummaryFields } from "../orgs/Summary.ts"
import { matchesQuery } from "../query/OrgQuery.ts"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import { withoutCollectionsOf } from "../resources/StoredCollection.ts"
import { nextId } from "../state/Ids.ts"
import type { MemberRecord, OrgRecord } from "../state/State.ts"
import { Store } from "../state/Store.ts"
import { formatIso } from "../util/Time.ts"
import type { Handler, InputOf } from "./Handler.ts"

type Input = Pick<InputOf<"instanceOrgs.get">, "query" | "summaryInclude">

const collection: Collection<OrgRecord, Input, never, Schemas.InstanceOrgPatch> = {
  title: "Organization",
  items: (state, { instanceId }) => Effect.map(findInstance(state, instanceId), ({ id }) => orgsOfInstance(state, id)),
  sorted: (state, { instanceId }, { input, field, textOf }) =>
    Effect.map(findInstance(state, instanceId), ({ id }) =>
      input.query === undefined ? orgsInOrder(state, id, field, textOf) : undefined
    ),
  find: (state, { instanceId }, orgId) => findOrg(state, { instanceId, orgId }),
  select: (orgs, { query }) => (query === undefined ? undefined : orgs.filter((org) => matchesQuery(query, org))),
  view: ({ summaryInclude }, { now }) =>
    Effect.map(parseSummaryFields(summaryInclude), (summary) => showInstanceOrg(now, summary)),
  // The stricter reading of Losant's documentation: limits, tags, banner and domains are replaced whole.
  update: (state, _params, before, { disabledAt = before.disabledAt, ...changes }, now) => {
    const lastUpdated = formatIso(now)
    const org = { ...before, ...changes, disabledAt: resolveDisabledAt(disabledAt, now), lastUpdated }
    return [org, setOrg(state, org)]
  },
  remove: (state, _params, { id, instanceId }) => ({
    ...withoutCollectionsOf(state, `/instances/${instanceId}/orgs/${id}`),
    orgs: state.orgs.remove(id)
  })
}

/** The organizations of an instance. Their creation is a handler: its answer has a shape of its own. @since 0.1.0 */
export const instanceOrgs = anyCollection(collection)

/**
 * Creates an organization with the members of the request. Without any, the user of the token is its administrator: a
 * token of an instance has no user.
 *
 * @since 0.1.0
 */
export const createOrg: Handler<"instanceOrgs.post"> = ({ instanceId, orgConfig, summaryInclude }, now, { email }) =>
  Effect.gen(function* () {
    const store = yield* Store
    const summary = yield* parseSummaryFields(summaryInclude)
    const { members, ...settings } = orgConfig
    const people: ReadonlyArray<Schemas.InstanceOrgMemberPost> =
      members ?? (email === undefined ? [] : [{ email, role: "admin" }])
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const instance = yield* findInstance(before, instanceId)
        const [id, initial] = nextId(before, now)
        const limits = { ...instance.orgDefaultLimitConfig, ...settings.limits }
        let state = initial
        let added: ReadonlyArray<MemberRecord> = []
        for (const person of people) {
          yield* ensureRoomForMember({ limits, members: added, invites: [] }, now)
          const [, nextMembers, nextState] = yield* addMember(state, added, person, now)
          added = nextMembers
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
          limits,
          disabledAt: resolveDisabledAt(settings.disabledAt ?? false, now),
          members: added,
          invites: [],
          resources: {}
        }
        return [toOrg(state, org, now, summary), setOrg(state, org)] as const
      })
    )
  })
