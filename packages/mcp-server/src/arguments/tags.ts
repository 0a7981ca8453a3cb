/** The tags of an organization: reading them as an assistant writes them, and changing them. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader } from "../model/ArgumentSpec.ts"
import type { Values } from "../model/Values.ts"
import { parseJsonText } from "../text/json.ts"

export interface Tag {
  readonly key: string
  readonly value: string
}

/** A tag, or with a key alone all tags with it. */
export interface TagPattern {
  readonly key: string
  readonly value?: string
}

/** What is to become of the tags: all of them replaced, or some removed and then some added. */
export interface TagChanges {
  readonly set?: ReadonlyArray<Tag>
  readonly add?: ReadonlyArray<Tag>
  readonly remove?: ReadonlyArray<TagPattern>
}

const keyForm = /^[0-9a-zA-Z_-]{1,255}$/
const longestValue = 255

const pattern = (item: unknown): TagPattern | undefined => {
  if (Predicate.isObject(item)) {
    const { key, value }: Values = { ...item }
    if (typeof key !== "string" || (value !== undefined && typeof value !== "string")) return undefined
    return value === undefined ? { key } : { key, value }
  }
  if (typeof item !== "string") return undefined
  const end = item.indexOf("=")
  return end === -1 ? { key: item } : { key: item.slice(0, end), value: item.slice(end + 1) }
}

const keyRule = "a key has 1 to 255 letters, digits, _ and -"
const valueRule = `a value has 1 to ${longestValue} characters`

const readPattern = (item: unknown): Result.Result<TagPattern, string> => {
  const read = pattern(item)
  if (read === undefined || !keyForm.test(read.key)) {
    return Result.fail(`expected tags such as "region=eu", where ${keyRule}`)
  }
  const { value } = read
  return value !== undefined && (value === "" || [...value].length > longestValue)
    ? Result.fail(`the tag ${read.key} is not right: ${valueRule}`)
    : Result.succeed(read)
}

const readTag = (item: unknown): Result.Result<Tag, string> =>
  Result.flatMap(readPattern(item), ({ key, value }) =>
    value === undefined
      ? Result.fail(`the tag ${key} has no value: expected "${key}=value", where ${valueRule}`)
      : Result.succeed({ key, value })
  )

const listOf = <A>(
  name: string,
  value: unknown,
  read: (item: unknown) => Result.Result<A, string>
): Result.Result<ReadonlyArray<A>, string> => {
  const items: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
  return Result.mapError(Result.all(items.map(read)), (why) => `${name}: ${why}`)
}

const forms = 'expected an object such as {"add":["region=eu"],"remove":["tier"]} or {"set":["region=eu"]}'

/** Reads the tags of an update. What it has read it reads as the same again. */
export const readTags = (given: unknown): Result.Result<TagChanges, string> => {
  const value = parseJsonText(given)
  if (!Predicate.isObject(value)) return Result.fail(forms)
  const { set, add, remove, ...others }: Values = { ...value }
  if (Object.keys(others).length > 0 || Object.keys(value).length === 0) return Result.fail(forms)
  if (set !== undefined && (add !== undefined || remove !== undefined)) {
    return Result.fail("set replaces all tags: give it alone, or add and remove without it")
  }
  return Result.all({
    ...(set === undefined ? {} : { set: listOf("set", set, readTag) }),
    ...(add === undefined ? {} : { add: listOf("add", add, readTag) }),
    ...(remove === undefined ? {} : { remove: listOf("remove", remove, readPattern) })
  })
}

/** Reads the tags of a new organization, of which there are none yet to keep or to remove. */
export const readNewTags = (given: unknown): Result.Result<ReadonlyArray<Tag>, string> => {
  const value = parseJsonText(given)
  if (Array.isArray(value)) return Result.map(Result.all(value.map(readTag)), distinct)
  return Result.flatMap(readTags(value), ({ remove, ...changes }) =>
    remove === undefined
      ? Result.succeed(changeTags([], changes))
      : Result.fail("a new organization has no tags to remove: leave remove out")
  )
}

const isSame = (one: Tag, other: Tag): boolean => one.key === other.key && one.value === other.value

const fits = (tag: Tag, { key, value }: TagPattern): boolean =>
  tag.key === key && (value === undefined || tag.value === value)

const distinct = (tags: ReadonlyArray<Tag>): ReadonlyArray<Tag> =>
  tags.filter((tag, index) => tags.findIndex((other) => isSame(tag, other)) === index)

/**
 * The tags after the changes. What is removed goes first, so that one call can give a tag another value; a tag that is
 * there already is not added again.
 */
export const changeTags = (
  before: ReadonlyArray<Tag>,
  { set, add = [], remove = [] }: TagChanges
): ReadonlyArray<Tag> => {
  if (set !== undefined) return distinct(set)
  const kept = before.filter((tag) => !remove.some((one) => fits(tag, one)))
  return [...kept, ...distinct(add).filter((tag) => !kept.some((other) => isSame(tag, other)))]
}

const formNames = ["set", "add", "remove"]

const isForm = (value: object): boolean => Object.keys(value).some((name) => formNames.includes(name))

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
