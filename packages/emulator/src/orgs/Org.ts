/**
 * Organizations: how they are found, changed, and shown in their two shapes.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, notFound } from "../errors/ApiError.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { Sliceable } from "../state/OrgTable.ts"
import type { InstanceRecord, OrgRecord } from "../state/State.ts"
import { billingPeriod } from "../usage/BillingPeriod.ts"
import { cacheByIdentity } from "../util/identityCache.ts"
import { formatIso, parseMillis } from "../util/Time.ts"
import { toOrgMember } from "./Member.ts"
import { makeSummary } from "./Summary.ts"

/** The parameters of a path that name an organization. @since 0.1.0 */
export interface OrgParams {
  readonly instanceId?: string | undefined
  readonly orgId?: string | undefined
}

/** The instance with an id; fails with 404 when there is none. @since 0.1.0 */
export const findInstance = (
  state: LiveState,
  instanceId: string | undefined
): Effect.Effect<InstanceRecord, ApiError> => {
  const instance = state.instances.find(({ id }) => id === instanceId)
  return instance === undefined ? Effect.fail(notFound("Instance")) : Effect.succeed(instance)
}

const filterOrgs = cacheByIdentity((orgs: ReadonlyArray<OrgRecord>, id) =>
  orgs.filter(({ instanceId }) => instanceId === id)
)

/** The organizations of an instance. @since 0.2.0 */
export const orgsOfInstance = (state: LiveState, instanceId: string): ReadonlyArray<OrgRecord> =>
  filterOrgs(state.orgs.all(), instanceId)

/** The organizations of an instance in the order of a field, by the texts of that field. @since 0.2.0 */
export const orgsInOrder = (
  state: LiveState,
  instanceId: string,
  field: string,
  textOf: (org: OrgRecord) => string
): Sliceable<OrgRecord> =>
  state.orgs.inOrder({
    name: `${instanceId} ${field}`,
    textOf: (org) => (org.instanceId === instanceId ? textOf(org) : undefined)
  })

/** The organization of an instance; fails with 404 when either does not exist. @since 0.1.0 */
export const findOrg = Effect.fnUntraced(function* (
  state: LiveState,
  { instanceId, orgId }: OrgParams
): Effect.fn.Return<OrgRecord, ApiError> {
  const instance = yield* findInstance(state, instanceId)
  const org = orgId === undefined ? undefined : state.orgs.get(orgId)
  return yield* org?.instanceId === instance.id ? Effect.succeed(org) : Effect.fail(notFound("Organization"))
})

/** The state with `org`, in place of the organization with the same id or as a new one. @since 0.1.0 */
export const setOrg = (state: LiveState, org: OrgRecord): LiveState => ({
  ...state,
  orgs: state.orgs.set(org)
})

/** The state in which some values of one organization are others. @since 0.1.0 */
export const changeOrg = (
  state: LiveState,
  { orgId }: OrgParams,
  change: (org: OrgRecord) => Partial<OrgRecord>
): LiveState => {
  const org = orgId === undefined ? undefined : state.orgs.get(orgId)
  return org === undefined ? state : setOrg(state, { ...org, ...change(org) })
}

/** The kept value for `disabledAt` of a body, in which `true` stands for now. @since 0.1.0 */
export const resolveDisabledAt = (value: string | boolean, now: number): string | false =>
  value === true ? formatIso(now) : value === false ? false : formatIso(parseMillis(value))

type CommonFields = Omit<Schemas.Org, "members" | "isEnterprise">
type Mutable<A> = { -readonly [K in keyof A]: A[K] }

/** A function to show organizations, for the fields that both shapes have. */
const showCommonFields = (now: number, summary: ReadonlyArray<Schemas.SummaryField>) => {
  const { start, end } = billingPeriod(now)
  const [currentPeriodStart, currentPeriodEnd] = [formatIso(start), formatIso(end - 1)]
  return (org: OrgRecord): Mutable<CommonFields> => {
    // A list may have 100,000 of them: the fields are set, and not copied.
    const shown: Mutable<CommonFields> = {
      id: org.id,
      orgId: org.id,
      creationDate: org.creationDate,
      lastUpdated: org.lastUpdated,
      name: org.name,
      limits: org.limits,
      summary: makeSummary(org, now, summary),
      currentPeriodStart,
      currentPeriodEnd,
      whitelistedEmailDomains: org.whitelistedEmailDomains,
      disabledAt: org.disabledAt,
      isReadOnly: org.isReadOnly,
      mfaMode: org.mfaMode
    }
    if (org.description !== undefined) shown.description = org.description
    if (org.iconColor !== undefined) shown.iconColor = org.iconColor
    if (org.banner !== undefined) shown.banner = org.banner
    return shown
  }
}

/** A function to show organizations in the shape `instanceOrg`: every answer but that of POST has it. @since 0.1.0 */
export const showInstanceOrg = (now: number, summary: ReadonlyArray<Schemas.SummaryField>) => {
  const show = showCommonFields(now, summary)
  return (org: OrgRecord): Schemas.InstanceOrg => {
    const { instanceId, auditLogEnabled, tags } = org
    const shown = Object.assign(show(org), { instanceId, auditLogEnabled, tags })
    return org.referralId === undefined ? shown : Object.assign(shown, { referralId: org.referralId })
  }
}

/** The shape `org`: the answer of POST has it, with the members. @since 0.1.0 */
export const toOrg = (
  state: LiveState,
  org: OrgRecord,
  now: number,
  summary: ReadonlyArray<Schemas.SummaryField>
): Schemas.Org => ({
  ...showCommonFields(now, summary)(org),
  members: org.members.map((member) => toOrgMember(state, member)),
  isEnterprise: true
})
