/**
 * Organizations: finding them, changing them, and their two shapes in answers.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, notFound } from "../errors/ApiError.ts"
import type { InstanceRecord, OrgRecord, State } from "../state/State.ts"
import { billingPeriod } from "../usage/BillingPeriod.ts"
import { cacheByIdentity } from "../util/identityCache.ts"
import { formatIso, parseMillis } from "../util/Time.ts"
import { toOrgMember } from "./Member.ts"
import { makeSummary } from "./Summary.ts"

/** The instance with an id; fails with 404 when there is none. @since 0.1.0 */
export const findInstance = (state: State, instanceId: string | undefined): Effect.Effect<InstanceRecord, ApiError> => {
  const instance = state.instances.find(({ id }) => id === instanceId)
  return instance === undefined ? Effect.fail(notFound("Instance")) : Effect.succeed(instance)
}

/** The parameters of a path that name an organization. @since 0.1.0 */
export interface OrgParams {
  readonly instanceId?: string | undefined
  readonly orgId?: string | undefined
}

const orgsById = cacheByIdentity((orgs: State["orgs"]) => new Map(orgs.map((org) => [org.id as string, org])))

/** The organization of an instance; fails with 404 when either does not exist. @since 0.1.0 */
export const findOrg = Effect.fnUntraced(function* (
  state: State,
  { instanceId, orgId = "" }: OrgParams
): Effect.fn.Return<OrgRecord, ApiError> {
  const instance = yield* findInstance(state, instanceId)
  const org = orgsById(state.orgs, "").get(orgId)
  return yield* org?.instanceId === instance.id ? Effect.succeed(org) : Effect.fail(notFound("Organization"))
})

/** The state in which `org` took the place of what has its id. @since 0.1.0 */
export const replaceOrg = (state: State, org: OrgRecord): State => ({
  ...state,
  orgs: state.orgs.map((other) => (other.id === org.id ? org : other))
})

/** The state in which the organization that `params` names has other values; without it, the state itself. @since 0.1.0 */
export const changeOrg = (
  state: State,
  { orgId }: OrgParams,
  change: (org: OrgRecord) => Partial<OrgRecord>
): State => {
  const org = orgsById(state.orgs, "").get(orgId ?? "")
  return org === undefined ? state : replaceOrg(state, { ...org, ...change(org) })
}

/** What `disabledAt` of a body comes to: true stands for now. @since 0.1.0 */
export const resolveDisabledAt = (value: string | boolean, now: number): string | false =>
  value === true ? formatIso(now) : value === false ? false : formatIso(parseMillis(value))

// What both shapes have in common.
const commonFields = (org: OrgRecord, now: number, summary: ReadonlyArray<Schemas.SummaryField>) => ({
  id: org.id,
  orgId: org.id,
  creationDate: org.creationDate,
  lastUpdated: org.lastUpdated,
  name: org.name,
  ...(org.description === undefined ? {} : { description: org.description }),
  ...(org.iconColor === undefined ? {} : { iconColor: org.iconColor }),
  limits: org.limits,
  summary: makeSummary(org, now, summary),
  currentPeriodStart: formatIso(billingPeriod(now).start),
  currentPeriodEnd: formatIso(billingPeriod(now).end - 1),
  whitelistedEmailDomains: org.whitelistedEmailDomains,
  disabledAt: org.disabledAt,
  isReadOnly: org.isReadOnly,
  mfaMode: org.mfaMode,
  ...(org.banner === undefined ? {} : { banner: org.banner })
})

/** The shape of `instanceOrg`: what everything but POST answers. @since 0.1.0 */
export const toInstanceOrg = (
  org: OrgRecord,
  now: number,
  summary: ReadonlyArray<Schemas.SummaryField>
): Schemas.InstanceOrg => ({
  ...commonFields(org, now, summary),
  instanceId: org.instanceId,
  auditLogEnabled: org.auditLogEnabled,
  tags: org.tags,
  ...(org.referralId === undefined ? {} : { referralId: org.referralId })
})

/** The shape of `org`: what POST answers, with the members. @since 0.1.0 */
export const toOrg = (
  state: State,
  org: OrgRecord,
  now: number,
  summary: ReadonlyArray<Schemas.SummaryField>
): Schemas.Org => ({
  ...commonFields(org, now, summary),
  members: org.members.map((member) => toOrgMember(state, member)),
  isEnterprise: true
})
