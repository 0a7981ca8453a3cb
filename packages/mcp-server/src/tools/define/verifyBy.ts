/** Makes the call by which an assistant checks a write, from the read that fleet declares. */
import type * as Action from "@effect-losant/core/Action"
import type { Place, VerifyingRead } from "@effect-losant/fleet"
import * as Predicate from "effect/Predicate"
import type { VerificationCall } from "../../model/VerificationCall.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import type { ToolDeclaration } from "./makeTool.ts"

/** The input of a read as arguments of its tool. The list of organizations is searched by an argument of its own. */
export const asArguments = ({ query, ...others }: Readonly<Record<string, unknown>>): JsonObject =>
  toJsonObject({
    ...(Predicate.hasProperty(query, "name") ? { nameContains: query.name } : {}),
    ...others
  })

/** The call of `tool`, which carries out the action of the verifying read. */
export const verifyBy =
  <A extends Action.Any>({ input, narrow }: VerifyingRead<A>, { name: tool }: ToolDeclaration<A["action"]>) =>
  (place: Place): VerificationCall => ({ tool, arguments: asArguments({ ...input(place), ...narrow?.(place) }) })
