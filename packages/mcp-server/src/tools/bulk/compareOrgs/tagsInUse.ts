/** Counts the tags of organizations by key and value. */
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { JsonObject } from "../../../text/json.ts"
import { shortenName } from "../fitResults.ts"

// A key such as a customer's number has another value in each organization. Nobody reads all of them.
const maxValues = 20
const maxTextTokens = 40

type Tags = NonNullable<InstanceOrg["tags"]>

/** A row for each key, by name: how many organizations have it, and its values, the most frequent first. */
export const countTags = (tagsOfOrgs: ReadonlyArray<Tags>): ReadonlyArray<JsonObject & { readonly key: string }> => {
  const orgsByKey = new Map<string, number>()
  const orgsByValue = new Map<string, Map<string, number>>()
  for (const tags of tagsOfOrgs) {
    for (const key of new Set(tags.map((tag) => tag.key))) {
      orgsByKey.set(key, (orgsByKey.get(key) ?? 0) + 1)
      const counts = orgsByValue.get(key) ?? new Map<string, number>()
      const values = tags.flatMap((tag) => (tag.key === key ? [tag.value ?? ""] : []))
      for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1)
      orgsByValue.set(key, counts)
    }
  }
  return [...orgsByKey]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, organizations]) => {
      const values = [...(orgsByValue.get(key) ?? [])].toSorted(([, one], [, other]) => other - one)
      return {
        key,
        organizations,
        values: values
          .slice(0, maxValues)
          .map(([value, count]) => ({ value: shortenName(value, maxTextTokens), organizations: count })),
        ...(values.length > maxValues ? { valuesMore: values.length - maxValues } : {})
      }
    })
}
