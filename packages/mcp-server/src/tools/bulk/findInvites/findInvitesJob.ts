/**
 * Finds invitations of all organizations. Losant lists them only by organization, so each organization needs a request.
 * The invitations of one organization may be too many for an answer: then the next call goes on within it.
 */
import { get as getInvites } from "@effect-losant/core/InstanceOrgInvites"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { isInviteMeant, mayHaveOpenInvites } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Order from "effect/Order"
import * as Schema from "effect/Schema"
import { expiryOf, isExpired } from "../../../answers/inviteExpiry.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { JsonObject } from "../../../text/json.ts"
import { capitalize, formatCount, formatNumber } from "../../usage/amounts.ts"
import { omitUndefined } from "../../writes/writeResult.ts"
import { collect, failIfNothing, mergeCollections, type OrgResult, organizations, progressFields } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import type { RunJob } from "../defineJob.ts"
import { answerCosts, maxItemTokens, shortenName, takeFitting } from "../fitResults.ts"
import { fieldsText, optionalText, positionText } from "../positionText.ts"
import { type FindInvitesArguments, job } from "./findInvitesArguments.ts"

/** The last listed invitation of an organization of which the answer did not list all. */
const restText = fieldsText(",", { orgId: Schema.String, inviteId: Schema.String })

const findInvitesPosition = positionText({
  after: optionalText(Schema.String),
  checked: Schema.FiniteFromString,
  /** The numbers of the answers so far. */
  found: Schema.FiniteFromString,
  expired: Schema.FiniteFromString,
  orgs: Schema.FiniteFromString,
  rest: optionalText(restText)
})

type Position = typeof findInvitesPosition.Type
type Rest = NonNullable<Position["rest"]>
type OrgInvites = OrgResult<ReadonlyArray<OrgInvite>>

const firstPosition: Position = { after: undefined, checked: 0, found: 0, expired: 0, orgs: 0, rest: undefined }

const invitations = { one: "invitation", many: "invitations", isBytes: false }

const rowsOf = ({ orgId, name, value }: OrgInvites): ReadonlyArray<JsonObject> =>
  value.map((invite) =>
    omitUndefined({
      orgId,
      name: shortenName(name),
      inviteId: invite.id,
      email: invite.email,
      role: invite.role,
      inviteDate: invite.inviteDate,
      expired: isExpired(invite),
      expires: expiryOf(invite)
    })
  )

/** Ids grow with time. Invitations that are sent meanwhile come after all others. */
const byId = Order.mapInput(Order.String, ({ id }: OrgInvite) => id.toLowerCase())

/** Reads the invitations that fit; undefined if none does. */
const makeVisit = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  values: FindInvitesArguments,
  now: number,
  rest: Rest | undefined
) => {
  const isNew = ({ id }: OrgInvite) => rest === undefined || id.toLowerCase() > rest.inviteId
  return Effect.fnUntraced(function* (org: InstanceOrg) {
    if (values.expired === false && !mayHaveOpenInvites(org)) return undefined
    const { items } = yield* gateway.execute(getInvites, { instanceId, orgId: org.id })
    const invites = items.filter((one) => isNew(one) && isInviteMeant(values, one, now)).toSorted(byId)
    return invites.length === 0 ? undefined : invites
  })
}

const expiryText = ({ found, expired }: Position): string => {
  if (expired === 0) return ""
  return expired === found ? ", all expired," : `, ${formatNumber(expired)} expired,`
}

const summaryOf = (position: Position, unread: number, hasNext: boolean): string => {
  const { checked, found, orgs } = position
  const where = found === 0 ? "" : `${formatNumber(orgs)} of `
  return [
    `${capitalize(formatCount(found, invitations))}${expiryText(position)} in ${where}${formatCount(checked, organizations)}${hasNext ? " so far" : ""}.`,
    ...(unread === 0 ? [] : [`${formatCount(unread, organizations)} could not be read: see failed.`]),
    ...(hasNext ? ["Not all is listed: go on with continue."] : [])
  ].join(" ")
}

export const run: RunJob<FindInvitesArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, findInvitesPosition))
  const position = Option.getOrElse(earlier, () => firstPosition)
  const now = yield* Clock.currentTimeMillis
  const search = (query: OrgQuery | undefined, rest: Rest | undefined, itemsBefore: ReadonlyArray<JsonObject>) =>
    collect(gateway, instanceId, {
      query,
      summaryInclude: ["pendingInviteCount"],
      after: rest === undefined ? position.after : undefined,
      visit: makeVisit(gateway, instanceId, values, now, rest),
      startedAt,
      checkedBefore: position.checked,
      activity: "Searching invitations",
      room: {
        left: maxItemTokens - answerCosts(itemsBefore),
        isEmpty: itemsBefore.length === 0,
        costOf: (found: OrgInvites) => answerCosts(rowsOf(found))
      }
    })
  const { rest } = position
  const ofRest = rest === undefined ? undefined : yield* search({ id: { $in: [rest.orgId] } }, rest, [])
  if (ofRest !== undefined) yield* failIfNothing(ofRest)
  const rowsOfRest = ofRest?.results.flatMap(rowsOf) ?? []
  const others = yield* search(undefined, undefined, rowsOfRest)
  if (ofRest === undefined) yield* failIfNothing(others)
  const rows = [...rowsOfRest, ...others.results.flatMap(rowsOf)]
  const items = takeFitting(rows)
  const last = items.at(-1)
  const isCut = items.length < rows.length
  const next: Position = {
    after: others.after,
    checked: position.checked + others.checked,
    found: position.found + items.length,
    expired: position.expired + items.filter(({ expired }) => expired === true).length,
    orgs: position.orgs + others.results.length,
    rest:
      isCut && last !== undefined
        ? { orgId: String(last["orgId"]), inviteId: String(last["inviteId"]).toLowerCase() }
        : undefined
  }
  const visits = ofRest === undefined ? others : { ...mergeCollections(ofRest, others), checked: others.checked }
  const hasNext = isCut || !others.isComplete
  return {
    summary: summaryOf(next, visits.failed.length + visits.failedMore, hasNext),
    items,
    ...progressFields(visits, next.checked),
    ...(hasNext ? { continue: Continuation.write(job, values, instanceId, findInvitesPosition, next) } : {})
  }
})
