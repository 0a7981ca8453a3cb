/** Items of an instance, such as tokens and rules: how plans read, name and compare them. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { NamedSubject } from "../../model/DestructiveChange.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { itemParameter, kindOfItem } from "../../model/Subject.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import { assertSameId } from "../writes/assertSameId.ts"

/** The fields of an item or of a body; none if it is not an object. */
export const valuesOf = (item: unknown): JsonObject => (Predicate.isObject(item) ? toJsonObject(item) : {})

const textIn = (item: JsonObject, ...names: ReadonlyArray<string>): string | undefined =>
  names.map((name) => item[name]).find(Predicate.isString)

/** The id of an item, or the one that was asked for if the item does not say it. */
export const idOfItem = (action: Action.Any, item: JsonObject, asked: string): string =>
  textIn(item, "id", itemParameter(action)) ?? asked

/** An item as a plan read it. */
export interface ReadItem {
  readonly id: string
  readonly item: JsonObject
  /** Its name is the id if it has no other. */
  readonly subject: NamedSubject & { readonly id: string }
  /** The name in Losant, if there is one. */
  readonly name?: string
}

/** Reads the item that a call is about with `read`, whose path is that of the item. */
export const readItem = <G extends Action.Any>(
  action: Action.Any,
  read: G,
  { gateway, ids }: { readonly gateway: LosantGateway; readonly ids: unknown }
): Effect.Effect<ReadItem, LosantError | Refusal> => {
  const kind = kindOfItem(action)
  const id = String(valuesOf(ids)[itemParameter(action)])
  // Sound: both actions have the ids of the item in their path.
  return gateway.execute(read, ids as Input<G>).pipe(
    Effect.map(valuesOf),
    Effect.flatMap((item) => assertSameId(kind, id, item, (answer) => idOfItem(action, answer, id))),
    Effect.map((item) => {
      const name = textIn(item, "name", "email")
      return { id, item, subject: { kind, id, name: name ?? id }, ...(name === undefined ? {} : { name }) }
    })
  )
}

/** The subject of a plan: without a name for an item that has none. */
export const subjectOfItem = ({ id, name, subject: { kind } }: ReadItem) => ({
  kind,
  id,
  ...(name === undefined ? {} : { name })
})

/** The state to which a confirmation about an item is bound. */
export const itemState = ({ id, item, name }: ReadItem): JsonObject => ({
  id,
  ...(name === undefined ? {} : { name }),
  ...(item["lastUpdated"] === undefined ? {} : { lastUpdated: item["lastUpdated"] })
})
