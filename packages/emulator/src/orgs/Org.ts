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
import { formatIso, parseMillis } from "../util/Time.ts"
import { toOrgMember } from "./Member.ts"
import { makeSummary } from "./Summary.ts"

/** The instance, or 404. @since 0.1.0 */
export const findInstance = (state: State, instanceId: string): Effect.Effect<InstanceRecord, ApiError> => {
  const found = state.instances.find(({ id }) => id === instanceId)
  return found === undefined ? Effect.fail(notFound("Instance")) : Effect.succeed(found)
}

/** The organization of the instance, or 404. @since 0.1.0 */
export const findOrg = Effect.fnUntraced(function* (
  state: State,
  { instanceId, orgId }: { readonly instanceId: string; readonly orgId: string }
): Effect.fn.Return<OrgRecord, ApiError> {
  const { id } = yield* findInstance(state, instanceId)
  const found = state.orgs.find((org) => org.id === orgId && org.instanceId === id)
  return yield* found === undefined ? Effect.fail(notFound("Organization")) : Effect.succeed(found)
})

/** The state in which `org` took the place of what has its id. @since 0.1.0 */
export const replaceOrg = (state: State, org: OrgRecord): State => ({
  ...state,
  orgs: state.orgs.map((other) => (other.id === org.id ? org : other))
})

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
