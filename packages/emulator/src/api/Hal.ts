/**
 * The fields that Losant's answers carry beside those of their schemas: `_type` and `_etag` always, and `_links` unless a
 * request does without them.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import { type Action, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import { fieldsOf, itemSchemaOf, typeNameOf } from "../resources/Declaration.ts"
import { toHex } from "../util/Hash.ts"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

/** So many hexadecimal digits tell two answers apart. */
const digits = 16

// A list of organizations is long: the digest of Node takes a small part of the time of a hash of our own.
const makeEtag = (value: unknown): string => {
  const text = JSON.stringify(value)
  return `"${toHex(text.length, 4)}-${createHash("sha1").update(text).digest("hex").slice(0, digits)}"`
}

/** The value with the extra fields. The tag is that of `tagged`, which tells as much as the value. */
const addFields = (schema: unknown, href: string | undefined, value: Json, tagged: unknown = value): Json => ({
  ...value,
  _type: typeNameOf(schema),
  ...(href === undefined ? {} : { _links: { self: { href } } }),
  _etag: makeEtag(tagged)
})

/** The path of an item in its list; the path of the list for an item without an id. Undefined without a list. */
const itemPath = (schema: unknown, list: string | undefined, item: Json): string | undefined => {
  if (list === undefined) return undefined
  const id = item["id" in fieldsOf(schema) ? "id" : "userId"]
  return id === undefined ? list : `${list}/${String(id)}`
}

const isCreation = ({ method, path }: Action.Any): boolean => method === "POST" && !/\/:\w+$/.test(path)

/**
 * The answer of an action with the extra fields. `path` is the path of the request; without it there are no links.
 *
 * @since 0.1.0
 */
export const addHal = (action: Action.Any, path: string | undefined, answer: unknown): unknown => {
  const { success } = action
  // The answer of a deletion has no such fields: it shows nothing that still exists.
  if (success === Schemas.Success || !isJson(answer)) return answer
  const item = itemSchemaOf(success)
  const { items } = answer
  if (item === undefined || !Array.isArray(items)) {
    return addFields(success, isCreation(action) ? itemPath(success, path, answer) : path, answer)
  }
  const shown = items.map((each: unknown) => (isJson(each) ? addFields(item, itemPath(item, path, each), each) : each))
  // The tags of the items stand for them, so that a long list is not written out twice.
  const tags = shown.map((each) => (isJson(each) ? each["_etag"] : each))
  return addFields(success, path, { ...answer, items: shown }, { ...answer, items: tags })
}
