/**
 * Lists of the instance whose rows each belong to an organization: under rules only the rows of allowed organizations show.
 * Whatever no organization stands for, such as a sum, is refused elsewhere.
 */
import type * as Action from "@effect-losant/core/Action"
import * as Instance from "@effect-losant/core/Instance"
import * as InstanceAuditLogs from "@effect-losant/core/InstanceAuditLogs"
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { InstanceAuditLogs as AuditLogPage } from "@effect-losant/core/schemas/instance/AuditLog"
import { HistoricalSummaries } from "@effect-losant/core/schemas/instance/HistoricalSummary"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { pickDeclared } from "../policy/pickDeclared.ts"
import type { ListInput, Page as OrgPage } from "./orgListGuard.ts"
import { minimalSummary, withoutExtras } from "./smallAnswers.ts"

type ListOrgs = (input: ListInput) => Effect.Effect<OrgPage, LosantError>

type AuditLog = (typeof AuditLogPage)["Type"]["items"][number]
type Summary = (typeof HistoricalSummaries)["Type"]["items"][number]

/** The list, as far as its form does not depend on its rows. */
interface Rows<Row> {
  readonly items: ReadonlyArray<Row>
  readonly count?: number
  readonly totalCount?: number
  readonly page?: number
  readonly perPage?: number
}

const isOrgId = Schema.is(OrgId)

const orgOfLog = ({ primaryTargetType, primaryTargetId }: AuditLog): string | undefined =>
  primaryTargetType === "Organization" ? primaryTargetId : undefined

const orgOfSummary = ({ resourceType, resourceId, ownerType, ownerId }: Summary): string | undefined =>
  resourceType === "organization" ? resourceId : ownerType === "organization" ? ownerId : undefined

// The bodies of a request may hold anything, such as the names of other organizations.
const withoutBodies = ({
  requestBody: _requestBody,
  responseBody: _responseBody,
  requestQueryParams: _requestQueryParams,
  ...entry
}: AuditLog): AuditLog => entry

/**
 * The list with the rows that may be shown. Its total tells only whether a further page follows, since Losant's total
 * counts the hidden rows.
 */
const withRows = <Row, List extends Rows<Row>>(list: List, items: ReadonlyArray<Row>, perPageAsked: number): List => {
  const { page = 0, perPage = perPageAsked, totalCount } = list
  const end = (page + 1) * perPage
  const hasMore = totalCount === undefined ? list.items.length >= perPage : totalCount > end
  return { ...list, items, count: items.length, totalCount: hasMore ? end + 1 : page * perPage + items.length }
}

/** Reads the lists of the instance. `listOrgs` lists the allowed organizations. */
export const makeInstanceRowsGuard = (losant: Losant["Service"], listOrgs: ListOrgs) => {
  /** The organizations among these ids that the rules allow, of which those that are gone are none. */
  const findAllowed = Effect.fnUntraced(function* (
    { ids: { instanceId } }: Action.EncodedCall,
    orgIds: ReadonlyArray<string | undefined>
  ): Effect.fn.Return<ReadonlySet<string>, LosantError> {
    const asked = [...new Set(orgIds.filter(isOrgId))]
    if (asked.length === 0) return new Set()
    const { items } = yield* listOrgs({
      // Sound: core encoded this id.
      ...(instanceId === undefined ? {} : { instanceId: instanceId as ListInput["instanceId"] }),
      ...minimalSummary,
      ...withoutExtras,
      query: { id: { $in: asked } },
      perPage: asked.length
    } as ListInput)
    return new Set(items.map(({ id }) => id))
  })

  const keepAllowed = Effect.fnUntraced(function* <Row, List extends Rows<Row>>(
    call: Action.EncodedCall,
    list: List,
    orgOf: (row: List["items"][number]) => string | undefined
  ) {
    const allowed = yield* findAllowed(call, list.items.map(orgOf))
    const items = list.items.filter((row) => allowed.has(orgOf(row) ?? ""))
    const perPage = Number(new Map(call.query).get("perPage") ?? list.items.length)
    return withRows<Row, List>(list, items, perPage)
  })

  /** The rows of a call that lists such rows; undefined for every other call. */
  return (call: Action.EncodedCall): Effect.Effect<unknown, LosantError> | undefined => {
    switch (call.action.action) {
      case InstanceAuditLogs.get.action:
        // Sound: the case says that it is a call of this action.
        return Effect.flatMap(losant.send(call as Action.EncodedCall<typeof InstanceAuditLogs.get>), (answer) => {
          const page = pickDeclared(AuditLogPage, answer)
          return keepAllowed(call, { ...page, items: page.items.map(withoutBodies) }, orgOfLog)
        })
      case Instance.historicalSummaries.action:
        // Sound: the case says that it is a call of this action.
        return Effect.flatMap(losant.send(call as Action.EncodedCall<typeof Instance.historicalSummaries>), (answer) =>
          keepAllowed(call, pickDeclared(HistoricalSummaries, answer), orgOfSummary)
        )
      default:
        return undefined
    }
  }
}
