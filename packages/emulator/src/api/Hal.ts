/**
 * The fields that Losant's answers carry beside those of their schemas: `_type` and `_etag` always, and `_links` unless a
 * request does without them.
 *
 * @since 0.1.0
 */
import { type Action, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import { fieldsOf, itemSchemaOf, typeNameOf } from "../resources/Declaration.ts"
import { hash, hashText, toHex } from "../util/Hash.ts"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

const makeEtag = (value: unknown): string => {
  const text = JSON.stringify(value)
  const textHash = hashText(text)
  return `"${toHex(text.length, 4)}-${toHex(textHash, 8)}${toHex(hash(textHash, 1), 8)}"`
}

const addFields = (schema: unknown, href: string | undefined, value: Json): Json => ({
  ...value,
  _type: typeNameOf(schema),
  ...(href === undefined ? {} : { _links: { self: { href } } }),
  _etag: makeEtag(value)
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
  return addFields(success, path, {
    ...answer,
    items: items.map((each: unknown) => (isJson(each) ? addFields(item, itemPath(item, path, each), each) : each))
  })
}
