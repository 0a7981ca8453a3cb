/** Explains failures to the assistant: what happened, why, and what to call next. */
import type { LosantError, LosantNotFound } from "@effect-losant/core/LosantError"
import type { CallToolResult } from "@modelcontextprotocol/server"
import { missingScope } from "../answers/missingScope.ts"
import { isFromIntermediary, quoteLosant } from "../answers/upstreamMessage.ts"
import { describeVerification } from "../answers/verificationCall.ts"
import { argumentCatalog } from "../arguments/argumentCatalog.ts"
import { invalidInputProblems } from "../arguments/inputIssues.ts"
import { maxProblems, type Problem } from "../model/ArgumentSpec.ts"
import { kindOfParameter } from "../model/Subject.ts"
import type { Failure } from "../model/ToolFailure.ts"
import type { Tool } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import { failure } from "../model/tool/ToolResult.ts"
import { quote } from "../text/escapes.ts"
import type { JsonObject } from "../text/json.ts"
import { isFromReading, outcomeAdvice, verificationAdvice } from "./outcomeAdvice.ts"

const joinSentences = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join(" ")

// In characters.
const maxDetailLength = 500
const maxNameLength = 100

const requestIdNote = (error: { readonly requestId?: string }): string =>
  error.requestId === undefined ? "" : `The request's id is ${quote(error.requestId, 2 * maxNameLength)}.`

const replaceToken =
  "The person who runs this server has to make another API token in Losant (in the settings of the instance under API " +
  "tokens, or in those of the user for a user token), put it into LOSANT_API_TOKEN or the file that " +
  "LOSANT_API_TOKEN_FILE names, and restart the server."

const explainArguments = (tool: Tool, problems: ReadonlyArray<Problem>, isAfterReading = false): string =>
  joinSentences(
    `${tool.spec.name} was not carried out, because its arguments are not right: ${describeProblems(problems)}.`,
    isAfterReading ? "Nothing was changed: the call only read from Losant." : "Nothing was sent to Losant.",
    `Correct the arguments and call ${tool.spec.name} again.`
  )

const describeProblems = (problems: ReadonlyArray<Problem>): string => {
  const more = problems.length - maxProblems
  return [...problems.slice(0, maxProblems).map(describeProblem), ...(more > 0 ? [`and ${more} more`] : [])].join("; ")
}

const describeProblem = ({ argument, message }: Problem): string => `${quoteArgument(argument)}: ${message}`

// The name of an unknown argument may contain any characters.
const quoteArgument = (argument: string): string =>
  /^[\w.$-]*$/.test(argument) && argument.length <= maxNameLength ? argument : quote(argument, maxNameLength)

const kinds: Readonly<Record<string, string>> = {
  instanceId: "instance",
  orgId: "organization",
  userId: "member",
  inviteId: "invitation"
}

const explainNotFound = (tool: Tool, error: LosantNotFound): string => {
  const names = Object.keys(error.ids)
  const innermost = names.at(-1) ?? "orgId"
  const lookUps = names.toReversed().map((name) => {
    if (name !== "instanceId") return `${argumentCatalog[name]?.foundBy} finds the right ${name}`
    return tool.hasInstance
      ? "the instance is chosen where the server is started, by LOSANT_INSTANCE_ID or --emulator"
      : "losant_list_instances finds the right instanceId"
  })
  const outer = names.length > 1 ? " (or the instance or organization around it does not exist)" : ""
  return joinSentences(
    `Losant has no ${kinds[innermost] ?? kindOfParameter(innermost)} ${error.ids[innermost]}${outer}: 404. Nothing was changed.`,
    quoteLosant(error),
    `Check the ids: ${lookUps.join("; ")}.`
  )
}

const formatWait = (milliseconds: number): string => {
  const count = Math.max(1, Math.ceil(milliseconds / 1_000))
  return count === 1 ? "1 second" : `${count} seconds`
}

/** Formats a configured limit exactly, without rounding. */
const formatLimit = (milliseconds: number): string => {
  const [count, unit] = milliseconds < 1_000 ? [milliseconds, "millisecond"] : [milliseconds / 1_000, "second"]
  return `${count} ${unit}${count === 1 ? "" : "s"}`
}

/** Explains an answer that came from something on the way to Losant: it says nothing of the token or the arguments. */
const explainIntermediary = (call: ToolCall, error: Extract<LosantError, { readonly status: number }>): string =>
  joinSentences(
    `${call.tool.spec.name} did not get Losant's answer (${error.status}).`,
    quoteLosant(error),
    outcomeAdvice(call, error),
    "The person who runs this server has to let it reach Losant: doctor checks the network, the proxy and LOSANT_API_URL.",
    requestIdNote(error)
  )

const isRefusal = ({ _tag }: LosantError): boolean =>
  _tag !== "LosantUnexpectedStatus" && _tag !== "LosantDecode" && _tag !== "LosantRateLimited"

const explain = (call: ToolCall, error: Failure): string => {
  const { tool } = call
  if ("status" in error && error._tag !== "LosantServerError") {
    // Losant's own refusal changes nothing. That of something else may have come after Losant carried the call out.
    const isOthersRefusal = error.outcome === "unknown" && isRefusal(error)
    if (isFromIntermediary(error) || isOthersRefusal) return explainIntermediary(call, error)
  }
  switch (error._tag) {
    case "Refused":
      return error.message
    case "Noted":
      return joinSentences(explain(call, error.error), error.note)
    case "InvalidArguments":
      return explainArguments(tool, error.problems, error.isAfterReading)
    case "LosantInvalidInput":
      return explainArguments(tool, invalidInputProblems(error))
    case "LosantConfigError":
      return joinSentences(
        `${tool.spec.name} cannot reach Losant, because the server's configuration is not right: ${error.message}`,
        error.variable === "LOSANT_API_TOKEN"
          ? "A user token is made in the settings of the user. With --emulator the server needs no token."
          : "",
        `The person who runs this server has to set ${error.variable} and restart it; calling again does not help.`
      )
    case "LosantValidation":
      return joinSentences(
        `Losant refused the arguments (${error.status}). Nothing was changed.`,
        quoteLosant(error),
        `Correct the arguments and call ${tool.spec.name} again.`,
        requestIdNote(error)
      )
    case "LosantUnauthorized":
      return joinSentences(
        "Losant does not accept the token (401): it is wrong or has expired. Nothing was changed.",
        quoteLosant(error),
        `Calling again does not help. ${replaceToken}`
      )
    case "LosantForbidden":
      return joinSentences(
        isFromReading(call, error)
          ? `${tool.spec.name} needs to read with ${error.action} first, and the token does not allow that (403). Nothing was changed.`
          : `The token does not allow ${tool.spec.name} (403). Nothing was changed.`,
        quoteLosant(error),
        missingScope(error),
        "Calling again does not help.",
        replaceToken,
        isFromReading(call, error) ? "" : (tool.spec.ifForbidden ?? "")
      )
    case "LosantNotFound":
      return joinSentences(
        isFromReading(call, error) ? `${tool.spec.name} needs to read with ${error.action} first.` : "",
        explainNotFound(tool, error)
      )
    case "LosantConflict":
      return joinSentences(
        "The call conflicts with what Losant holds (409). Nothing was changed.",
        quoteLosant(error),
        "Read what is there with the tools that list or get it, then decide whether the call is still wanted."
      )
    case "LosantPayloadTooLarge":
      return joinSentences(
        "The arguments are too large for Losant (413). Nothing was changed.",
        quoteLosant(error),
        `Shorten them and call ${tool.spec.name} again.`
      )
    case "LosantRateLimited":
      return joinSentences(
        "Losant gets too many requests (429), and did not carry the call out.",
        quoteLosant(error),
        `Wait ${error.retryAfter === undefined ? "a minute" : formatWait(error.retryAfter)}, then call ${tool.spec.name} again.`
      )
    case "LosantServerError":
      return joinSentences(
        `Losant, or a proxy before it, failed (${error.status}).`,
        quoteLosant(error),
        error.retryAfter === undefined ? "" : `It asks for a pause of ${formatWait(error.retryAfter)}.`,
        outcomeAdvice(call, error),
        requestIdNote(error)
      )
    case "LosantUnexpectedStatus":
      return joinSentences(
        `Losant answered with a status that its API does not use here (${error.status}).`,
        quoteLosant(error),
        outcomeAdvice(call, error),
        "If it stays so, LOSANT_API_URL may not be the URL of Losant's API.",
        requestIdNote(error)
      )
    case "LosantTransport":
      return joinSentences(
        `The connection to Losant failed: ${quote(error.cause instanceof Error ? error.cause.message : error.message, maxDetailLength)}.`,
        outcomeAdvice(call, error),
        "If it stays so, LOSANT_API_URL may be wrong, or the network is down."
      )
    case "LosantTimeout":
      return joinSentences(
        `Losant took longer than ${formatLimit(error.limit)}.`,
        outcomeAdvice(call, error),
        "LOSANT_TIMEOUT makes the server wait longer."
      )
    case "LosantCircuitOpen":
      return joinSentences(
        `Losant failed ${error.failures} times in a row, so the server sends it nothing for a while.`,
        outcomeAdvice(call, error),
        `Wait ${formatWait(error.retryAfter)} first.`
      )
    case "LosantDecode":
      return joinSentences(
        `What Losant answered (${error.status}) cannot be used: ${quote(error.message, maxDetailLength)}.`,
        // Losant may have answered a deletion with `success: false`.
        error.outcome === "unknown"
          ? outcomeAdvice(call, error)
          : "Nothing was changed. Calling again will hardly help, but a call that asks for less may.",
        requestIdNote(error)
      )
  }
}

/**
 * The answer for a write that Losant carried out, but whose answer could not be read. It says that the write is done,
 * and that no more is known: after a failure, an assistant would repeat the write.
 */
export const describeUnreadable = (
  { tool, instance, verification }: ToolCall,
  error: { readonly message: string }
): JsonObject => ({
  done: true,
  note: joinSentences(
    tool.spec.write?.done ?? "",
    `Its answer could not be read (${quote(error.message, maxDetailLength)}), so nothing more is known of the result.`,
    "Do not repeat the call.",
    verification === undefined ? "" : `To see the result call ${describeVerification(verification, instance)}.`
  )
})

/** The result for a failed call. */
export const failureResult = (call: ToolCall, error: Failure): CallToolResult => failure(explain(call, error))

/** The result for a defect of this server. It does not show the cause, but the reference under which the log has it. */
export const defectResult = (call: ToolCall, reference: string): CallToolResult => {
  const { name } = call.tool.spec
  const advice = verificationAdvice(call)
  const next = advice === "" ? "" : `. It is not known whether Losant carried the call out: ${advice}`
  return failure(
    `${name} failed because of a mistake in this server. Its log on stderr has the details under ref ${reference}${next}.`
  )
}
