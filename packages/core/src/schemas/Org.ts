/**
 * Organizations, as they are answered and as they are sent.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, OrgId } from "./Ids.ts"
import { OrgLimits } from "./Limits.ts"
import { pagedListFields } from "./List.ts"
import { InstanceOrgMemberPost, OrgMember } from "./Member.ts"
import { OrgSummary } from "./OrgSummary.ts"
import { Email, IsoDate, known, knownBoolean, text } from "./Scalars.ts"

/**
 * The people who have to sign in with a second factor.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 *
 * const isMode = (text: string) => Schemas.mfaModes.some((mode) => mode === text)
 * ```
 *
 * @since 0.1.0
 */
export const mfaModes = ["notRequired", "adminRequired", "required"] as const
const bannerLevels = ["info", "warning", "critical"] as const

const TagKey = Schema.String.check(Schema.isPattern(/^[0-9a-zA-Z_-]{1,255}$/u))
const OrgTag = Schema.Struct({ key: TagKey, value: text(1, 255) })

/**
 * The tags of an organization, at most 100.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const tags: typeof Schemas.OrgTags.Type = [{ key: "env", value: "staging" }]
 * const parse = Schema.decodeUnknownEffect(Schemas.OrgTags)
 * ```
 *
 * @since 0.1.0
 */
export const OrgTags = Schema.Array(OrgTag).check(Schema.isMaxLength(100))

const EmailDomains = Schema.Array(text(3, 45))

const Banner = Schema.Struct({
  message: Schema.optionalKey(text(0, 2048)),
  level: Schema.optionalKey(Schema.Literals(bannerLevels))
})
const AnsweredBanner = Schema.Struct({
  message: Schema.optionalKey(text(0, 2048)),
  level: Schema.optionalKey(known(bannerLevels))
})

// The fields of both shapes of an organization in answers of Losant.
const answerFields = {
  id: OrgId,
  orgId: Schema.optionalKey(OrgId),
  creationDate: Schema.optionalKey(IsoDate),
  lastUpdated: Schema.optionalKey(IsoDate),
  name: text(1, 255),
  description: Schema.optionalKey(text(0, 32_767)),
  iconColor: Schema.optionalKey(text(0, 64)),
  limits: Schema.optionalKey(OrgLimits),
  summary: Schema.optionalKey(OrgSummary),
  planId: Schema.optionalKey(text(0, 1024)),
  billingEmail: Schema.optionalKey(Email),
  subscriptionStatus: Schema.optionalKey(known(["trialing", "active", "past_due", "canceled", "unpaid"])),
  currentPeriodStart: Schema.optionalKey(IsoDate),
  currentPeriodEnd: Schema.optionalKey(IsoDate),
  whitelistedEmailDomains: Schema.optionalKey(EmailDomains),
  disabledAt: Schema.optionalKey(Schema.Union([knownBoolean(false), IsoDate])),
  isReadOnly: Schema.optionalKey(Schema.Boolean),
  mfaMode: Schema.optionalKey(known(mfaModes)),
  banner: Schema.optionalKey(AnsweredBanner)
}

/**
 * The answer of `instanceOrgs.post`: another shape than {@link InstanceOrg}, with the members but without the
 * instance's id, tags and audit log setting. Read the organization again when those are wanted.
 *
 * @example
 * ```ts
 * import { InstanceOrg, InstanceOrgs, type InstanceId } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 *
 * // With its tags, which the answer to the creation does not have.
 * const create = (instanceId: InstanceId, name: string) =>
 *   Effect.flatMap(InstanceOrgs.post({ instanceId, orgConfig: { name } }), ({ id }) =>
 *     InstanceOrg.get({ instanceId, orgId: id })
 *   )
 * ```
 *
 * @since 0.1.0
 */
export class Org extends Schema.Opaque<Org>()(
  Schema.Struct({
    ...answerFields,
    members: Schema.optionalKey(Schema.Array(OrgMember)),
    isEnterprise: Schema.optionalKey(Schema.Boolean)
  })
) {}

/**
 * An organization of an instance. `disabledAt` is the time since when it is disabled, or `false`.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isDisabled = ({ disabledAt = false }: Schemas.InstanceOrg) => disabledAt !== false
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrg extends Schema.Opaque<InstanceOrg>()(
  Schema.Struct({
    ...answerFields,
    instanceId: Schema.optionalKey(InstanceId),
    auditLogEnabled: Schema.optionalKey(Schema.Boolean),
    tags: Schema.optionalKey(OrgTags),
    referralId: Schema.optionalKey(text(0, 1024)),
    customerId: Schema.optionalKey(text(0, 1024)),
    subscriptionId: Schema.optionalKey(text(0, 1024))
  })
) {}

/**
 * A page of the organizations of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const namesOn = ({ items }: Schemas.InstanceOrgs) => items.map(({ name }) => name)
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgs extends Schema.Opaque<InstanceOrgs>()(
  Schema.Struct({
    items: Schema.Array(InstanceOrg),
    instanceId: Schema.optionalKey(InstanceId),
    ...pagedListFields
  })
) {}

const settings = {
  description: Schema.optionalKey(text(0, 32_767)),
  iconColor: Schema.optionalKey(text(0, 64)),
  limits: Schema.optionalKey(OrgLimits),
  whitelistedEmailDomains: Schema.optionalKey(EmailDomains),
  auditLogEnabled: Schema.optionalKey(Schema.Boolean),
  disabledAt: Schema.optionalKey(Schema.Union([IsoDate, Schema.Boolean])),
  isReadOnly: Schema.optionalKey(Schema.Boolean),
  tags: Schema.optionalKey(OrgTags),
  referralId: Schema.optionalKey(text(0, 1024)),
  mfaMode: Schema.optionalKey(Schema.Literals(mfaModes)),
  banner: Schema.optionalKey(Banner)
}

/**
 * A new organization, with at most ten members.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const plant: Schemas.InstanceOrgPost = {
 *   name: "Northwind Plant",
 *   limits: { device: 100 },
 *   tags: [{ key: "region", value: "eu" }],
 *   mfaMode: "adminRequired",
 *   members: [{ email: "jo@example.com", role: "admin" }]
 * }
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgPost extends Schema.Opaque<InstanceOrgPost>()(
  Schema.Struct({
    name: text(1, 255),
    ...settings,
    members: Schema.optionalKey(Schema.Array(InstanceOrgMemberPost).check(Schema.isMaxLength(10)))
  })
) {}

/**
 * The changes to an organization. A field that is absent stays as it is. `disabledAt` with a time or `true`
 * disables the organization, with `false` enables it. Losant replaces `tags` and `whitelistedEmailDomains` whole, and may
 * replace `limits` and `banner` so: send all that is to stay.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const disable: Schemas.InstanceOrgPatch = { disabledAt: true }
 * // All that is to stay goes along: `limits` may be replaced whole.
 * const raise = ({ limits = {} }: Schemas.InstanceOrg): Schemas.InstanceOrgPatch => ({
 *   limits: { ...limits, device: (limits.device ?? 0) + 100 }
 * })
 * ```
 *
 * @since 0.1.0
 */
export class InstanceOrgPatch extends Schema.Opaque<InstanceOrgPatch>()(
  Schema.Struct({ name: Schema.optionalKey(text(1, 255)), ...settings })
) {}
