/** The protocol errors for a resource that cannot be read. A resource, unlike a tool, has no failed result. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantError } from "@effect-losant/core/LosantError"
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import { missingScope } from "../answers/missingScope.ts"
import type { Refusal } from "../model/Refusal.ts"
import { quote, visible } from "../text/escapes.ts"

export type Failure = LosantError | LosantConfigError | Refusal

const maxMessageLength = 1_000

const makeInternalError = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InternalError, visible(message))

/** The URI has an invalid argument; other URIs of its template may work. */
export const makeInvalidUriError = (uri: string, reason: string, message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, visible(message), { uri, reason })

const makeNotFoundError = (uri: string, message: string): ProtocolError =>
  new ResourceNotFoundError(uri, visible(message))

const fromFailure = (uri: string, error: Failure): ProtocolError => {
  switch (error._tag) {
    case "Refused":
      if (error.reason === "instance") {
        return makeInternalError(`${error.message} A resource cannot name the instance: set LOSANT_INSTANCE_ID.`)
      }
      if (error.reason === "tooSlow") return makeInternalError(error.message)
      return error.reason === "noMatch"
        ? makeNotFoundError(uri, error.message)
        : makeInvalidUriError(uri, error.reason, error.message)
    case "LosantNotFound": {
      const { instanceId = "", orgId } = error.ids
      return orgId === undefined
        ? makeInternalError(
            `Losant has no instance ${instanceId} (404). LOSANT_INSTANCE_ID has to name an existing one.`
          )
        : makeNotFoundError(uri, `Losant has no organization ${orgId} (404). losant_list_orgs finds the right id.`)
    }
    case "LosantConfigError":
      return makeInternalError(
        `Losant cannot be reached, because a setting of this server is wrong: ${error.message} ` +
          `The person who runs this server has to set ${error.variable} and restart it.`
      )
    case "LosantForbidden":
      return makeInternalError(`Losant could not be read (403). ${missingScope(error)}`)
    default:
      return makeInternalError(
        `Losant could not be read: ${quote(error.message, maxMessageLength)}. Nothing was changed.`
      )
  }
}

/** The error for reading `uri`. */
export const toProtocolError = (uri: string, cause: Cause.Cause<Failure>): ProtocolError =>
  Option.match(Cause.findErrorOption(cause), {
    onSome: (error) => fromFailure(uri, error),
    onNone: () =>
      makeInternalError(
        Cause.hasInterruptsOnly(cause)
          ? "The request was cancelled."
          : "The resource could not be read because of a mistake in this server. Its log on stderr has the details."
      )
  })
