// From a status to the error that stands for it.
import * as Predicate from "effect/Predicate"
import type { Any } from "../../ActionDeclaration.ts"
import * as E from "../../LosantError.ts"
import type { Request } from "../encode/encodeRequest.ts"

/** The call that failed. */
export interface Call {
  readonly action: Any
  readonly request: Request
  /** True if an earlier attempt of the call may have been applied. Then no later attempt can say that nothing was. */
  readonly maybeApplied: boolean
}

/** The parts of an answer that errors show. */
export interface Answer {
  readonly status: number
  /** The thing that came instead of Losant's answer, if something on the way to Losant surely sent it. */
  readonly intermediary?: string | undefined
  readonly requestId: string | undefined
  /** In milliseconds. */
  readonly retryAfter: number | undefined
}

/** The fields of every error of a call. Only writes have an `outcome`. */
export const commonFields = ({ action, request, maybeApplied }: Call, outcome: E.Outcome, message: string) => ({
  action: action.action,
  method: action.method,
  path: request.path,
  message: `${action.action}: ${message}`,
  ...(action.method === "GET"
    ? {}
    : { outcome: maybeApplied && outcome !== "applied" ? ("unknown" as const) : outcome })
})

/** The fields of every error that came with an answer. */
export const answerFields = (call: Call, outcome: E.Outcome, answer: Answer, message: string) => ({
  ...commonFields(call, outcome, message),
  status: answer.status,
  ...(answer.intermediary === undefined ? {} : { intermediary: answer.intermediary }),
  ...(answer.requestId === undefined ? {} : { requestId: answer.requestId })
})

/** Losant's error, `{"type": "NotFound", "message": "…"}`; undefined if the body is none. */
interface ErrorBody {
  readonly type?: string
  readonly losantMessage?: string
}

const maxMessageLength = 2_000

// The text is redacted before it is cut. Otherwise a part of the token could stay.
const parseBody = (json: unknown, redact: (text: string) => string): ErrorBody =>
  Predicate.isObject(json)
    ? {
        ...("type" in json && typeof json.type === "string" ? { type: redact(json.type).slice(0, 100) } : {}),
        ...("message" in json && typeof json.message === "string"
          ? { losantMessage: redact(json.message).slice(0, maxMessageLength) }
          : {})
      }
    : {}

/**
 * The statuses with which Losant itself refuses a request, and changes nothing. Any other may come from a gateway that
 * gave up waiting (408, 460, 499) after Losant had the request.
 */
const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 409, 413, 422, 429])

/** The outcome of a write whose answer has this status, which is not 2xx. */
export const outcomeOf = (status: number): E.Outcome => (refusals.has(status) ? "rejected" : "unknown")

/**
 * Statuses by which a proxy too judges a request before it passes it on: by its size, and by how many there are. Any
 * other answer of a proxy may replace that of Losant, which has carried the request out.
 */
const isJudgedBefore = (status: number): boolean => status === 413 || status === 429

/**
 * Tells Losant's own error from that of a proxy, which is a page or another JSON. A body that never came says nothing
 * against it.
 */
const isLosantsError = (json: unknown, { type, losantMessage }: ErrorBody): boolean =>
  json === undefined || (type !== undefined && losantMessage !== undefined)

const notLosants = " (Losant did not write this answer: check the URL of the API, and any proxy)"

/** Says who answered, with which status. */
export const describeAnswer = ({ status, intermediary }: Answer): string =>
  intermediary === undefined
    ? `Losant answered ${status}`
    : `something between here and Losant answered ${status} with ${intermediary}: check the network, any proxy or firewall, and the URL of the API`

const describeBody = (body: ErrorBody): string =>
  `${body.type === undefined ? "" : ` ${body.type}`}${body.losantMessage === undefined ? "" : `: ${JSON.stringify(body.losantMessage)}`}`

// 304 leads nowhere: a cache on the way sent it.
const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304

const retryAfterField = ({ retryAfter }: Answer) => (retryAfter === undefined ? {} : { retryAfter })

/**
 * Makes the error of an answer with a status of failure. `json` is its body: null if it is not JSON, undefined if it never
 * came.
 */
export const statusError = (
  call: Call,
  answer: Answer,
  json: unknown,
  redact: (text: string) => string
): E.LosantError => {
  const { status } = answer
  const body = parseBody(json, redact)
  const isLosants = isLosantsError(json, body)
  const outcome = isLosants || isJudgedBefore(status) ? outcomeOf(status) : "unknown"
  const fields = (hint = "") => ({
    ...answerFields(
      call,
      outcome,
      answer,
      `${describeAnswer(answer)}${answer.intermediary === undefined ? `${describeBody(body)}${hint}` : ""}`
    ),
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
        ...fields(` (the token needs one of the scopes ${scopes.join(", ")}, and a role that may do it)`),
        requiredScopes: scopes
      })
    }
    case 404:
      if (!isLosants) return new E.LosantUnexpectedStatus(fields(notLosants))
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
        fields(isRedirect(status) ? " (redirects are not followed: correct the URL of the API)" : "")
      )
  }
}
