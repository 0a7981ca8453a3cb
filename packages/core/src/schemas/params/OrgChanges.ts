/**
 * The changes that an update makes to an organization.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { InstanceOrgPatch } from "../Org.ts"

const { tags: _tags, ...fields } = InstanceOrgPatch.fields

const key = Schema.String.check(Schema.isPattern(/^[0-9a-zA-Z_-]{1,255}$/u))
const value = Schema.String.check(Schema.isBetweenLength(1, 255))

const NonEmptyTags = Schema.NonEmptyArray(Schema.Struct({ key, value }))
const NonEmptyPatterns = Schema.NonEmptyArray(Schema.Struct({ key, value: Schema.optionalKey(value) }))

/**
 * A change of tags. `set` replaces all tags. Otherwise tags that match one of `remove` are taken away first, and then
 * `add` is added. A pattern without a value matches every tag with its key.
 */
const TagChanges = Schema.Union([
  Schema.Struct({ set: NonEmptyTags }),
  Schema.Struct({ add: NonEmptyTags, remove: Schema.optionalKey(NonEmptyPatterns) }),
  Schema.Struct({ remove: NonEmptyPatterns })
])

/** The names that `clear` takes: fields that can be emptied, and limits, such as `limits.device`. */
const Clearable = Schema.String.check(
  Schema.isPattern(/^(?:description|iconColor|referralId|banner|tags|whitelistedEmailDomains|limits\.\w{1,64})$/u, {
    expected: "the name of a field that can be emptied, or of a limit, such as limits.device"
  })
)

/**
 * The changes that an update makes. Fields that are absent stay as they are, and so do the limits and tags that are not
 * named. `clear` names what is emptied or taken away.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const changes: Schemas.OrgChanges = {
 *   limits: { device: 120 },
 *   tags: { add: [{ key: "region", value: "eu" }], remove: [{ key: "trial" }] },
 *   clear: ["banner"]
 * }
 * ```
 *
 * @since 0.2.0
 */
export const OrgChanges = Schema.Struct({
  ...fields,
  tags: Schema.optionalKey(TagChanges),
  clear: Schema.optionalKey(Schema.NonEmptyArray(Clearable))
}).check(Schema.isMinProperties(1, { expected: "at least one change" }))
export type OrgChanges = typeof OrgChanges.Type
