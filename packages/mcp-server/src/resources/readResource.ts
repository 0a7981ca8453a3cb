/** Reads a resource of an organization for a client. */
import type { ReadResourceResult, ServerContext } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { fitResponse } from "../answers/responseBudget/fitResponse.ts"
import { sanitize } from "../answers/sanitize.ts"
import { withOrg } from "../losant/resolution/withOrg.ts"
import type { JsonObject } from "../text/json.ts"
import type { ContentReader } from "./contents.ts"
import { decodeOrgUri } from "./orgUri.ts"
import type { ResourceRunner, Work } from "./ResourceRunner.ts"
import { makeInvalidUriError, toProtocolError } from "./resourceError.ts"

const logDefect = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Cause.hasDies(cause)
    ? Effect.annotateLogs(Effect.logError("a resource could not be read because of a mistake in this server"), {
        cause: Cause.pretty(cause)
      })
    : Effect.void

/** Explains `nextPage` of a page: a URI has no page, so only a tool can read the next one. */
const explainNextPage = (content: JsonObject, restHint: string): JsonObject => {
  if (!Object.hasOwn(content, "nextPage")) return content
  const { leftOut } = content
  return { ...content, leftOut: Predicate.isString(leftOut) ? `${leftOut} ${restHint}` : restHint }
}

/**
 * Reads a resource of the organization that the URI contains as `encoded`, as compact JSON. `restHint` is a sentence that
 * tells the assistant how to read data that does not fit. It rejects with errors of the protocol only.
 */
export const readResource = async (
  reader: ContentReader,
  restHint: string,
  run: ResourceRunner,
  uri: string,
  encoded: string,
  context: ServerContext
): Promise<ReadResourceResult> => {
  const org = decodeOrgUri(encoded)
  if (Option.isNone(org)) {
    throw makeInvalidUriError(
      uri,
      "invalid_uri",
      "The name in the URI is not percent-encoded: write a percent sign in it as %25."
    )
  }
  const work: Work<string> = (gateway, instanceId) =>
    withOrg(gateway, instanceId, org.value, (resolved) => reader(gateway, instanceId, resolved)).pipe(
      Effect.map((content) =>
        JSON.stringify(explainNextPage(fitResponse(sanitize(content), { otherwise: restHint }), restHint))
      ),
      Effect.tapCause(logDefect)
    )
  const exit = await run(work, context)
  if (Exit.isFailure(exit)) throw toProtocolError(uri, exit.cause)
  return { contents: [{ uri, mimeType: "application/json", text: exit.value }] }
}
