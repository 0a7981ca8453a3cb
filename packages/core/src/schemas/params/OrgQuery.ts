/**
 * The advanced query of `instanceOrgs.get`.
 *
 * @example
 * ```ts
 * import type { OrgQuery } from "@effect-losant/core"
 *
 * // Organizations of the region "eu" whose name contains "plant", in whatever case, and that are not disabled.
 * const query: OrgQuery = {
 *   $and: [
 *     { name: { $contains: "plant", $ci: true } },
 *     { tags: { $tagKey: "region", $tagValue: "eu" } },
 *     { disabledAt: false }
 *   ]
 * }
 * ```
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

const atMost100 = Schema.isMaxLength(100)

const IdString = Schema.String.check(Schema.isPattern(/^[A-Fa-f\d]{24}$/u, { expected: "24 hexadecimal digits" }))
const IdOrNull = Schema.Union([IdString, Schema.Null])
const Ids = Schema.Array(IdString).check(atMost100)

/**
 * A condition on an id: the id itself, null for none, or one operator.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const oneOf: Schemas.IdCondition = { $in: ["575ed6e87ae143cd83dc4aa8", "575ed70c7ae143cd83dc4aa9"] }
 * ```
 *
 * @since 0.1.0
 */
export const IdCondition = Schema.Union([
  IdOrNull,
  Schema.Struct({
    $eq: Schema.optionalKey(IdOrNull),
    $ne: Schema.optionalKey(IdOrNull),
    $gt: Schema.optionalKey(IdOrNull),
    $lt: Schema.optionalKey(IdOrNull),
    $gte: Schema.optionalKey(IdOrNull),
    $lte: Schema.optionalKey(IdOrNull),
    $in: Schema.optionalKey(Ids),
    $nin: Schema.optionalKey(Ids)
  }).check(Schema.isBetweenProperties(1, 1))
])
export type IdCondition = typeof IdCondition.Type

const Value = Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])
const ValueOrNull = Schema.Union([Schema.String, Schema.Finite, Schema.Boolean, Schema.Null])
const Values = Schema.Array(Value).check(atMost100)
const Substring = Schema.String.check(Schema.isMinLength(1))

/**
 * A condition on a field: its value, null for none, or operators that all have to hold. `$ci: true` makes the
 * string operators beside it ignore case.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const nameContainsPlant: Schemas.FieldCondition = { $contains: "plant", $ci: true }
 * const createdThisYear: Schemas.FieldCondition = { $gte: "2026-01-01T00:00:00.000Z" }
 * ```
 *
 * @since 0.1.0
 */
export const FieldCondition = Schema.Union([
  ValueOrNull,
  Schema.Struct({
    $eq: Schema.optionalKey(ValueOrNull),
    $ne: Schema.optionalKey(ValueOrNull),
    $gt: Schema.optionalKey(ValueOrNull),
    $lt: Schema.optionalKey(ValueOrNull),
    $gte: Schema.optionalKey(ValueOrNull),
    $lte: Schema.optionalKey(ValueOrNull),
    $startsWith: Schema.optionalKey(Substring),
    $endsWith: Schema.optionalKey(Substring),
    $contains: Schema.optionalKey(Substring),
    $ci: Schema.optionalKey(Schema.Boolean),
    $in: Schema.optionalKey(Values),
    $nin: Schema.optionalKey(Values)
  })
])
export type FieldCondition = typeof FieldCondition.Type

const TagText = Schema.String.check(Schema.isMaxLength(255))
const TagTexts = Schema.Array(TagText).check(atMost100)

/**
 * A condition on a tag's key or value: the text, null for none, or a list of texts.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const eitherStage: Schemas.TagTextCondition = { $in: ["staging", "production"] }
 * ```
 *
 * @since 0.1.0
 */
export const TagTextCondition = Schema.Union([
  TagText,
  Schema.Null,
  Schema.Struct({ $in: TagTexts }),
  Schema.Struct({ $nin: TagTexts })
])
export type TagTextCondition = typeof TagTextCondition.Type

// By key and value, or by a record from tag keys to conditions on their values.
const TagPattern = Schema.Union([
  Schema.Struct({
    $tagKey: Schema.optionalKey(TagTextCondition),
    $tagValue: Schema.optionalKey(TagTextCondition)
  }).check(Schema.isMinProperties(1)),
  Schema.Record(Schema.String.check(Schema.isPattern(/^[0-9a-zA-Z_-]{1,255}/u)), TagTextCondition)
])
const TagPatternOrNull = Schema.Union([Schema.Null, TagPattern])

/**
 * A condition on the tags of an organization.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const isStaging: Schemas.TagsCondition = { $tagKey: "env", $tagValue: "staging" }
 * const isNotStaging: Schemas.TagsCondition = { $ne: isStaging }
 * ```
 *
 * @since 0.1.0
 */
export const TagsCondition = Schema.Union([
  TagPatternOrNull,
  Schema.Struct({ $eq: TagPatternOrNull }),
  Schema.Struct({ $ne: TagPatternOrNull })
])
export type TagsCondition = typeof TagsCondition.Type

const conditions = {
  id: Schema.optionalKey(IdCondition),
  creationDate: Schema.optionalKey(FieldCondition),
  lastUpdated: Schema.optionalKey(FieldCondition),
  name: Schema.optionalKey(FieldCondition),
  mfaMode: Schema.optionalKey(FieldCondition),
  isReadOnly: Schema.optionalKey(FieldCondition),
  auditLogEnabled: Schema.optionalKey(FieldCondition),
  disabledAt: Schema.optionalKey(FieldCondition),
  referralId: Schema.optionalKey(FieldCondition),
  tags: Schema.optionalKey(TagsCondition),
  memberId: Schema.optionalKey(IdCondition)
}

type Conditions = Schema.Struct<typeof conditions>["Type"]

/**
 * A query on the organizations of an instance. All its conditions have to hold.
 *
 * @example
 * ```ts
 * import type { OrgQuery } from "@effect-losant/core"
 *
 * const query: OrgQuery = { name: { $startsWith: "Northwind" }, $nor: [{ isReadOnly: true }] }
 * ```
 *
 * @since 0.1.0
 */
export interface OrgQuery extends Conditions {
  readonly $and?: ReadonlyArray<OrgQuery>
  readonly $or?: ReadonlyArray<OrgQuery>
  readonly $nor?: ReadonlyArray<OrgQuery>
}

const Queries = Schema.Array(Schema.suspend((): Schema.Codec<OrgQuery> => OrgQuery)).check(atMost100)

/**
 * The schema of {@link OrgQuery}.
 *
 * @example
 * ```ts
 * import { OrgQuery } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // For a query from outside: fails with what is wrong with it, and where.
 * const parse = Schema.decodeUnknownEffect(OrgQuery, { onExcessProperty: "error" })
 * ```
 *
 * @since 0.1.0
 */
export const OrgQuery: Schema.Codec<OrgQuery> = Schema.Struct({
  $and: Schema.optionalKey(Queries),
  $or: Schema.optionalKey(Queries),
  $nor: Schema.optionalKey(Queries),
  ...conditions
})

/**
 * The advanced query, on the wire JSON.
 *
 * @example
 * ```ts
 * import { InstanceOrgs, type InstanceId } from "@effect-losant/core"
 *
 * // It is sent as JSON.
 * const disabled = (instanceId: InstanceId) =>
 *   InstanceOrgs.get({ instanceId, query: { disabledAt: { $ne: false } } })
 * ```
 *
 * @since 0.1.0
 */
export const Query = Schema.fromJsonString(OrgQuery)
