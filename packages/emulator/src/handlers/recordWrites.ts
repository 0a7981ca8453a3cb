/**
 * Records in the audit log of an instance each write that is applied to it.
 *
 * @since 0.2.0
 */
import type { Action } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Actor, Json } from "../resources/Collection.ts"
import { collectionPathOf, fillPath, type Params } from "../resources/Declaration.ts"
import { storedItems } from "../resources/StoredCollection.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { StoredItem } from "../state/State.ts"
import type { Store } from "../state/Store.ts"
import { toHex } from "../util/Hash.ts"
import { formatIso } from "../util/Time.ts"

/** A write that a request asks for. @since 0.2.0 */
export interface Write {
  readonly action: Action.Any
  readonly input: Json
  readonly actor: Actor
  readonly now: number
}

/** The most entries that an instance keeps. A further entry takes the place of the oldest. @since 0.2.0 */
export const maxAuditLogs = 2_000

const auditLogPath = "/instance/:instanceId/audit-logs"

const primaryTypes: ReadonlyArray<readonly [resource: RegExp, type: string]> = [
  [/^instanceOrg/, "Organization"],
  [/^instanceApiToken/, "ApiToken"],
  [/^instanceCustomNode/, "InstanceCustomNode"],
  [/^instanceNotificationRule/, "NotificationRule"],
  [/^instance(Member|Sandbox)/, "User"]
]

const secretNames = /^(token|accessToken|password|secret|apiSecret|ccv|cardNumber)$/i

/** A body as the log keeps it: without secrets, and without the items of a list. */
const redact = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redact)
  if (!Predicate.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      secretNames.test(name) && part !== null ? "[REDACTED]" : redact(part)
    ])
  )
}

const partsOf = (value: unknown): unknown => {
  if (!Predicate.isObject(value) || Array.isArray(value)) return {}
  const { items, ...others } = { items: undefined, ...value }
  return redact(Array.isArray(items) ? others : value)
}

const textIn = (value: unknown, ...names: ReadonlyArray<string>): string | undefined =>
  Predicate.isObject(value)
    ? names.map((name) => Reflect.get(value, name)).find((text): text is string => typeof text === "string")
    : undefined

interface Target {
  readonly id: string | undefined
  readonly name: string | undefined
}

const pickTexts = (values: Readonly<Record<string, string | undefined>>): Json =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** The invitation that a write concerns, as it was before, or as it is after. */
const findInvite = (input: Json, orgId: string, before: LiveState, after: LiveState): Target | undefined => {
  const { inviteId } = input
  const earlier = before.orgs.get(orgId)?.invites ?? []
  const later = after.orgs.get(orgId)?.invites ?? []
  const invite =
    inviteId === undefined
      ? later.find(({ id }) => !earlier.some((other) => other.id === id))
      : [...later, ...earlier].find(({ id }) => id === inviteId)
  return invite === undefined ? undefined : { id: invite.id, name: invite.email }
}

/** The thing that a write concerns, other than an organization. */
const findItem = ({ action, input }: Write, before: LiveState, answer: unknown): Target => {
  const [parameter] = Object.keys(action.params).filter((name) => name !== "instanceId")
  const id = parameter === undefined ? textIn(answer, "id", "userId") : textIn(input, parameter)
  // Sound: the parameters of a path are decoded to texts.
  const place = fillPath(collectionPathOf(action), input as Params)
  const item = storedItems(before, place).find((one) => one["id"] === id)
  const user = before.users.find((one) => one.id === id)
  return { id, name: textIn(item, "name", "email") ?? user?.email ?? textIn(answer, "name", "email") }
}

const targetsOf = (write: Write, before: LiveState, after: LiveState, answer: unknown): Json => {
  const { action, input } = write
  const [, primaryTargetType] = primaryTypes.find(([resource]) => resource.test(action.action)) ?? []
  if (primaryTargetType === undefined) return {}
  if (primaryTargetType !== "Organization") {
    const { id, name } = findItem(write, before, answer)
    return pickTexts({ primaryTargetType, primaryTargetId: id, primaryTargetName: name })
  }
  const orgId = textIn(input, "orgId") ?? textIn(answer, "id") ?? ""
  const invite = action.action.startsWith("instanceOrgInvite") ? findInvite(input, orgId, before, after) : undefined
  return pickTexts({
    primaryTargetType,
    primaryTargetId: orgId,
    primaryTargetName: (before.orgs.get(orgId) ?? after.orgs.get(orgId))?.name,
    secondaryTargetType: invite === undefined ? undefined : "OrgInvite",
    secondaryTargetId: invite?.id,
    secondaryTargetName: invite?.name
  })
}

const pickNames = (input: Json, fields: object): Json =>
  Object.fromEntries(Object.entries(input).filter(([name, value]) => name in fields && value !== undefined))

const addEntry = (write: Write, before: LiveState, after: LiveState, answer: unknown): LiveState => {
  const { action, input, actor, now } = write
  const [bodyName] = Object.keys(action.body)
  const [requestResource, requestAction] = action.action.split(".")
  const created = after.created + 1
  const entry = {
    // Ids in the order of the entries, so that those of one moment are listed in their order.
    id: `${toHex(Math.floor(now / 1_000), 8)}${toHex(created, 16)}`,
    creationDate: formatIso(now),
    ...targetsOf(write, before, after, answer),
    ...pickTexts({
      actorType: actor.type === "user" ? "User" : "ApiToken",
      actorId: actor.id,
      actorName: actor.name
    }),
    requestResource,
    requestAction,
    requestQueryParams: pickNames(input, action.query),
    requestPathParams: pickNames(input, action.params),
    requestBody: bodyName === undefined ? {} : partsOf(input[bodyName]),
    responseBody: partsOf(answer),
    responseStatus: action.status
  }
  // Sound: the parameters of a path are decoded to texts.
  const path = fillPath(auditLogPath, input as Params)
  const entries = storedItems(after, path).slice(1 - maxAuditLogs)
  // Sound: all parts of an entry are JSON: they came with the request, or go out with the answer.
  entries.push(entry as unknown as StoredItem)
  return { ...after, created, collections: { ...after.collections, [path]: entries } }
}

/** The store of one request: each change that is made through it is recorded, together with the change. @since 0.2.0 */
export const recordWrites =
  (write: Write) =>
  (store: Store["Service"]): Store["Service"] => ({
    ...store,
    modify: (change) =>
      store.modify((before) =>
        Effect.map(change(before), ([answer, after]) => [answer, addEntry(write, before, after, answer)] as const)
      )
  })
