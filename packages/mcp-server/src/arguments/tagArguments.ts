/**
 * Tags in the forms in which assistants write them, beside those that the tools describe. What could mean two things is
 * not taken: a list given to a change may be meant to replace the tags, or to come to them.
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader } from "../model/ArgumentSpec.ts"
import { parseJsonText } from "../text/json.ts"
import { readNewTags, readTags } from "./tagChanges.ts"

const forms = ["set", "add", "remove"]

const isForm = (value: object): boolean => Object.keys(value).some((name) => forms.includes(name))

/** The object with each of its forms parsed, where it came as a text. */
const parsedForms = (value: unknown): unknown =>
  Predicate.isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, list]) => [name, parseJsonText(list)]))
    : value

const unclear =
  'give {"set":["region=eu"]} to replace all tags, or {"add":["region=eu"]} to keep the others: without one of them it is ' +
  "not clear which is meant"

/** Reads the tags of a change. */
export const readTagChanges: Reader = (given) => {
  const value = parseJsonText(given)
  const isTags = Array.isArray(value) || typeof value === "string" || (Predicate.isObject(value) && !isForm(value))
  return isTags ? Result.fail(unclear) : readTags(parsedForms(value))
}

const entry = ([key, value]: readonly [string, unknown]): unknown => ({ key, value })

/** Reads the tags of a new organization: however they are given, they are all that it gets. */
export const readFirstTags: Reader = (given) => {
  const value = parseJsonText(given)
  if (!Predicate.isObject(value)) return readNewTags(Array.isArray(value) ? value : [value])
  if (isForm(value)) return readNewTags(parsedForms(value))
  // {"key":"region","value":"eu"} is one tag, {"region":"eu","tier":"gold"} are two.
  return readNewTags("key" in value && "value" in value ? [value] : Object.entries(value).map(entry))
}
