/** Finds the settings, limits and tags in which organizations differ. */
import { type InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Equal from "effect/Equal"
import { isJsonObject, type Json, type JsonObject, toJsonObject } from "../../../text/json.ts"
import { shortenName } from "../fitResults.ts"

/** A field with a value for each organization, in their order. Null stands for no value. */
export interface Difference {
  readonly field: string
  readonly values: ReadonlyArray<Json>
}

// A change can set exactly these. The name differs anyway.
const settings = Object.keys(InstanceOrgPatch.fields).filter((name) => name !== "name")

type Fields = ReadonlyMap<string, Json>

/** The values of a tag by its key: one, or a sorted list of several. */
const tagFields = (tags: InstanceOrg["tags"]): ReadonlyArray<readonly [string, Json]> => {
  const valuesOf = new Map<string, ReadonlyArray<string>>()
  for (const { key, value = "" } of tags ?? []) valuesOf.set(key, [...(valuesOf.get(key) ?? []), value])
  return [...valuesOf].map(([key, values]) => [
    `tags.${key}`,
    values.length === 1 ? (values[0] ?? "") : values.toSorted()
  ])
}

/** An absent value, an empty text and an empty list mean the same: the field is not set. */
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

const otherFields = (name: string, value: Json | undefined): ReadonlyArray<readonly [string, Json]> => {
  if (value === undefined || isEmpty(value)) return []
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([part, inner]) => otherFields(`${name}.${part}`, inner))
  return [[name, Array.isArray(value) ? value.map(String).sort() : value]]
}

const fieldsOf = (org: InstanceOrg): Fields => {
  const values = toJsonObject(org)
  return new Map(settings.flatMap((name) => (name === "tags" ? tagFields(org.tags) : otherFields(name, values[name]))))
}

// Long texts and lists are recognized by their beginning.
const maxValueTokens = 40

const shorten = (value: Json): Json => {
  if (typeof value === "string") return shortenName(value, maxValueTokens)
  return Array.isArray(value) ? shortenName(value.join(", "), maxValueTokens) : value
}

/** The fields that differ, settings first, then limits and tags by name, and the number of those that do not. */
export const findDifferences = (
  orgs: ReadonlyArray<InstanceOrg>
): { readonly differences: ReadonlyArray<Difference>; readonly same: number } => {
  const all = orgs.map(fieldsOf)
  const order = (name: string) => (name.startsWith("tags.") ? 2 : name.startsWith("limits.") ? 1 : 0)
  const names = [...new Set(all.flatMap((fields) => [...fields.keys()]))].toSorted(
    (one, other) => order(one) - order(other) || (one < other ? -1 : 1)
  )
  const differences = names.flatMap((field): ReadonlyArray<Difference> => {
    const values = all.map((fields) => fields.get(field) ?? null)
    return values.every((value) => Equal.equals(value, values[0])) ? [] : [{ field, values: values.map(shorten) }]
  })
  return { differences, same: names.length - differences.length }
}

/** The difference as a part of an answer. */
export const differenceRow = ({ field, values }: Difference): JsonObject => ({ field, values })
