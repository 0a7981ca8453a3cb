/** The tags of an organization: reads them in the forms in which an assistant writes them, and changes them. */
import { changeTags, type Mergeable } from "@effect-losant/core/OrgParts"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader } from "../model/ArgumentSpec.ts"
import { parseJsonText } from "../text/json.ts"

export type TagChanges = NonNullable<Mergeable["tags"]>
export type Tag = NonNullable<TagChanges["set"]>[number]

/** Matches a tag. Without a value it matches all tags with the key. */
export type TagPattern = NonNullable<TagChanges["remove"]>[number]

type RawFields = Readonly<Record<string, unknown>>

const keyForm = /^[0-9a-zA-Z_-]{1,255}$/
const maxValueLength = 255

const parsePattern = (item: unknown): TagPattern | undefined => {
  if (Predicate.isObject(item)) {
    const { key, value }: RawFields = { ...item }
    if (typeof key !== "string" || (value !== undefined && typeof value !== "string")) return undefined
    return value === undefined ? { key } : { key, value }
  }
  if (typeof item !== "string") return undefined
  const end = item.indexOf("=")
  return end === -1 ? { key: item } : { key: item.slice(0, end), value: item.slice(end + 1) }
}

const keyRule = "a key has 1 to 255 letters, digits, _ and -"
const valueRule = `a value has 1 to ${maxValueLength} characters`

const readPattern = (item: unknown): Result.Result<TagPattern, string> => {
  const tagPattern = parsePattern(item)
  if (tagPattern === undefined || !keyForm.test(tagPattern.key)) {
    return Result.fail(`expected tags such as "region=eu", where ${keyRule}`)
  }
  const { value } = tagPattern
  return value !== undefined && (value === "" || [...value].length > maxValueLength)
    ? Result.fail(`the tag ${tagPattern.key} is not right: ${valueRule}`)
    : Result.succeed(tagPattern)
}

const readTag = (item: unknown): Result.Result<Tag, string> =>
  Result.flatMap(readPattern(item), ({ key, value }) =>
    value === undefined
      ? Result.fail(`the tag ${key} has no value: expected "${key}=value", where ${valueRule}`)
      : Result.succeed({ key, value })
  )

const readList = <A>(
  name: string,
  value: unknown,
  readItem: (item: unknown) => Result.Result<A, string>
): Result.Result<ReadonlyArray<A>, string> => {
  const items: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
  return Result.mapError(Result.all(items.map(readItem)), (why) => `${name}: ${why}`)
}

const forms = 'expected an object such as {"add":["region=eu"],"remove":["tier"]} or {"set":["region=eu"]}'

/** Reads the tags of an update. It accepts its own result too, and returns it unchanged. */
export const readTags = (input: unknown): Result.Result<TagChanges, string> => {
  const value = parseJsonText(input)
  if (!Predicate.isObject(value)) return Result.fail(forms)
  const { set, add, remove, ...others }: RawFields = { ...value }
  if (Object.keys(others).length > 0 || Object.keys(value).length === 0) return Result.fail(forms)
  if (set !== undefined && (add !== undefined || remove !== undefined)) {
    return Result.fail("set replaces all tags: give it alone, or add and remove without it")
  }
  return Result.all({
    ...(set === undefined ? {} : { set: readList("set", set, readTag) }),
    ...(add === undefined ? {} : { add: readList("add", add, readTag) }),
    ...(remove === undefined ? {} : { remove: readList("remove", remove, readPattern) })
  })
}

/** Reads the tags of a new organization, which has no tags yet to keep or to remove. */
export const readNewTags = (input: unknown): Result.Result<ReadonlyArray<Tag>, string> => {
  const value = parseJsonText(input)
  if (Array.isArray(value)) return Result.map(Result.all(value.map(readTag)), (set) => changeTags([], { set }))
  return Result.flatMap(readTags(value), ({ remove, ...changes }) =>
    remove === undefined
      ? Result.succeed(changeTags([], changes))
      : Result.fail("a new organization has no tags to remove: leave remove out")
  )
}

const formNames = ["set", "add", "remove"]

const isForm = (value: object): boolean => Object.keys(value).some((name) => formNames.includes(name))

/** Parses the list of each form if it is a text. */
const parseForms = (value: unknown): unknown =>
  Predicate.isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, list]) => [name, parseJsonText(list)]))
    : value

const unclearMessage =
  'give {"set":["region=eu"]} to replace all tags, or {"add":["region=eu"]} to keep the others: without one of them it is ' +
  "not clear which is meant"

/**
 * Reads the tags of a change. It refuses a form that could mean two things: a list may be meant to replace the tags, or
 * to be added to them.
 */
export const readTagChanges: Reader = (input) => {
  const value = parseJsonText(input)
  const isTags = Array.isArray(value) || typeof value === "string" || (Predicate.isObject(value) && !isForm(value))
  return isTags ? Result.fail(unclearMessage) : readTags(parseForms(value))
}

const toTag = ([key, value]: readonly [string, unknown]): unknown => ({ key, value })

/** Reads the tags of a new organization. Every form is accepted, because it can mean only one thing. */
export const readFirstTags: Reader = (input) => {
  const value = parseJsonText(input)
  if (!Predicate.isObject(value)) return readNewTags(Array.isArray(value) ? value : [value])
  if (isForm(value)) return readNewTags(parseForms(value))
  // {"key":"region","value":"eu"} is one tag, {"region":"eu","tier":"gold"} are two.
  return readNewTags("key" in value && "value" in value ? [value] : Object.entries(value).map(toTag))
}
