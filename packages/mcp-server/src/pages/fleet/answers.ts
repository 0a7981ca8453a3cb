/** The answers of the tools that find organizations or invitations, as rows of a table. */
import type { fleetTools } from "../../model/views/names.ts"
import { fieldsOf } from "../host.ts"
import type { Formats } from "../numbers.ts"
import type { Column } from "../table/columns.ts"

export type Kind = keyof typeof fleetTools

export interface Row {
  readonly key: string
  readonly orgId: string
  readonly org: string
  readonly limit?: string
  readonly used?: number
  readonly allowed?: number
  readonly percent?: number
  readonly rank?: number
  readonly inviteId?: string
  readonly email?: string
  readonly role?: string
  readonly invited?: string
  readonly expires?: string
  readonly isExpired?: boolean
}

export interface Unread {
  readonly org: string
  readonly why: string
}

export interface RowsAnswer {
  readonly kind: Kind
  readonly rows: ReadonlyArray<Row>
  readonly summary: string
  readonly unread: ReadonlyArray<Unread>
  /** The organizations that could not be read, beside those in `unread`. */
  readonly unreadMore: number
  /** The reason why the search ended early. */
  readonly stopped?: string
  readonly checked?: number
  readonly of?: number
  /** With it the next call goes on. */
  readonly next?: string
  /** The kind of usage that a ranking counts. */
  readonly by?: string
  readonly start?: string
  readonly end?: string
}

type Fields = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)

/** Only what is there. */
const defined = <A extends object>(fields: { readonly [K in keyof A]: A[K] | undefined }): A =>
  // Sound: the fields without a value are gone.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as A

const listOf = (value: unknown): ReadonlyArray<Fields> => (Array.isArray(value) ? value.map(fieldsOf) : [])

const nameOf = ({ name, orgId }: Fields): string => text(name) ?? text(orgId) ?? ""

/** An organization has a row for each limit that it is near. */
const limitRows = (item: Fields): ReadonlyArray<Row> =>
  Object.entries(fieldsOf(item["limits"])).map(([limit, use]) => {
    const { used, allowed, percent } = fieldsOf(use)
    const orgId = text(item["orgId"]) ?? ""
    return defined<Row>({
      key: `${orgId} ${limit}`,
      orgId,
      org: nameOf(item),
      limit,
      used: number(used),
      allowed: number(allowed),
      percent: number(percent)
    })
  })

const rankRow = (item: Fields): Row => {
  const orgId = text(item["orgId"]) ?? ""
  return defined<Row>({
    key: orgId,
    orgId,
    org: nameOf(item),
    rank: number(item["rank"]),
    used: number(item["total"]),
    percent: number(item["sharePercent"])
  })
}

const inviteRow = (item: Fields): Row => {
  const { orgId, inviteId, email, role, inviteDate, expires, expired } = item
  return defined<Row>({
    key: text(inviteId) ?? `${text(orgId)} ${text(email)}`,
    orgId: text(orgId) ?? "",
    org: nameOf(item),
    inviteId: text(inviteId),
    email: text(email),
    role: text(role),
    invited: text(inviteDate),
    expires: text(expires),
    isExpired: typeof expired === "boolean" ? expired : undefined
  })
}

const rowsOf: { readonly [K in Kind]: (item: Fields) => ReadonlyArray<Row> } = {
  nearLimits: limitRows,
  ranking: (item) => [rankRow(item)],
  invites: (item) => [inviteRow(item)]
}

/** Not every host says which tool it called. Each of the tools answers other fields. */
const kindOf = (content: Fields): Kind => {
  if ("by" in content) return "ranking"
  return "source" in content ? "nearLimits" : "invites"
}

export const readAnswer = (content: Fields): RowsAnswer => {
  const kind = kindOf(content)
  const { items, failed, failedMore, summary, stopped, checked, of, by, start, end } = content
  return {
    kind,
    rows: listOf(items).flatMap(rowsOf[kind]),
    summary: text(summary) ?? "",
    unread: listOf(failed).map((item) => ({ org: nameOf(item), why: text(item["why"]) ?? "" })),
    unreadMore: number(failedMore) ?? 0,
    ...defined<Partial<RowsAnswer>>({
      stopped: text(stopped),
      checked: number(checked),
      of: number(of),
      next: text(content["continue"]),
      by: text(by),
      start: text(start),
      end: text(end)
    })
  }
}

/**
 * The rows after a further answer. A ranking that was not complete begins anew with the first place; other answers list
 * only what earlier ones did not.
 */
export const addRows = (before: ReadonlyArray<Row>, { kind, rows }: RowsAnswer): ReadonlyArray<Row> => {
  const beginsAnew = kind === "ranking" && rows.some(({ rank }) => rank === 1)
  return [...new Map([...(beginsAnew ? [] : before), ...rows].map((row) => [row.key, row])).values()]
}

const org: Column<Row> = { title: "Organization", value: (row) => row.org, width: 34 }

/** A limit that is reached is marked as a danger, one that is near as a warning. */
const markOf = ({ percent = 0 }: Row): string => (percent >= 100 ? "danger" : "warning")

const titles: Readonly<Record<string, string>> = {
  payloads: "Payloads",
  devices: "Devices",
  notebookMinutes: "Notebook minutes"
}

export const columnsOf = ({ kind, by = "" }: RowsAnswer, { percent, date }: Formats): ReadonlyArray<Column<Row>> => {
  const share = (row: Row): string => (row.percent === undefined ? "" : percent(row.percent))
  switch (kind) {
    case "nearLimits":
      return [
        org,
        { title: "Limit", value: (row) => row.limit, isChoice: true, width: 18 },
        { title: "Used", value: (row) => row.used, isNumber: true, width: 16 },
        { title: "Allowed", value: (row) => row.allowed, isNumber: true, width: 16 },
        { title: "Percent", value: (row) => row.percent, format: share, mark: markOf, isNumber: true, width: 16 }
      ]
    case "ranking":
      return [
        org,
        { title: "Place", value: (row) => row.rank, isNumber: true, width: 14 },
        { title: titles[by] ?? "Usage", value: (row) => row.used, isNumber: true, width: 30 },
        { title: "Share", value: (row) => row.percent, format: share, isNumber: true, width: 22 }
      ]
    case "invites":
      return [
        org,
        { title: "Email", value: (row) => row.email, width: 28 },
        { title: "Role", value: (row) => row.role, isChoice: true, width: 10 },
        {
          title: "Invited",
          value: (row) => row.invited,
          format: (row) => (row.invited === undefined ? "" : date(row.invited)),
          width: 14
        },
        {
          title: "State",
          value: (row) => row.expires,
          format: (row) => (row.isExpired === true ? "Expired" : "Open"),
          mark: (row) => (row.isExpired === true ? "warning" : undefined),
          isChoice: true,
          width: 14
        }
      ]
  }
}
