/** The errors of core and the refusals of the server. The types name them, so one that is missing here does not compile. */

import type { LosantError, Outcome } from "@effect-losant/core"
import * as core from "@effect-losant/core"
import { code, table } from "./markdown.ts"
import type { Reason } from "./sources.ts"

interface ErrorDoc {
  readonly when: string
  /** The fields that this error has beside those of all errors. */
  readonly fields?: Readonly<Record<string, string>>
  readonly advice: string
}

type Tag = LosantError["_tag"]

const actionErrors: Readonly<Record<Tag, ErrorDoc>> = {
  LosantInvalidInput: {
    when: "The input, or an option of the call, does not fit. Nothing was sent.",
    fields: { issues: "each with `path` and `message`" },
    advice: "Correct what `issues` names."
  },
  LosantValidation: {
    when: "Losant refused the parameters or the body (400, 422).",
    advice: "Read `losantMessage`, and correct the input."
  },
  LosantUnauthorized: {
    when: "The token is missing, wrong or expired (401).",
    advice: "Use another token."
  },
  LosantForbidden: {
    when: "The scopes of the token, the role of its user or the role that caps it do not allow the action (403).",
    fields: { requiredScopes: "the token needs any one of them" },
    advice: "Make a token with one of these scopes, or have the role raised."
  },
  LosantNotFound: {
    when: "An id in the path names nothing, or something that the token does not reach (404 in Losant's own words).",
    fields: { ids: "the ids in the path, by name" },
    advice: "Check the ids."
  },
  LosantConflict: {
    when: "The request conflicts with what is there (409).",
    advice: "Read what is there, then decide."
  },
  LosantPayloadTooLarge: { when: "The body is too large for Losant (413).", advice: "Send less." },
  LosantRateLimited: {
    when: "There were too many requests (429), also after the repetitions, or Losant asks to wait longer than `maxRetryAfter`.",
    fields: { retryAfter: "milliseconds, if Losant said" },
    advice: "Wait. Send fewer requests, for example with a [limiter](retries.md#a-limit-on-the-rate)."
  },
  LosantServerError: {
    when: "Losant, or a proxy before it, failed (500 to 599).",
    fields: { retryAfter: "milliseconds, if the answer said" },
    advice: "Try later. After a write look at `outcome`."
  },
  LosantUnexpectedStatus: {
    when: "The API does not use this status here: for example 405, or a redirect, which core does not follow. A 404 that Losant did not write is one too.",
    advice: "Check the URL of the API. A redirect means that the API is elsewhere."
  },
  LosantTransport: {
    when: "The name was not resolved, or the connection was refused, reset or cut.",
    fields: { cause: "with `message` and `code`, such as `ECONNREFUSED`" },
    advice: "Check the network and the [proxy](configuration.md#behind-a-proxy). After a write look at `outcome`."
  },
  LosantTimeout: {
    when: "No answer came in time.",
    fields: { phase: "`attempt` or `total`", limit: "milliseconds" },
    advice: "Allow more time, or ask for less. After a write look at `outcome`."
  },
  LosantCircuitOpen: {
    when: "Nothing was sent, because too many attempts before it failed in a row.",
    fields: { failures: "how many", last: "the tag of the last one", retryAfter: "milliseconds" },
    advice: "Wait `retryAfter`."
  },
  LosantDecode: {
    when: "Losant answered 2xx with something that is not JSON, or that does not fit.",
    fields: { issues: "where it does not fit" },
    advice:
      "A write is done, except where `intermediary` says that a web page came. After a read report it: the API has changed."
  }
}

type OtherTag = "LosantConfigError" | "LosantPageRepeated" | "LosantClosed" | "LosantNotModified"

const otherErrors: Readonly<Record<OtherTag, ErrorDoc>> = {
  LosantConfigError: {
    when: "A layer cannot be made, or a call of a promise client cannot start, because a setting is wrong.",
    fields: { variable: "the variable, or the option" },
    advice: "Correct the setting that `variable` names."
  },
  LosantPageRepeated: {
    when: "`Pagination` got the same page twice in a row, or again and again.",
    fields: { page: "the number of the page" },
    advice: "Report it: the list cannot be read to its end."
  },
  LosantClosed: {
    when: "A promise client was closed, before the call or while it was under way.",
    fields: {},
    advice: "Make another client. After a write look at `outcome`."
  },
  LosantNotModified: {
    when: "`InstanceOrg.modify` sent nothing.",
    fields: {
      reason:
        "`changedMeanwhile` if the organization is not as the caller read it, `notMergeable` if Losant did not answer what has to be sent along"
    },
    advice: "Read the organization again, and decide."
  }
}

/** The names of the fields of every error that core exports, by tag. */
const fieldsByTag: ReadonlyMap<string, ReadonlyArray<string>> = new Map(
  Object.values(core).flatMap((value): ReadonlyArray<readonly [string, ReadonlyArray<string>]> => {
    if (typeof value !== "function" || !(value.prototype instanceof Error)) return []
    return [[value.name, "fields" in value ? Object.keys(Object(value.fields)) : []]]
  })
)

const commonFields = {
  _tag: "the name of the error, as below",
  message: "a sentence for people: what was called, and what happened",
  action: "Losant's name of the action, such as `instanceOrg.patch`",
  method: "`GET`, `POST`, `PATCH` or `DELETE`",
  path: "the path that was called, with its ids; with `:names` if nothing was sent",
  outcome: "what became of a write: see below",
  isRetryable: "whether the retry rule would send the same request again"
}

const answerFields = {
  status: "the status of the answer",
  type: "Losant's name of the error, such as `NotFound`, if the answer has one",
  losantMessage: "Losant's own words, if the answer has some",
  intermediary: "the web page that a firewall, a proxy or the login page of a network sent in Losant's place",
  requestId: "the id of the answer, if it has one: tell it to Losant's support"
}

const fieldTable = (fields: Readonly<Record<string, string>>): string =>
  table(
    ["field", "meaning"],
    Object.entries(fields).map(([name, text]) => [code(name), text])
  )

/** A row for each field of every error. */
export const commonFieldTable = (): string => fieldTable(commonFields)

/** A row for each further field of an error with which Losant answered. */
export const answerFieldTable = (): string => fieldTable(answerFields)

/** The fields that have tables of their own. */
const described = new Set([...Object.keys(commonFields), ...Object.keys(answerFields)])

const rowOf = (tag: string, { when, fields = {}, advice }: ErrorDoc): ReadonlyArray<string> => {
  const known = (fieldsByTag.get(tag) ?? []).filter((name) => !described.has(name))
  const unknown = Object.keys(fields).filter((name) => fieldsByTag.get(tag)?.includes(name) !== true)
  const missing = known.filter((name) => fields[name] === undefined)
  if (unknown.length > 0) throw new Error(`${tag} has no ${unknown.join(", ")}.`)
  if (missing.length > 0) throw new Error(`Say in errors.ts what ${missing.join(", ")} of ${tag} is.`)
  const texts = Object.entries(fields).map(([name, text]) => `${code(name)}: ${text}`)
  return [code(tag), when, texts.join("; "), advice]
}

const errorTable = (errors: Readonly<Record<string, ErrorDoc>>): string =>
  table(
    ["tag", "when", "fields of its own", "what to do"],
    Object.entries(errors).map(([tag, doc]) => rowOf(tag, doc))
  )

/** A row for each error of an action. */
export const actionErrorTable = (): string => errorTable(actionErrors)

/** A row for each other error. */
export const otherErrorTable = (): string => {
  const documented = new Set([...Object.keys(actionErrors), ...Object.keys(otherErrors)])
  const missing = [...fieldsByTag.keys()].filter((tag) => !documented.has(tag))
  if (missing.length > 0) throw new Error(`Say in errors.ts what ${missing.join(", ")} is.`)
  return errorTable(otherErrors)
}

const outcomes: Readonly<Record<Outcome, readonly [meaning: string, advice: string]>> = {
  notSent: ["Losant never got the request.", "Send it again when the reason is gone."],
  rejected: ["Losant itself refused the request: nothing was changed.", "Correct the request."],
  unknown: [
    "The write may have been applied: the answer was lost, or a gateway may have written it, as 408 or 5xx.",
    "Look first, then decide. Never repeat it blindly."
  ],
  applied: [
    "The write was applied. Only its answer could not be read.",
    "Take it as done. Read again to see the result."
  ]
}

/** A row for each outcome of a write. */
export const outcomeTable = (): string =>
  table(
    ["`outcome`", "what it means", "what to do"],
    Object.entries(outcomes).map(([name, texts]) => [code(name), ...texts])
  )

const reasons: Readonly<Record<Reason, readonly [when: string, advice: string]>> = {
  policy: ["The settings of the server forbid it.", "Nothing. Only people can change [the policy](policy.md)."],
  noMatch: ["A name or an email fits nothing.", "Take one of the most similar ones, which the answer lists."],
  severalMatches: ["A name or an email fits more than one.", "Choose one of them by its id."],
  instance: ["It is not clear which instance is meant.", "Name one of those that the answer lists."],
  changedSince: ["The thing to change is no longer as it was.", "Read it again."],
  repeated: [
    "The same write is under way or was sent moments ago, or other writes on the organization take too long.",
    "Wait for the other answer, look what is there, and ask the person."
  ],
  notConfirmed: ["The person has not confirmed the call.", "Leave it, or ask again: see [safety.md](safety.md)."],
  journal: ["The server cannot first save what the call would delete.", "Tell the person what stands in the way."],
  secretFile: ["The file for the secret of a new token cannot be made.", "Ask the person for another file."],
  tooSlow: ["Losant did not answer within the time that a job over many organizations has.", "Call the tool again."],
  audit: ["The server cannot write the line of the audit trail.", "Tell the person what stands in the way."],
  changeSet: [
    "A change set is unknown, in use or expired, or its ledger cannot be read or written.",
    "Read the message: wait, plan again, or tell the person what stands in the way."
  ],
  answer: [
    "Losant's answer is about something else, or says that the write was not done.",
    "Look at what is there before anything else."
  ]
}

/** A row for each reason for which the server refuses a call. */
export const reasonTable = (): string =>
  table(
    ["reason", "when", "advice to the assistant"],
    Object.entries(reasons).map(([name, texts]) => [code(name), ...texts])
  )
