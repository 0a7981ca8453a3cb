// From a status to the error that stands for it.
import * as Predicate from "effect/Predicate"
import type { Any } from "../../ActionDeclaration.ts"
import * as E from "../../LosantError.ts"
import type { Request } from "../encode/encodeRequest.ts"

/** Which call failed. */
export interface Call {
  readonly action: Any
  readonly request: Request
  /** Whether an earlier attempt of the call may have been applied: then no later one can say that nothing was. */
  readonly maybeApplied: boolean
}

/** What an answer says beside its value. */
export interface Answer {
  readonly status: number
  readonly requestId: string | undefined
  /** In milliseconds. */
  readonly retryAfter: number | undefined
}

/** What errors of a call have in common; `outcome` is for writes only. */
export const commonFields = ({ action, request, maybeApplied }: Call, outcome: E.Outcome, message: string) => ({
  action: action.action,
  method: action.method,
  path: request.path,
  message: `${action.action}: ${message}`,
  ...(action.method === "GET"
    ? {}
    : { outcome: maybeApplied && outcome !== "applied" ? ("unknown" as const) : outcome })
})

/** What errors that came with an answer have in common. */
export const answerFields = (call: Call, outcome: E.Outcome, answer: Answer, message: string) => ({
  ...commonFields(call, outcome, message),
  status: answer.status,
  ...(answer.requestId === undefined ? {} : { requestId: answer.requestId })
})

/** Losant's error, `{"type": "NotFound", "message": "…"}`, where the body is one. */
interface ErrorBody {
  readonly type?: string
  readonly losantMessage?: string
}

const longestMessage = 2_000

// Redacted before it is cut, lest a part of the token stays.
const parseBody = (json: unknown, redact: (text: string) => string): ErrorBody =>
  Predicate.isObject(json)
    ? {
        ...("type" in json && typeof json.type === "string" ? { type: redact(json.type).slice(0, 100) } : {}),
        ...("message" in json && typeof json.message === "string"
          ? { losantMessage: redact(json.message).slice(0, longestMessage) }
          : {})
      }
    : {}

/** What became of a write that was answered with a status other than 2xx. */
export const outcomeOf = (status: number): E.Outcome => (status >= 400 && status < 500 ? "rejected" : "unknown")

const describeBody = (body: ErrorBody): string =>
  `${body.type === undefined ? "" : ` ${body.type}`}${body.losantMessage === undefined ? "" : `: ${JSON.stringify(body.losantMessage)}`}`

const retryAfterField = ({ retryAfter }: Answer) => (retryAfter === undefined ? {} : { retryAfter })

/** The error for an answer that is no success. `json` is its body, where it is JSON. */
export const statusError = (
  call: Call,
  answer: Answer,
  json: unknown,
  redact: (text: string) => string
): E.LosantError => {
  const { status } = answer
  const body = parseBody(json, redact)
  const fields = (hint = "") => ({
    ...answerFields(call, outcomeOf(status), answer, `Losant answered ${status}${describeBody(body)}${hint}`),
    ...body
  })
  switch (status) {
    case 400:
    case 422:
      return new E.LosantValidation(fields())
    case 401:
      return new E.LosantUnauthorized(fields(" (the token is missing, wrong or expired)"))
    case 403: {
      const { scopes } = call.action
      return new E.LosantForbidden({
        ...fields(` (the token needs one of the scopes ${scopes.join(", ")})`),
        requiredScopes: scopes
      })
    }
    case 404:
      if (!call.action.errors.includes(E.LosantNotFound)) return new E.LosantUnexpectedStatus(fields())
      return new E.LosantNotFound({ ...fields(), ids: call.request.ids })
    case 409:
      return new E.LosantConflict(fields())
    case 413:
      return new E.LosantPayloadTooLarge(fields())
    case 429:
      return new E.LosantRateLimited({ ...fields(), ...retryAfterField(answer) })
    default:
      if (status >= 500 && status < 600) return new E.LosantServerError({ ...fields(), ...retryAfterField(answer) })
      return new E.LosantUnexpectedStatus(
        fields(status >= 300 && status < 400 ? " (redirects are not followed: correct the URL of the API)" : "")
      )
  }
}
