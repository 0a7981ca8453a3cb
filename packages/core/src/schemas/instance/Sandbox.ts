/**
 * Sandboxes: the accounts of people under an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { InstanceId, OrgId, SandboxId } from "../Ids.ts"
import { InstanceLimits } from "../Limits.ts"
import { listFields } from "../List.ts"
import { OrgSummary } from "../OrgSummary.ts"
import { Email, IsoDate, text } from "../Scalars.ts"

const Detail = Schema.optionalKey(text(0, 1024))

// A sandbox has no members, and holds none of what belongs to an instance.
const { member, organization, instanceApiToken, instanceNotificationRule, instanceCustomNode, ...limits } =
  InstanceLimits.fields
const { memberCount, pendingInviteCount, ...counts } = OrgSummary.fields

/**
 * A sandbox. Once it is marked for deletion, `dataDeletion` says when its data goes, and `permanentDeletion` from when on
 * it cannot be brought back.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isUnprotected = ({ twoFactorAuthEnabled, ssoLinked }: Schemas.InstanceSandbox) =>
 *   twoFactorAuthEnabled !== true && ssoLinked !== true
 * ```
 *
 * @since 0.2.0
 */
export class InstanceSandbox extends Schema.Opaque<InstanceSandbox>()(
  Schema.Struct({
    id: SandboxId,
    instanceSandboxId: Schema.optionalKey(SandboxId),
    instanceId: Schema.optionalKey(InstanceId),
    creationDate: Schema.optionalKey(IsoDate),
    permanentDeletion: Schema.optionalKey(IsoDate),
    dataDeletion: Schema.optionalKey(IsoDate),
    lastUpdated: Schema.optionalKey(IsoDate),
    lastSuccessfulLogin: Schema.optionalKey(IsoDate),
    lastFailedLogin: Schema.optionalKey(IsoDate),
    failedLoginCount: Schema.optionalKey(Schema.Finite),
    passwordLastUpdated: Schema.optionalKey(IsoDate),
    email: Schema.optionalKey(Email),
    firstName: Schema.optionalKey(text(1, 1024)),
    lastName: Detail,
    companyName: Detail,
    title: Detail,
    phoneNumber: Detail,
    location: Detail,
    url: Detail,
    tokenCutoff: Schema.optionalKey(IsoDate),
    emailVerified: Schema.optionalKey(Schema.Boolean),
    needsToVerifyEmail: Schema.optionalKey(Schema.Boolean),
    twoFactorAuthEnabled: Schema.optionalKey(Schema.Boolean),
    fullName: Schema.optionalKey(Schema.String),
    githubName: Schema.optionalKey(Schema.String),
    avatarUrl: Schema.optionalKey(text(0, 1024).annotate({ format: "uri" })),
    limits: Schema.optionalKey(Schema.Struct(limits)),
    summary: Schema.optionalKey(
      Schema.Struct({
        ...counts,
        orgCount: Schema.optionalKey(Schema.Int),
        instanceCount: Schema.optionalKey(Schema.Int)
      })
    ),
    currentPeriodStart: Schema.optionalKey(IsoDate),
    currentPeriodEnd: Schema.optionalKey(IsoDate),
    ssoLinked: Schema.optionalKey(Schema.Boolean),
    orgs: Schema.optionalKey(
      Schema.Array(
        Schema.Struct({
          id: OrgId,
          name: Schema.optionalKey(text(1, 255)),
          iconColor: Schema.optionalKey(text(0, 64))
        })
      )
    )
  })
) {}

/**
 * Some of the sandboxes of an instance, in the order that was asked for. `hasMore` says whether others follow; how many
 * there are in all is not said.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // The id from which the next request goes on.
 * const nextAfter = ({ items, hasMore }: Schemas.InstanceSandboxes) => (hasMore === true ? items.at(-1)?.id : undefined)
 * ```
 *
 * @since 0.2.0
 */
export class InstanceSandboxes extends Schema.Opaque<InstanceSandboxes>()(
  Schema.Struct({
    items: Schema.Array(InstanceSandbox),
    ...listFields,
    limit: Schema.optionalKey(Schema.Int),
    startingAfterId: Schema.optionalKey(SandboxId),
    endingBeforeId: Schema.optionalKey(SandboxId),
    hasMore: Schema.optionalKey(Schema.Boolean)
  })
) {}
