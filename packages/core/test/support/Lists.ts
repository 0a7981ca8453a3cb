/** Lists of organizations that are answered page by page, and that may change between two pages. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { InstanceId, InstanceOrgs, Losant, Pagination } from "../../src/index.ts"

export const instanceId = InstanceId.make("575ec8687ae143cd83dc4a97")

export interface Org {
  readonly id: string
  readonly name: string
}

export const orgs = (count: number): ReadonlyArray<Org> =>
  Array.from({ length: count }, (_, index) => ({ id: index.toString(16).padStart(24, "0"), name: `Org ${index}` }))

export interface ListOptions {
  readonly cap?: number
  readonly withoutTotal?: boolean
  readonly withoutPerPage?: boolean
  /** From this page on, the pages are empty. */
  readonly emptyFrom?: number
  readonly ignorePage?: boolean
  /** A number that is added to the total of each answer. */
  readonly off?: (request: number) => number
  readonly afterPage?: (list: ReadonlyArray<Org>, request: number) => ReadonlyArray<Org>
}

/** A list that may change after each page that was read, on a server that caps `perPage`. */
export class Lists {
  readonly requests: Array<URLSearchParams> = []

  private list: ReadonlyArray<Org>
  private readonly options: ListOptions

  constructor(list: ReadonlyArray<Org>, options: ListOptions = {}) {
    this.list = list
    this.options = options
  }

  readonly layer = Losant.layer({
    accessToken: Redacted.make("token"),
    fetch: async (input) => this.answer(new URL(String(input)).searchParams)
  })

  private answer(query: URLSearchParams): Response {
    this.requests.push(query)
    const { cap = 100, withoutTotal, withoutPerPage, emptyFrom = Number.POSITIVE_INFINITY, ignorePage } = this.options
    const { off, afterPage } = this.options
    const perPage = Math.min(Number(query.get("perPage") ?? 100), cap)
    const page = ignorePage === true ? 0 : Number(query.get("page") ?? 0)
    const field = query.get("sortField") === "name" ? "name" : "id"
    const sorted = this.list.toSorted((a, b) => (a[field] < b[field] ? -1 : 1))
    const answer = {
      items: page >= emptyFrom ? [] : sorted.slice(page * perPage, (page + 1) * perPage),
      page,
      ...(withoutPerPage === true ? {} : { perPage }),
      ...(withoutTotal === true ? {} : { totalCount: sorted.length + (off?.(this.requests.length) ?? 0) })
    }
    this.list = afterPage?.(this.list, this.requests.length) ?? this.list
    return Response.json(answer)
  }
}

export const idsOf = (lists: Lists, input: { readonly perPage?: number; readonly sortField?: "name" } = {}) =>
  Pagination.items(InstanceOrgs.get, { instanceId, ...input }).pipe(
    Stream.map(({ id }) => id as string), // Sound: a branded id is a string.
    Stream.runCollect,
    Effect.provide(lists.layer)
  )

export const ids = (list: ReadonlyArray<Org>) => list.map(({ id }) => id)
