/**
 * The fields that Losant's answers carry beside those of their schemas: `_type` and `_etag` always, and `_links` unless a
 * request does without them.
 *
 * @since 0.1.0
 */
import { hash } from "node:crypto"
import { type Action, Schemas } from "@effect-losant/core"
import * as Predicate from "effect/Predicate"
import { fieldsOf, itemSchemaOf, typeNameOf } from "../resources/Declaration.ts"
import { toHex } from "../util/Hash.ts"

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

/** So many hexadecimal digits tell two answers apart. */
const digits = 16

const makeEtag = (text: string): string => `"${toHex(text.length, 4)}-${hash("sha1", text, "hex").slice(0, digits)}"`

/** The object of these parts, which may be empty, in JSON. Additions are cheaper here than `join`, which copies. */
const objectOf = (parts: string, more: string): string => (parts === "" ? `{${more}}` : `{${parts},${more}}`)

/** The parts of an object in JSON, without its braces. */
const partsIn = (object: string): string => object.slice(1, -1)

/** The extra fields in JSON. */
const fieldsFor = (schema: unknown, href: string | undefined, etag: string): string => {
  const type = typeNameOf(schema)
  const links = href === undefined ? "" : `"_links":{"self":{"href":${JSON.stringify(href)}}},`
  return `${type === undefined ? "" : `"_type":"${type}",`}${links}"_etag":${JSON.stringify(etag)}`
}

interface Shown {
  readonly text: string
  readonly etag: string
}

// A list of organizations is long. An item is written out once, for its tag and for the answer.
const showObject = (schema: unknown, href: string | undefined, value: Json): Shown => {
  const text = JSON.stringify(value)
  const etag = makeEtag(text)
  return { text: objectOf(partsIn(text), fieldsFor(schema, href, etag)), etag }
}

/** The path of an item in its list; the path of the list for an item without an id. Undefined without a list. */
const itemPath = (schema: unknown, list: string | undefined, item: Json): string | undefined => {
  if (list === undefined) return undefined
  const id = item["id" in fieldsOf(schema) ? "id" : "userId"]
  return id === undefined ? list : `${list}/${String(id)}`
}

const isCreation = ({ method, path }: Action.Any): boolean => method === "POST" && !/\/:\w+$/.test(path)

/**
 * The answer of an action with the extra fields, as the JSON that is sent. `path` is the path of the request; without it
 * there are no links.
 *
 * @since 0.1.0
 */
export const encodeHal = (action: Action.Any, path: string | undefined, answer: unknown): string => {
  const { success } = action
  // The answer of a deletion has no such fields: it shows nothing that still exists.
  if (success === Schemas.Success || !isJson(answer)) return JSON.stringify(answer)
  const item = itemSchemaOf(success)
  const { items, ...others }: Json = answer
  if (item === undefined || !Array.isArray(items)) {
    return showObject(success, isCreation(action) ? itemPath(success, path, answer) : path, answer).text
  }
  const shown = items.map(
    (each: unknown): Shown =>
      isJson(each)
        ? showObject(item, itemPath(item, path, each), each)
        : { text: JSON.stringify(each), etag: JSON.stringify(each) }
  )
  const counts = JSON.stringify(others)
  // The tags of the items stand for them.
  const etag = makeEtag(`${counts}${shown.map((each) => each.etag).join(",")}`)
  let list = ""
  for (const { text } of shown) list += list === "" ? text : `,${text}`
  const fields = fieldsFor(success, path, etag)
  return objectOf(`"items":[${list}]`, counts === "{}" ? fields : `${partsIn(counts)},${fields}`)
}
