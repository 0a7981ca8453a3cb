/**
 * Carries out actions that list, create, read, update or delete. Their declarations are all that it needs.
 *
 * @since 0.1.0
 */
import type { Action } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, notFound, notImplemented } from "../errors/ApiError.ts"
import type { LiveState } from "../state/LiveState.ts"
import { Store } from "../state/Store.ts"
import type { Actor, AnyCollection, Json } from "./Collection.ts"
import { type CollectionDeclaration, itemSchemaOf, type Operation, operationOf, type Params } from "./Declaration.ts"
import { listItems, plainSortField, sortKey } from "./listItems.ts"

/** Settings of the emulator, and what is known of the request's sender. @since 0.1.0 */
export interface HandlerSettings {
  /** The email of the user whose token it is; undefined for a token of an instance. */
  readonly email: string | undefined
  readonly actor: Actor
  /** The largest number of items on a page; a larger `perPage` counts as this one. */
  readonly maxPerPage: number
}

/** Carries out an action at the time `now`, in milliseconds since the epoch. @since 0.1.0 */
export type ResourceHandler = (
  input: Json,
  now: number,
  settings: HandlerSettings
) => Effect.Effect<unknown, ApiError, Store>

interface Resource {
  readonly action: Action.Any
  readonly declaration: CollectionDeclaration
  readonly collection: AnyCollection
}

interface Call {
  readonly input: Json
  readonly params: Params
  readonly now: number
  readonly settings: HandlerSettings
}

const findItem = Effect.fnUntraced(function* (
  { collection, declaration }: Resource,
  state: LiveState,
  { params, input, now }: Call,
  id: string
): Effect.fn.Return<Json, ApiError> {
  if (collection.find !== undefined) return yield* collection.find(state, params, id)
  const items = yield* collection.items(state, params, { input, now })
  const item = items.find((each) => each[declaration.idField] === id)
  return item === undefined ? yield* notFound(collection.title ?? declaration.title) : item
})

const idIn = ({ declaration: { parameter } }: Resource, params: Params): string =>
  (parameter === undefined ? undefined : params[parameter]) ?? ""

const bodyIn = ({ action }: Resource, input: Json): unknown => {
  const [name] = Object.keys(action.body)
  return name === undefined ? {} : input[name]
}

const unsupported = ({ action }: Resource): ApiError =>
  notImplemented(`The emulator does not know what ${action.action} does`)

const listAnswer = Effect.fnUntraced(function* (
  { action, collection, declaration }: Resource,
  state: LiveState,
  input: Json,
  { params, now, settings }: Call
): Effect.fn.Return<unknown, ApiError> {
  const { list } = declaration
  if (list === undefined) return yield* unsupported({ action, collection, declaration })
  const field = plainSortField(list, input)
  const sorted =
    collection.sorted === undefined || field === undefined
      ? undefined
      : yield* collection.sorted(state, params, {
          input,
          field,
          textOf: (item) => sortKey(item, field).toLowerCase()
        })
  const items = sorted === undefined ? yield* collection.items(state, params, { input, now }) : []
  const selected = sorted === undefined ? collection.select?.(items, input) : undefined
  const view = yield* collection.view(input, { params, now })
  const { maxPerPage } = settings
  return listItems({ ...declaration, list }, { items, selected, sorted, view, input, params, maxPerPage })
})

type Change = readonly [answer: unknown, state: LiveState]

const createItem = Effect.fnUntraced(function* (
  resource: Resource,
  state: LiveState,
  call: Call
): Effect.fn.Return<Change, ApiError> {
  const { action, collection } = resource
  const { input, params, now, settings } = call
  if (collection.create === undefined) return yield* unsupported(resource)
  const view = yield* collection.view(input, { params, now })
  const body = bodyIn(resource, input)
  if (collection.check !== undefined) yield* collection.check(body)
  const [id, next] = yield* collection.create(state, params, body, now, settings.actor)
  // Losant answers some creations with the whole list.
  if (itemSchemaOf(action.success) !== undefined) return [yield* listAnswer(resource, next, {}, call), next]
  const { viewNew = (item: Json) => view(item) } = collection
  return [viewNew(yield* findItem(resource, next, call, id), view), next]
})

const updateItem = Effect.fnUntraced(function* (
  resource: Resource,
  state: LiveState,
  call: Call
): Effect.fn.Return<Change, ApiError> {
  const { collection } = resource
  const { input, params, now, settings } = call
  const body = bodyIn(resource, input)
  if (collection.update === undefined) return yield* unsupported(resource)
  const view = yield* collection.view(input, { params, now })
  const id = idIn(resource, params)
  const before = yield* findItem(resource, state, call, id)
  if (collection.check !== undefined) yield* collection.check(body)
  // Sound: the bodies of Losant's updates are objects.
  const changes = body as Json
  if (collection.allowChange !== undefined) yield* collection.allowChange(state, params, before, changes)
  const [item, next] = collection.update(state, params, before, changes, now, settings.actor)
  return [view(item), next]
})

const removeItem = Effect.fnUntraced(function* (
  resource: Resource,
  state: LiveState,
  call: Call
): Effect.fn.Return<Change, ApiError> {
  const { collection } = resource
  const { params, now } = call
  if (collection.remove === undefined) return yield* unsupported(resource)
  const item = yield* findItem(resource, state, call, idIn(resource, params))
  if (collection.allowChange !== undefined) yield* collection.allowChange(state, params, item, undefined)
  return [{ success: true }, collection.remove(state, params, item, now)]
})

const getItem = Effect.fnUntraced(function* (
  resource: Resource,
  state: LiveState,
  call: Call
): Effect.fn.Return<unknown, ApiError> {
  const { input, params, now } = call
  const item = yield* findItem(resource, state, call, idIn(resource, params))
  return (yield* resource.collection.view(input, { params, now }))(item)
})

const change =
  (apply: (resource: Resource, state: LiveState, call: Call) => Effect.Effect<Change, ApiError>) =>
  (resource: Resource, call: Call) =>
    Effect.flatMap(Store, (store) => store.modify((state) => apply(resource, state, call)))

const read =
  (answer: (resource: Resource, state: LiveState, call: Call) => Effect.Effect<unknown, ApiError>) =>
  (resource: Resource, call: Call) =>
    Effect.flatMap(Store, (store) => Effect.flatMap(store.get, (state) => answer(resource, state, call)))

const operations: {
  readonly [K in Operation]: (resource: Resource, call: Call) => Effect.Effect<unknown, ApiError, Store>
} = {
  list: read((resource, state, call) => listAnswer(resource, state, call.input, call)),
  get: read(getItem),
  create: change(createItem),
  update: change(updateItem),
  delete: change(removeItem)
}

/** The handler of an action by its declaration; it answers 501 when the declaration is not enough. @since 0.1.0 */
export const handleResource = (
  action: Action.Any,
  declaration: CollectionDeclaration | undefined,
  collection: AnyCollection | undefined
): ResourceHandler => {
  const operation = declaration === undefined ? undefined : operationOf(action, declaration)
  if (declaration === undefined || collection === undefined || operation === undefined) {
    return () => notImplemented(`The emulator does not know what ${action.action} does`)
  }
  const names = Object.keys(action.params)
  return (input, now, settings) => {
    // Sound: the parameters of a path are decoded to texts.
    const params = Object.fromEntries(names.map((name) => [name, input[name]])) as Params
    return operations[operation]({ action, declaration, collection }, { input, params, now, settings })
  }
}
