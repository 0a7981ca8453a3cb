/**
 * A handler carries out an action in a way that its declaration does not tell.
 *
 * @since 0.1.0
 */
import type { ActionName, actions } from "@effect-losant/core"
import type * as Effect from "effect/Effect"
import type { ApiError } from "../errors/ApiError.ts"
import type { HandlerSettings } from "../resources/handleResource.ts"
import type { Store } from "../state/Store.ts"

/** The input of an action, as its declaration decodes it. @since 0.1.0 */
export type InputOf<K extends ActionName> = (typeof actions)[K]["input"]["Type"]

/** The answer of an action, as JSON. @since 0.1.0 */
export type AnswerOf<K extends ActionName> = (typeof actions)[K]["success"]["Encoded"]

/** Carries out an action at the time `now`, in milliseconds since the epoch. @since 0.1.0 */
export type Handler<K extends ActionName> = (
  input: InputOf<K>,
  now: number,
  settings: HandlerSettings
) => Effect.Effect<AnswerOf<K>, ApiError, Store>
