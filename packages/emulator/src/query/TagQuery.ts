/**
 * Evaluates the conditions on tags of the advanced query.
 *
 * @since 0.1.0
 */
import type { Schemas } from "@effect-losant/core"

type Tags = ReadonlyArray<{ readonly key: string; readonly value: string }>
type TextCondition = Schemas.TagTextCondition

const fitsText = (condition: Exclude<TextCondition, null>, text: string): boolean => {
  if (typeof condition === "string") return text === condition
  return "$in" in condition ? condition.$in.includes(text) : !condition.$nin.includes(text)
}

/**
 * True when one tag matches both the key and the value. If either condition is null, true when no tag matches the other
 * condition.
 */
const hasTag = (key: TextCondition | undefined, value: TextCondition | undefined, tags: Tags): boolean => {
  const isMatched = tags.some(
    (tag) =>
      (key === undefined || key === null || fitsText(key, tag.key)) &&
      (value === undefined || value === null || fitsText(value, tag.value))
  )
  return key === null || value === null ? !isMatched : isMatched
}

const isPattern = (
  condition: object
): condition is { readonly $tagKey?: TextCondition; readonly $tagValue?: TextCondition } =>
  "$tagKey" in condition || "$tagValue" in condition

/** True when the tags of an organization match a condition. @since 0.1.0 */
export const matchesTags = (condition: Schemas.TagsCondition, tags: Tags): boolean => {
  if (condition === null) return tags.length === 0
  if (isPattern(condition)) return hasTag(condition.$tagKey, condition.$tagValue, tags)
  // Sound: the schema lets no tag key begin with `$`, so these two keys are the operators.
  if ("$eq" in condition) return matchesTags(condition.$eq as Schemas.TagsCondition, tags)
  if ("$ne" in condition) return !matchesTags(condition.$ne as Schemas.TagsCondition, tags)
  return Object.entries(condition).every(([key, value]) => hasTag(key, value, tags))
}
