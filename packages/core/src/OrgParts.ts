/**
 * The parts of an organization that a change names: its tags, and what it empties. `OrgChanges` exports them too. Nothing
 * here needs a schema.
 *
 * @example
 * ```ts
 * import { clearedLimits } from "@effect-losant/core/OrgParts"
 *
 * const limits = clearedLimits(["limits.device"])
 * ```
 *
 * @module
 * @since 0.2.0
 */
import type { InstanceOrgPatch } from "./schemas/Org.ts"
import type { OrgChanges } from "./schemas/params/OrgChanges.ts"

interface Tag {
  readonly key: string
  readonly value: string
}

interface TagPattern {
  readonly key: string
  readonly value?: string
}

/**
 * The changes that `OrgChanges.merge` takes. Lists may be empty here: then they change nothing.
 *
 * @example
 * ```ts
 * import type { OrgChanges } from "@effect-losant/core"
 *
 * const withTags = (add: ReadonlyArray<{ key: string; value: string }>): OrgChanges.Mergeable => ({ tags: { add } })
 * ```
 *
 * @since 0.2.0
 */
export interface Mergeable extends Omit<OrgChanges, "tags" | "clear"> {
  readonly tags?: {
    readonly set?: ReadonlyArray<Tag>
    readonly add?: ReadonlyArray<Tag>
    readonly remove?: ReadonlyArray<TagPattern>
  }
  readonly clear?: ReadonlyArray<string>
}

/** The same text for equal tags. A pattern without a value has a text of its own. */
const identify = ({ key, value }: TagPattern): string => JSON.stringify([key, value])

const distinct = (tags: ReadonlyArray<Tag>): ReadonlyArray<Tag> => [
  ...new Map(tags.map((tag) => [identify(tag), tag])).values()
]

/**
 * The tags after a change. Tags are removed before others are added, so that one change can give a tag another value. A
 * tag that exists already is not added again.
 *
 * @example
 * ```ts
 * import { OrgChanges } from "@effect-losant/core"
 *
 * // [{ key: "region", value: "us" }]
 * const tags = OrgChanges.changeTags([{ key: "region", value: "eu" }], {
 *   remove: [{ key: "region" }],
 *   add: [{ key: "region", value: "us" }]
 * })
 * ```
 *
 * @since 0.2.0
 */
export const changeTags = (
  before: ReadonlyArray<Tag>,
  { set, add = [], remove = [] }: NonNullable<Mergeable["tags"]>
): ReadonlyArray<Tag> => {
  if (set !== undefined) return distinct(set)
  const removed = new Set(remove.map(identify))
  const kept = before.filter((tag) => !removed.has(identify(tag)) && !removed.has(identify({ key: tag.key })))
  const present = new Set(kept.map(identify))
  return [...kept, ...distinct(add).filter((tag) => !present.has(identify(tag)))]
}

/**
 * The values that empty a field, by its name. Losant shows no banner without a message.
 *
 * @example
 * ```ts
 * import { emptyValues } from "@effect-losant/core/OrgParts"
 *
 * const { description } = emptyValues
 * ```
 *
 * @since 0.2.0
 */
export const emptyValues: InstanceOrgPatch = {
  description: "",
  iconColor: "",
  referralId: "",
  banner: { message: "" },
  tags: [],
  whitelistedEmailDomains: []
}

/**
 * The names of the fields that `clear` can empty.
 *
 * @example
 * ```ts
 * import { OrgChanges } from "@effect-losant/core"
 *
 * const canBeEmptied = (name: string) => OrgChanges.clearableFields.includes(name)
 * ```
 *
 * @since 0.2.0
 */
export const clearableFields: ReadonlyArray<string> = Object.keys(emptyValues)

const limitPrefix = "limits."

/**
 * The limits that `clear` names, without their prefix.
 *
 * @example
 * ```ts
 * import { OrgChanges } from "@effect-losant/core"
 *
 * // ["device"]
 * const limits = OrgChanges.clearedLimits(["banner", "limits.device"])
 * ```
 *
 * @since 0.2.0
 */
export const clearedLimits = (clear: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  clear.filter((name) => name.startsWith(limitPrefix)).map((name) => name.slice(limitPrefix.length))
