/**
 * The format of a fleet's files: the organizations of an instance as they are wanted.
 *
 * @since 0.2.0
 */
import { InstanceId, OrgId, Schemas } from "@effect-losant/core"
import * as Schema from "effect/Schema"

const key = Schema.optionalKey
const { tags: _tags, name, limits: _limits, banner: _banner, ...patch } = Schemas.InstanceOrgPatch.fields

/** A field that null empties. */
const emptiable = <S extends Schema.Constraint>(schema: S) => key(Schema.NullOr(schema))

const { description, iconColor, referralId, whitelistedEmailDomains, ...others } = patch

const Banner = Schema.Struct({
  message: Schema.String.check(Schema.isBetweenLength(1, 2048)),
  level: Schema.Literals(["info", "warning", "critical"])
})

const TagValue = Schema.String.check(Schema.isBetweenLength(1, 255))

/** The role of a person, or the roles. */
export const Roles = Schema.Union([Schemas.Role, Schema.Struct({ role: Schemas.Role, ...Schemas.resourceRoleFields })])

type LimitFields = typeof Schemas.OrgLimits.fields

const Limits = Schema.Struct(
  Object.fromEntries(
    Object.entries(Schemas.OrgLimits.fields).map(([limit, { schema }]) => [limit, key(Schema.NullOr(schema))])
    // Sound: the keys are those of the limits, and each value takes null beside what its limit takes.
  ) as { readonly [K in keyof LimitFields]: Schema.optionalKey<Schema.NullOr<LimitFields[K]["schema"]>> }
)

/** The parts that an organization and the defaults have in common. */
const parts = {
  description: emptiable(description.schema),
  iconColor: emptiable(iconColor.schema),
  referralId: emptiable(referralId.schema),
  whitelistedEmailDomains: emptiable(whitelistedEmailDomains.schema),
  ...others,
  banner: emptiable(Banner),
  limits: key(Limits.annotate({ description: "Limits, merged with those that Losant has. null takes a limit away." })),
  tags: key(
    Schema.Record(Schema.String, Schema.NullOr(Schema.Union([TagValue, Schema.NonEmptyArray(TagValue)]))).annotate({
      description: "Tags, merged with those that Losant has: one value or a list of values. null takes a tag away."
    })
  ),
  members: key(
    Schema.Record(Schema.String, Schema.NullOr(Roles)).annotate({
      description: "Members by their email address. null takes a member out."
    })
  ),
  invites: key(
    Schema.Record(Schema.String, Schema.NullOr(Roles)).annotate({
      description: "Invitations by the email address. null revokes one."
    })
  )
}

/**
 * The part of a file that describes one organization. A field that is absent is not managed, and null empties it.
 *
 * @example
 * ```ts
 * import type { FleetFileOrg } from "@effect-losant/fleet"
 *
 * const plant: FleetFileOrg = {
 *   name: "Plant 1",
 *   limits: { device: 120, webhook: null },
 *   members: { "ada@example.com": "admin", "jo@example.com": null },
 *   protect: true
 * }
 * ```
 *
 * @since 0.2.0
 */
export const FleetFileOrg = Schema.Struct({
  id: key(
    OrgId.annotate({ description: "The id of an organization that exists. Without it the tag fleet-key names it." })
  ),
  name,
  ...parts,
  protect: key(Schema.Boolean.annotate({ description: "True: no run disables or deletes the organization." })),
  absent: key(
    Schema.Literals(["disabled", "deleted"]).annotate({
      description: "The organization is not wanted: it is disabled, or deleted for good."
    })
  )
})
export type FleetFileOrg = typeof FleetFileOrg.Type

/**
 * The parts of an organization that a fleet may manage. The last two take a request for each organization.
 *
 * @example
 * ```ts
 * import type { Managed } from "@effect-losant/fleet"
 *
 * const cheap: ReadonlyArray<Managed> = ["settings", "limits", "tags"]
 * ```
 *
 * @since 0.2.0
 */
export const Managed = Schema.Literals(["settings", "limits", "tags", "members", "invites"])
export type Managed = typeof Managed.Type

/**
 * A file of a fleet. A fleet may have several files: then `instance` is the same in all that name it, and each of
 * `manage`, `members` and `defaults` stands in one file, for all of them.
 *
 * @example
 * ```ts
 * import type { FleetFile } from "@effect-losant/fleet"
 *
 * const file: FleetFile = {
 *   version: 1,
 *   orgs: { "plant-001": { name: "Plant 1", limits: { device: 120 }, tags: { region: "eu", trial: null } } }
 * }
 * ```
 *
 * @since 0.2.0
 */
export const FleetFile = Schema.Struct({
  version: Schema.Literal(1),
  instance: key(InstanceId.annotate({ description: "The id of the instance. A file of another instance is refused." })),
  manage: key(
    Schema.Array(Managed).annotate({
      description: "The parts that are read and changed. Without it: settings, limits and tags."
    })
  ),
  members: key(
    Schema.Literals(["additive", "exact"]).annotate({
      description: "exact: members who are not listed are taken out by a run with --prune."
    })
  ),
  defaults: key(
    Schema.Struct(parts).annotate({ description: "Values of all organizations that do not say otherwise." })
  ),
  orgs: key(
    Schema.Record(Schema.String, FleetFileOrg).annotate({
      description: "The organizations by their key. A key never changes: it is kept in the tag fleet-key."
    })
  )
})
export type FleetFile = typeof FleetFile.Type
