/** The answers of the tools that list: a page with the usual fields of each item. */
import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import { defaultPerPage } from "../arguments/argumentCatalog.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { isJsonObject, type Json, type JsonObject } from "../text/json.ts"
import { describeAbsent, parseFields, pickFields } from "./fieldSelection.ts"
import { nextPage } from "./pages.ts"

/** The form of a list's answer. */
export interface Listing {
  /** The fields that are shown whenever an item has them. */
  readonly always: ReadonlyArray<string>
  /** The fields that are shown unless they are empty or have the value beside them. */
  readonly unless: Readonly<Record<string, unknown>>
  /** Losant answers the whole list, so this server cuts it into pages. */
  readonly isWhole: boolean
  /** Adds fields that are computed from others. */
  readonly complete?: (item: JsonObject) => JsonObject
}

type Item = JsonObject

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

/** The usual fields of an item. */
const pickUsual = ({ always, unless }: Pick<Listing, "always" | "unless">, item: Item): Item => {
  const fields: Record<string, Json | undefined> = {}
  // A loop is faster than lists of entries: a page has thousands of fields, and few of them are shown.
  for (const name of Object.keys(item)) {
    const isUsual = always.includes(name) || (Object.hasOwn(unless, name) && item[name] !== unless[name])
    if (isUsual && !isEmpty(item[name])) fields[name] = item[name]
  }
  return fields
}

const ids = ["id", "userId", "resourceId"]

/** The fields that were asked for, and the ids that tell the items apart. */
const pickChosen = (names: ReadonlyArray<string>, item: Item): Item => pickFields([...ids, ...names], item)

const toNumber = (value: unknown): number | undefined => (Predicate.isNumber(value) ? value : undefined)

const getItems = ({ complete = identity }: Listing, { items }: JsonObject): ReadonlyArray<Item> =>
  Array.isArray(items) ? items.filter(isJsonObject).map(complete) : []

/** The arguments that select a part of a list. */
export interface ListArguments {
  readonly page?: number
  readonly perPage?: number
  readonly fields?: ReadonlyArray<string>
}

/**
 * The answer for items that come without pages, each with its usual fields or with those that were asked for. Without a
 * listing all fields are usual.
 */
export const presentItems = (
  listing: Pick<Listing, "always" | "unless"> | undefined,
  items: ReadonlyArray<Item>,
  fields: ReadonlyArray<string> | undefined
): JsonObject => {
  const names = parseFields(fields)?.map(({ name }) => name)
  const pick = (item: Item): Item =>
    names === undefined ? (listing === undefined ? item : pickUsual(listing, item)) : pickChosen(names, item)
  return { items: items.map(pick), count: items.length, ...describeAbsent(names ?? [], items) }
}

/** Cuts a page from a whole list, or takes the page that Losant answered. */
const getPage = (listing: Listing, answer: JsonObject, { page = 0, perPage = defaultPerPage }: ListArguments) => {
  const all = getItems(listing, answer)
  if (listing.isWhole) {
    return { items: all.slice(page * perPage, (page + 1) * perPage), totalCount: all.length, page, perPage }
  }
  // Losant may answer fewer items than requested.
  return {
    items: all,
    totalCount: toNumber(answer["totalCount"]),
    page: toNumber(answer["page"]) ?? page,
    perPage: toNumber(answer["perPage"]) ?? perPage
  }
}

/** The answer of a list's tool. */
export const presentList = (listing: Listing, answer: JsonObject, input: ListArguments): JsonObject => {
  const { items, totalCount, page, perPage } = getPage(listing, answer, input)
  const names = parseFields(input.fields)?.map(({ name }) => name)
  const next = nextPage(page, perPage, items.length, totalCount)
  return {
    items: items.map((item) => (names === undefined ? pickUsual(listing, item) : pickChosen(names, item))),
    count: items.length,
    ...(totalCount === undefined ? {} : { totalCount }),
    page,
    perPage,
    ...(next === undefined ? {} : { nextPage: { ...next } }),
    ...describeAbsent(names ?? [], items)
  }
}

const number: JsonSchema = { type: "number" }

/** The fields that the tool of a list adds to those of its action. */
export const listFields: Readonly<Record<string, JsonSchema>> = {
  totalCount: number,
  page: number,
  perPage: number,
  nextPage: { type: "object" },
  absent: { type: "array", items: { type: "string" } },
  note: { type: "string" },
  leftOut: { type: "string" }
}
