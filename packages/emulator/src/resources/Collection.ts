/**
 * A collection of the API: how its items are found in the state, shown, and changed.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type { ApiError } from "../errors/ApiError.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { Sliceable } from "../state/OrgTable.ts"
import type { Params } from "./Declaration.ts"

/** A JSON object, such as an input, a kept item or an answer. @since 0.1.0 */
export type Json = Readonly<Record<string, unknown>>

/** The sender of a request. A user without an account in the state has no id. @since 0.2.0 */
export interface Actor {
  readonly type: "user" | "apiToken"
  readonly id: string | undefined
  /** The email of a user, or the name of a token. */
  readonly name: string | undefined
}

/**
 * A collection. `Item` is an item as it is filtered and sorted; `Input` is the decoded input of an action; `Post` and
 * `Patch` are the bodies that create and update. A collection without `create`, `update` or `remove` does not know that
 * operation.
 *
 * @since 0.1.0
 */
export interface Collection<Item, Input, Post, Patch> {
  /** The name of an item in the message of a 404. The default follows from the declaration. */
  readonly title?: string
  /** All items; fails with 404 when the parents in the path do not exist, and with 400 for an input that it cannot take. */
  readonly items: (
    state: LiveState,
    params: Params,
    request: { readonly input: Input; readonly now: number }
  ) => Effect.Effect<ReadonlyArray<Item>, ApiError>
  /**
   * All items in the order of a field, so that a page need not look at the others. Undefined if the input asks for some
   * of them only. The default sorts the items of each request.
   */
  readonly sorted?: (
    state: LiveState,
    params: Params,
    request: { readonly input: Input; readonly field: string; readonly textOf: (item: Item) => string }
  ) => Effect.Effect<Sliceable<Item> | undefined, ApiError>
  /** The item with an id, or 404. The default looks through all items. */
  readonly find?: (state: LiveState, params: Params, id: string) => Effect.Effect<Item, ApiError>
  /** The items that an advanced query selects; undefined when the input has none. */
  readonly select?: (items: ReadonlyArray<Item>, input: Input) => ReadonlyArray<Item> | undefined
  /** Shows an item in the shape of answers; fails with 400 when the input asks for an unknown part of it. */
  readonly view: (
    input: Input,
    context: { readonly params: Params; readonly now: number }
  ) => Effect.Effect<(item: Item) => object, ApiError>
  /** Shows an item that was just created. The default shows it like any other. */
  readonly viewNew?: (item: Item, view: (item: Item) => object) => object
  /** Fails with 400 for a body that its schema takes, and Losant does not. */
  readonly check?: (body: Post | Patch) => Effect.Effect<void, ApiError>
  /** Fails with 400 if the item may not be changed by this body, or without a body if it may not be removed. */
  readonly allowChange?: (
    state: LiveState,
    params: Params,
    item: Item,
    body: Patch | undefined
  ) => Effect.Effect<void, ApiError>
  /** The state with a new item, and its id. */
  readonly create?: (
    state: LiveState,
    params: Params,
    body: Post,
    now: number,
    actor: Actor
  ) => Effect.Effect<readonly [id: string, state: LiveState], ApiError>
  /** The item with its changes, and the state with it. */
  readonly update?: (
    state: LiveState,
    params: Params,
    item: Item,
    body: Patch,
    now: number,
    actor: Actor
  ) => readonly [item: Item, state: LiveState]
  /** The state without the item. */
  readonly remove?: (state: LiveState, params: Params, item: Item, now: number) => LiveState
}

/** A collection of which the generic store needs to know no types. @since 0.1.0 */
export type AnyCollection = Collection<Json, Json, unknown, Json>

/** Forgets the types of a collection, so that it can stand in a table with others. @since 0.1.0 */
export const anyCollection = <Item, Input, Post, Patch>(
  collection: Collection<Item, Input, Post, Patch>
): AnyCollection =>
  // Sound: items come from `items` of the same collection, and inputs and bodies are decoded by its declarations.
  collection as unknown as AnyCollection

/** A view that shows each item as it is. @since 0.1.0 */
export const viewAsIs = () => Effect.succeed((item: object) => item)
