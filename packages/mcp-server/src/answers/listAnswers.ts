/** What the tools that list answer: of each item what people ask for, a page at a time. */
import { identity } from "effect/Function"
import * as Predicate from "effect/Predicate"
import { defaultPerPage } from "../arguments/argumentCatalog.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import type { Values } from "../model/Values.ts"
import { absentFrom, picked, wanted } from "./fieldSelection.ts"
import { nextPage } from "./pages.ts"

/** How a list is answered. */
export interface Listing {
  /** The fields that are always shown, where an item has them. */
  readonly always: ReadonlyArray<string>
  /** The fields that are shown where they say more than the value beside them, or than nothing. */
  readonly unless: Readonly<Record<string, unknown>>
  /** Losant answers the whole list, so that the pages are made here. */
  readonly isWhole: boolean
  /** The item with what it says only to who reckons. */
  readonly complete?: (item: Values) => Values
}

type Item = Values

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

/** What people ask for. */
const usual = ({ always, unless }: Listing, item: Item): Item => {
  const shown: Record<string, unknown> = {}
  // Not by lists of entries: a page has thousands of fields, few of which are shown.
  for (const name of Object.keys(item)) {
    const isUsual = always.includes(name) || (Object.hasOwn(unless, name) && item[name] !== unless[name])
    if (isUsual && !isNothing(item[name])) shown[name] = item[name]
  }
  return shown
}

const ids = ["id", "userId"]

/** What was asked for, beside what tells the items apart. */
const chosen = (names: ReadonlyArray<string>, item: Item): Item => picked([...ids, ...names], item)

const numberOf = (value: unknown): number | undefined => (Predicate.isNumber(value) ? value : undefined)

const isItem = (item: unknown): item is Item => Predicate.isObject(item)

const itemsOf = ({ complete = identity }: Listing, { items }: Values): ReadonlyArray<Item> =>
  Array.isArray(items) ? items.filter(isItem).map(complete) : []

/** The arguments of a list that say which part of it is answered. */
export interface ListArguments {
  readonly page?: number
  readonly perPage?: number
  readonly fields?: ReadonlyArray<string>
}

/** A page of a list that came whole, or the page that came. */
const pageOf = (listing: Listing, answer: Values, { page = 0, perPage = defaultPerPage }: ListArguments) => {
  const all = itemsOf(listing, answer)
  if (listing.isWhole) {
    return { items: all.slice(page * perPage, (page + 1) * perPage), totalCount: all.length, page, perPage }
  }
  // Losant may answer fewer than it was asked for.
  return {
    items: all,
    totalCount: numberOf(answer["totalCount"]),
    page: numberOf(answer["page"]) ?? page,
    perPage: numberOf(answer["perPage"]) ?? perPage
  }
}

/** The page of a list as its tool answers it. */
export const presentList = (listing: Listing, answer: Values, given: ListArguments): Values => {
  const { items, totalCount, page, perPage } = pageOf(listing, answer, given)
  const names = wanted(given.fields)?.map(({ name }) => name)
  const next = nextPage(page, perPage, items.length, totalCount)
  return {
    items: items.map((item) => (names === undefined ? usual(listing, item) : chosen(names, item))),
    count: items.length,
    ...(totalCount === undefined ? {} : { totalCount }),
    page,
    perPage,
    ...(next === undefined ? {} : { nextPage: next }),
    ...absentFrom(names ?? [], items)
  }
}

const number: JsonSchema = { type: "number" }

/** The fields that a list's tool answers beside those of its action. */
export const listFields: Readonly<Record<string, JsonSchema>> = {
  totalCount: number,
  page: number,
  perPage: number,
  nextPage: { type: "object" },
  absent: { type: "array", items: { type: "string" } },
  note: { type: "string" },
  leftOut: { type: "string" }
}
