/** Reads a resource of an organization for a client. */
import type { ReadResourceResult, ServerContext } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { fit } from "../answers/responseBudget/fitResponse.ts"
import { bounded, longestText } from "../answers/sanitize.ts"
import { withOrg } from "../losant/resolution/withOrg.ts"
import { HideToken } from "../model/HideToken.ts"
import { Refusal } from "../model/Refusal.ts"
import type { Values } from "../model/Values.ts"
import type { Reader } from "./contents.ts"
import { decodeOrgUri } from "./orgUri.ts"
import type { ResourceRunner, Work } from "./ResourceRunner.ts"
import { makeInvalidUriError, toProtocolError } from "./resourceError.ts"

const logDefect = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Cause.hasDies(cause)
    ? Effect.annotateLogs(Effect.logError("a resource could not be read because of a mistake in this server"), {
        cause: Cause.pretty(cause)
      })
    : Effect.void

/** A page says `nextPage`, but not of which tool that is: a URI takes no page. */
const goingOn = (content: Values, otherwise: string): Values => {
  if (!Object.hasOwn(content, "nextPage")) return content
  const { leftOut } = content
  return { ...content, leftOut: Predicate.isString(leftOut) ? `${leftOut} ${otherwise}` : otherwise }
}

/**
 * What `reader` reads of the organization that stands in the URI as `encoded`, as compact JSON; `otherwise`
 * says how to get what does not fit. Rejects with the
 * protocol's errors, and with nothing else.
 */
export const readResource = async (
  reader: Reader,
  otherwise: string,
  run: ResourceRunner,
  uri: string,
  encoded: string,
  context: ServerContext
): Promise<ReadResourceResult> => {
  const given = decodeOrgUri(encoded)
  if (Option.isNone(given)) {
    throw makeInvalidUriError(
      uri,
      "invalid_uri",
      "The name in the URI is not percent-encoded: in it a percent sign is written %25."
    )
  }
  const work: Work<string> = (reach, instanceId) =>
    Effect.flatMap(HideToken, (hideToken) =>
      withOrg(reach, instanceId, given.value, (org) => reader(reach, instanceId, org)).pipe(
        Effect.map((content) =>
          JSON.stringify(goingOn(fit(bounded(content, longestText, hideToken()), { otherwise }), otherwise))
        ),
        // It may list names. Of Losant's own errors core hides it.
        Effect.mapError((error) =>
          error._tag === "Refused" ? new Refusal(error.reason, hideToken()(error.message)) : error
        ),
        Effect.tapCause(logDefect)
      )
    )
  const exit = await run(work, context)
  if (Exit.isFailure(exit)) throw toProtocolError(uri, exit.cause)
  return { contents: [{ uri, mimeType: "application/json", text: exit.value }] }
}
