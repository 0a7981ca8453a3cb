/**
 * What an assistant is told of a failure: what happened, why, and what to call next.
 */
import type { LosantError, LosantNotFound } from "@effect-losant/core/LosantError"
import type { CallToolResult } from "@modelcontextprotocol/server"
import * as DateTime from "effect/DateTime"
import { missingScope } from "../answers/missingScope.ts"
import { losantsWords } from "../answers/upstreamMessage.ts"
import { describeVerification } from "../answers/verificationCall.ts"
import { argumentCatalog } from "../arguments/argumentCatalog.ts"
import { invalidInput } from "../arguments/inputIssues.ts"
import type { Problem } from "../model/ArgumentSpec.ts"
import type { Failure } from "../model/ToolFailure.ts"
import type { Tool } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import { failure } from "../model/tool/ToolResult.ts"
import type { Values } from "../model/Values.ts"
import { quote } from "../text/escapes.ts"

const sentences = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join(" ")

// Enough to say what is wrong, in characters.
const longestWords = 500
const longestName = 100

const requestId = (error: { readonly requestId?: string }): string =>
  error.requestId === undefined ? "" : `The request's id is ${quote(error.requestId, 2 * longestName)}.`

const replaceToken =
  "The person who runs this server has to make another API token in Losant (in the settings of the instance under API " +
  "tokens, or in those of the user for a user token), put it into LOSANT_API_TOKEN or the file that " +
  "LOSANT_API_TOKEN_FILE names, and restart the server."

const wrongArguments = (tool: Tool, problems: ReadonlyArray<Problem>, isAfterReading = false): string =>
  sentences(
    `${tool.spec.name} was not carried out, because its arguments are not right: ${listed(problems)}.`,
    isAfterReading ? "Nothing was changed: Losant was only asked for what is there." : "Nothing was sent to Losant.",
    `Correct the arguments and call ${tool.spec.name} again.`
  )

// What an assistant corrects at once.
const mostProblems = 8

const listed = (problems: ReadonlyArray<Problem>): string => {
  const more = problems.length - mostProblems
  return [...problems.slice(0, mostProblems).map(describe), ...(more > 0 ? [`and ${more} more`] : [])].join("; ")
}

const describe = ({ argument, message }: Problem): string => `${nameOf(argument)}: ${message}`

// A name that is none of ours can be anything.
const nameOf = (argument: string): string =>
  /^[\w.$-]*$/.test(argument) && argument.length <= longestName ? argument : quote(argument, longestName)

const kinds: Readonly<Record<string, string>> = {
  instanceId: "instance",
  orgId: "organization",
  userId: "member",
  inviteId: "invitation"
}

const notFound = (tool: Tool, error: LosantNotFound): string => {
  const names = Object.keys(error.ids)
  const innermost = names.at(-1) ?? "orgId"
  const lookUps = names.toReversed().map((name) => {
    if (name !== "instanceId") return `${argumentCatalog[name]?.foundBy} finds the right ${name}`
    return tool.hasInstance
      ? "the instance is chosen where the server is started, by LOSANT_INSTANCE_ID or --emulator"
      : "losant_list_instances finds the right instanceId"
  })
  const outer = names.length > 1 ? " (or not what should contain it)" : ""
  return sentences(
    `Losant has no ${kinds[innermost]} ${error.ids[innermost]}${outer}: 404. Nothing was changed.`,
    losantsWords(error),
    `Check the ids: ${lookUps.join("; ")}.`
  )
}

const seconds = (milliseconds: number): string => {
  const count = Math.max(1, Math.ceil(milliseconds / 1_000))
  return count === 1 ? "1 second" : `${count} seconds`
}

/** A limit as it was set, which is not to be rounded. */
const exactly = (milliseconds: number): string => {
  const [count, unit] = milliseconds < 1_000 ? [milliseconds, "millisecond"] : [milliseconds / 1_000, "second"]
  return `${count} ${unit}${count === 1 ? "" : "s"}`
}

/** Advice on how to find out what became of a write; empty where its arguments were not even read. */
const findOut = ({ tool: { spec }, instance, verification, time }: ToolCall): string =>
  spec.write === undefined || verification === undefined
    ? ""
    : `first call ${describeVerification(verification, instance)}: ${spec.write.sign}. ` +
      // An assistant has no clock: without the time it could not tell what the call made from what was there before.
      `This call was made at ${DateTime.formatIso(DateTime.makeUnsafe(time))}`

/** Whether the error is of what a writing tool reads before it writes. */
const isOfReading = ({ tool }: ToolCall, error: LosantError): boolean =>
  tool.action !== undefined && error.action !== tool.action.action

/** What to do when it is not sure what became of the call. */
const afterwards = (call: ToolCall, error: LosantError): string => {
  const { tool } = call
  const { write } = tool.spec
  const { outcome } = error
  if (write === undefined) return `Nothing was changed, since ${tool.spec.name} only reads: call it again later.`
  if (isOfReading(call, error))
    return `Nothing was changed: ${tool.spec.name} first reads what is there, and got no further. Call it again later.`
  if (outcome === "notSent")
    return `Losant never got the request, so nothing was changed: call ${tool.spec.name} again.`
  if (outcome === "rejected") return "Nothing was changed."
  return (
    "It is not known whether Losant carried it out. Do not repeat it blindly: " +
    `${findOut(call)}. Only if it was not carried out, call ${tool.spec.name} again.`
  )
}

const explain = (call: ToolCall, error: Failure): string => {
  const { tool } = call
  switch (error._tag) {
    case "Refused":
      return error.message
    case "Noted":
      return sentences(explain(call, error.error), error.note)
    case "InvalidArguments":
      return wrongArguments(tool, error.problems, error.isAfterReading)
    case "LosantInvalidInput":
      return wrongArguments(tool, invalidInput(error))
    case "LosantConfigError":
      return sentences(
        `${tool.spec.name} cannot reach Losant, because the server's configuration is not right: ${error.message}`,
        error.variable === "LOSANT_API_TOKEN"
          ? "A user token is made in the settings of the user. With --emulator the server needs no token."
          : "",
        `The person who runs this server has to set ${error.variable} and restart it; calling again does not help.`
      )
    case "LosantValidation":
      return sentences(
        `Losant refused the arguments (${error.status}). Nothing was changed.`,
        losantsWords(error),
        `Correct the arguments and call ${tool.spec.name} again.`,
        requestId(error)
      )
    case "LosantUnauthorized":
      return sentences(
        "Losant does not accept the token (401): it is wrong or has expired. Nothing was changed.",
        losantsWords(error),
        `Calling again does not help. ${replaceToken}`
      )
    case "LosantForbidden":
      return sentences(
        isOfReading(call, error)
          ? `${tool.spec.name} needs to read with ${error.action} first, and the token does not allow that (403). Nothing was changed.`
          : `The token does not allow ${tool.spec.name} (403). Nothing was changed.`,
        losantsWords(error),
        missingScope(error),
        "Calling again does not help.",
        replaceToken,
        isOfReading(call, error) ? "" : (tool.spec.ifForbidden ?? "")
      )
    case "LosantNotFound":
      return sentences(
        isOfReading(call, error) ? `${tool.spec.name} needs to read with ${error.action} first.` : "",
        notFound(tool, error)
      )
    case "LosantConflict":
      return sentences(
        "The call conflicts with what Losant holds (409). Nothing was changed.",
        losantsWords(error),
        "Read what is there with the tools that list or get it, then decide whether the call is still wanted."
      )
    case "LosantPayloadTooLarge":
      return sentences(
        "The arguments are too large for Losant (413). Nothing was changed.",
        losantsWords(error),
        `Shorten them and call ${tool.spec.name} again.`
      )
    case "LosantRateLimited":
      return sentences(
        "Losant is asked too often (429), and did not carry the call out.",
        losantsWords(error),
        `Wait ${error.retryAfter === undefined ? "a minute" : seconds(error.retryAfter)}, then call ${tool.spec.name} again.`
      )
    case "LosantServerError":
      return sentences(
        `Losant, or a proxy before it, failed (${error.status}).`,
        losantsWords(error),
        error.retryAfter === undefined ? "" : `It asks to be left alone for ${seconds(error.retryAfter)}.`,
        afterwards(call, error),
        requestId(error)
      )
    case "LosantUnexpectedStatus":
      return sentences(
        `Losant answered with a status that its API does not use here (${error.status}).`,
        losantsWords(error),
        afterwards(call, error),
        "If it stays so, LOSANT_API_URL may not be the URL of Losant's API.",
        requestId(error)
      )
    case "LosantTransport":
      return sentences(
        `The connection to Losant failed: ${quote(error.cause instanceof Error ? error.cause.message : error.message, longestWords)}.`,
        afterwards(call, error),
        "If it stays so, LOSANT_API_URL may be wrong, or the network is down."
      )
    case "LosantTimeout":
      return sentences(
        `Losant took longer than ${exactly(error.limit)}.`,
        afterwards(call, error),
        "LOSANT_TIMEOUT makes the server wait longer."
      )
    case "LosantCircuitOpen":
      return sentences(
        `Losant failed ${error.failures} times in a row, so the server sends it nothing for a while.`,
        afterwards(call, error),
        `Wait ${seconds(error.retryAfter)} first.`
      )
    case "LosantDecode":
      return sentences(
        `What Losant answered (${error.status}) cannot be used: ${quote(error.message, longestWords)}.`,
        // Losant may have answered a deletion with `success: false`.
        error.outcome === "unknown"
          ? afterwards(call, error)
          : "Nothing was changed. Calling again hardly helps; a narrower call may.",
        requestId(error)
      )
  }
}

/**
 * What is told of a write that was carried out although its answer could not be read: it is done. Nothing else is known
 * of it, and the answer says so: an assistant that were told of a failure would do it again.
 */
export const unreadable = (
  { tool, instance, verification }: ToolCall,
  error: { readonly message: string }
): Values => ({
  done: true,
  note: sentences(
    tool.spec.write?.done ?? "",
    `Its answer could not be read (${quote(error.message, longestWords)}), so nothing more is known of the result.`,
    "Do not repeat the call.",
    verification === undefined ? "" : `To see the result call ${describeVerification(verification, instance)}.`
  )
})

/** The result that tells of a failure. */
export const fromError = (call: ToolCall, error: Failure): CallToolResult => failure(explain(call, error))

/** What is told of a defect of the server: nothing of its cause, but under which number the log has it. */
export const fromDefect = (call: ToolCall, reference: string): CallToolResult => {
  const { name } = call.tool.spec
  const advice = findOut(call)
  const next = advice === "" ? "" : `, and it is not known whether Losant carried the call out: ${advice}`
  return failure(
    `${name} failed because of a mistake in this server, of which its log on stderr has the details under ref ${reference}${next}.`
  )
}
