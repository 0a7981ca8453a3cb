/**
 * A collection that Losant treats like any other: its items are kept as JSON under its path.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { type ApiError, notFound } from "../errors/ApiError.ts"
import { findInstance, findOrg } from "../orgs/Org.ts"
import { nextId } from "../state/Ids.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { StoredItem } from "../state/State.ts"
import { formatIso } from "../util/Time.ts"
import type { Actor, AnyCollection, Json } from "./Collection.ts"
import { type CollectionDeclaration, fieldsOf, fillPath, type Params } from "./Declaration.ts"

/** The items of the collection with a path. @since 0.1.0 */
export const storedItems = (state: LiveState, path: string): ReadonlyArray<StoredItem> =>
  state.collections?.[path] ?? []

const withItems = (state: LiveState, path: string, items: ReadonlyArray<StoredItem>): LiveState => ({
  ...state,
  collections: { ...state.collections, [path]: items }
})

/** The state with more items in the collection with a path. @since 0.2.0 */
export const addItems = (state: LiveState, path: string, items: ReadonlyArray<StoredItem>): LiveState =>
  withItems(state, path, [...storedItems(state, path), ...items])

/** The state with an item in place of the one with the same id, or as a new one. @since 0.2.0 */
export const putItem = (state: LiveState, path: string, item: StoredItem): LiveState => {
  const items = storedItems(state, path)
  const isNew = items.every(({ id }) => id !== item["id"])
  return withItems(
    state,
    path,
    isNew ? [...items, item] : items.map((other) => (other["id"] === item["id"] ? item : other))
  )
}

/** The state without the collections below a deleted item. `path` is the path of the item. @since 0.1.0 */
export const withoutCollectionsOf = (state: LiveState, path: string): LiveState => {
  const { collections } = state
  if (collections === undefined) return state
  const others = Object.entries(collections).filter(([key]) => !key.startsWith(`${path}/`))
  return { ...state, collections: Object.fromEntries(others) }
}

const pick = (values: Json, fields: Readonly<Record<string, Schema.Constraint>>): Json =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => name in fields && value !== undefined))

/** A new item: its body, its id, and the dates that its declaration has. @since 0.1.0 */
export const completeItem = (
  { item, idField }: CollectionDeclaration,
  body: Json,
  id: string,
  now: number
): StoredItem => {
  const date = formatIso(now)
  const dates = pick({ creationDate: date, lastUpdated: date }, fieldsOf(item))
  // Sound: the body came as JSON, and the added fields are texts.
  return { [idField]: id, ...dates, ...body } as StoredItem
}

/** The names under which Losant answers who created an item, and who changed it last. */
const creatorFields = ({ type, id, name }: Actor): Json => ({
  creatorId: id,
  creatorType: type,
  creatorName: name,
  createdById: id,
  createdByType: type
})
const changerFields = ({ type, id }: Actor): Json => ({ lastUpdatedById: id, lastUpdatedByType: type })

/** The item with the fields of a body. Null takes a field away. */
const withBody = (item: Json, body: Json): Json =>
  Object.fromEntries(Object.entries({ ...item, ...body }).filter(([, value]) => value !== null))

/** The fields that follow from the path of an item. They are shown with the item and not kept with it. */
const derivedFields = ({ item, parameter, idField }: CollectionDeclaration, params: Params, stored: Json): Json => {
  const { instanceId } = params
  const owner = instanceId === undefined ? {} : { ownerId: instanceId, ownerType: "instance" }
  const id = parameter === undefined ? {} : { [parameter]: stored[idField] }
  return pick({ ...owner, ...params, ...id }, fieldsOf(item))
}

/** Fails with 404 unless the path of a collection names parents that exist. */
const findParents = Effect.fnUntraced(function* (
  state: LiveState,
  path: string,
  params: Params
): Effect.fn.Return<void, ApiError> {
  for (const { 1: name = "", index } of path.matchAll(/\/:(\w+)/g)) {
    if (name === "instanceId") yield* findInstance(state, params[name])
    else if (name === "orgId") yield* findOrg(state, params)
    else {
      const siblings = storedItems(state, fillPath(path.slice(0, index), params))
      const exists = siblings.some((item) => [item["id"], item[name]].includes(params[name] ?? ""))
      if (!exists) return yield* notFound(name.replace(/Id$/, ""))
    }
  }
})

/** A collection of the generic store, which knows all operations. @since 0.2.0 */
export type StoredCollection = AnyCollection & Required<Pick<AnyCollection, "create" | "update" | "remove">>

/** The collection of a declaration. @since 0.1.0 */
export const storedCollection = (declaration: CollectionDeclaration): StoredCollection => {
  const { idField, path, item: schema } = declaration
  const replace = (
    state: LiveState,
    params: Params,
    id: unknown,
    replacement: ReadonlyArray<StoredItem>
  ): LiveState => {
    const place = fillPath(path, params)
    const items = storedItems(state, place).flatMap((other) => (other[idField] === id ? replacement : [other]))
    return withItems(state, place, items)
  }
  return {
    items: (state, params) => Effect.as(findParents(state, path, params), storedItems(state, fillPath(path, params))),
    view: (_input, { params }) => Effect.succeed((item) => ({ ...derivedFields(declaration, params, item), ...item })),
    create: (before, params, body, now, actor) => {
      const [newId, state] = nextId(before, now)
      const place = fillPath(path, params)
      const actors = pick({ ...creatorFields(actor), ...changerFields(actor) }, fieldsOf(schema))
      // Sound: the bodies of Losant's actions are objects.
      const item = completeItem(declaration, withBody(actors, body as Json), newId, now)
      return Effect.succeed([String(item[idField]), withItems(state, place, [...storedItems(state, place), item])])
    },
    update: (state, params, item, body, now, actor) => {
      const stamps = pick({ lastUpdated: formatIso(now), ...changerFields(actor) }, fieldsOf(schema))
      // Sound: the item and the body came as JSON, and the stamps are texts.
      const next = { ...withBody(item, body), ...stamps } as StoredItem
      return [next, replace(state, params, item[idField], [next])]
    },
    remove: (state, params, item) =>
      withoutCollectionsOf(
        replace(state, params, item[idField], []),
        `${fillPath(path, params)}/${String(item[idField])}`
      )
  }
}
