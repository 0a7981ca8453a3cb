/** What a client is told of a resource that cannot be read: the protocol has errors for it, and no results. */
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantError } from "@effect-losant/core/LosantError"
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import { missingScope } from "../answers/missingScope.ts"
import type { Refusal } from "../model/Refusal.ts"
import { quote, visible } from "../text/escapes.ts"

export type Failure = LosantError | LosantConfigError | Refusal

const longestMessage = 1_000

const internal = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InternalError, visible(message))

/** An argument in the URI that is not right, though there may be such resources. */
export const makeInvalidUriError = (uri: string, reason: string, message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, visible(message), { uri, reason })

const notFound = (uri: string, message: string): ProtocolError => new ResourceNotFoundError(uri, visible(message))

const fromFailure = (uri: string, error: Failure): ProtocolError => {
  switch (error._tag) {
    case "Refused":
      if (error.reason === "instance") {
        return internal(`${error.message} A resource cannot name the instance: LOSANT_INSTANCE_ID has to.`)
      }
      return error.reason === "noMatch"
        ? notFound(uri, error.message)
        : makeInvalidUriError(uri, error.reason, error.message)
    case "LosantNotFound": {
      const { instanceId = "", orgId } = error.ids
      return orgId === undefined
        ? internal(`Losant has no instance ${instanceId} (404). LOSANT_INSTANCE_ID says which one this server is for.`)
        : notFound(uri, `Losant has no organization ${orgId} (404). losant_list_orgs finds the right id.`)
    }
    case "LosantConfigError":
      return internal(
        `Losant cannot be reached, because the server's configuration is not right: ${error.message} ` +
          `The person who runs this server has to set ${error.variable} and restart it.`
      )
    case "LosantForbidden":
      return internal(`Losant could not be read (403). ${missingScope(error)}`)
    default:
      return internal(`Losant could not be read: ${quote(error.message, longestMessage)}. Nothing was changed.`)
  }
}

/** The error for reading `uri`. */
export const toProtocolError = (uri: string, cause: Cause.Cause<Failure>): ProtocolError =>
  Option.match(Cause.findErrorOption(cause), {
    onSome: (error) => fromFailure(uri, error),
    onNone: () =>
      internal(
        Cause.hasInterruptsOnly(cause)
          ? "The request was cancelled."
          : "The resource could not be read because of a mistake in this server, of which its log on stderr has the details."
      )
  })
