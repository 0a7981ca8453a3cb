/**
 * The extras that Losant's answers carry beside what their schemas list: `_type`, `_links` and `_etag`.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import { hash, hashText, toHex } from "../util/Hash.ts"

type Json = Readonly<Record<string, unknown>>

interface Kind {
  readonly type: string
  /** What the items of a list are, and which of their fields ends their path. */
  readonly items?: { readonly type: string; readonly id: string }
  /** For what was created: which of its fields ends its path. */
  readonly id?: string
}

const invites: Kind = { type: "orgInviteCollection", items: { type: "orgInvite", id: "id" } }

// An action that is not here answers nothing that stays: `{"success": true}`.
const kinds: { readonly [K in ActionName]?: Kind } = {
  "instances.get": { type: "instances", items: { type: "instance", id: "id" } },
  "instanceOrgs.get": { type: "instanceOrgs", items: { type: "instanceOrg", id: "id" } },
  "instanceOrgs.post": { type: "org", id: "id" },
  "instanceOrg.get": { type: "instanceOrg" },
  "instanceOrg.patch": { type: "instanceOrg" },
  "instanceOrg.deviceCounts": { type: "deviceCounts" },
  "instanceOrg.notebookMinuteCounts": { type: "notebookMinuteCounts" },
  "instanceOrg.payloadCounts": { type: "payloadStats" },
  "instanceOrg.payloadCountsBreakdown": { type: "payloadCountsBreakdown" },
  "instanceOrgMembers.get": { type: "instanceOrgMembers", items: { type: "instanceOrgMember", id: "userId" } },
  "instanceOrgMembers.post": { type: "instanceOrgMember", id: "userId" },
  "instanceOrgMember.get": { type: "instanceOrgMember" },
  "instanceOrgMember.patch": { type: "instanceOrgMember" },
  "instanceOrgInvites.get": invites,
  "instanceOrgInvites.post": invites,
  "instanceOrgInvite.get": { type: "orgInvite" },
  "instanceOrgInvite.resendInvite": { type: "orgInvite" }
}

const makeEtag = (value: unknown): string => {
  const text = JSON.stringify(value)
  return `"${toHex(text.length, 4)}-${toHex(hashText(text), 8)}${toHex(hash(hashText(text), 1), 8)}"`
}

const addHalFields = (type: string, href: string, value: Json): Json => ({
  ...value,
  _type: type,
  _links: { self: { href } },
  _etag: makeEtag(value)
})

const isJson = (value: unknown): value is Json => Predicate.isObject(value)

/** The answer of an action with its extras. `path` is the request's. @since 0.1.0 */
export const addHal = (name: ActionName, path: string, answer: unknown): unknown => {
  const kind = kinds[name]
  if (kind === undefined || !isJson(answer)) return answer
  const self = kind.id === undefined ? path : `${path}/${String(answer[kind.id])}`
  const { items } = kind
  if (items === undefined || !Array.isArray(answer["items"])) return addHalFields(kind.type, self, answer)
  return addHalFields(kind.type, self, {
    ...answer,
    items: answer["items"].map((item: unknown) =>
      isJson(item) ? addHalFields(items.type, `${path}/${String(item[items.id])}`, item) : item
    )
  })
}
