// One attempt: a request is sent, its answer is read, and what came is a value or an error.
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type Issue, LosantDecode, type LosantError, LosantTransport, type Outcome } from "../../LosantError.ts"
import type { LosantOptions } from "../../LosantOptions.ts"
import { decode } from "../decode/decode.ts"
import { defaultMaxAnswerBytes } from "../settings/defaults.ts"
import type { Time } from "../util/time.ts"
import type { CutOff, Unreadable } from "./body.ts"
import {
  type Answer,
  answerFields,
  type Call,
  commonFields,
  describeAnswer,
  outcomeOf,
  statusError
} from "./failure.ts"
import { requestIdOf, retryAfterOf } from "./headers.ts"
import type { Progress } from "./progress.ts"
import { isBadlyCompressed, isNeverSent, safeCause } from "./safeCause.ts"
import { type Answered, makeSend } from "./send.ts"
import { describeWebPage } from "./webPage.ts"

/** The end of an attempt: a value, an error, or a defect. */
export type Ending = Exit.Exit<unknown, LosantError>

/**
 * Begins one attempt of a call, notes in `progress` how far it has come, and tells `end` how it ended. The result
 * stops the attempt.
 */
export type Attempt = (call: Call, progress: Progress, time: Time, end: (ending: Ending) => void) => () => void

// In characters.
const maxQuoteLength = 500

const errorBodyTimeout = Duration.seconds(5)

// Losant's tokens have hundreds of characters. A shorter one is a stand-in of a test, and is likely to be
// a part of plain words: to replace it everywhere would leave no message readable.
const minSecretLength = 8

/** Makes the function that runs one attempt. `url` is the checked base URL. */
export const make = (url: string, options: LosantOptions): Attempt => {
  const token = Redacted.value(options.accessToken)
  const maxBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes
  // A server may repeat the token in an error. All text from outside that goes into an error passes this function.
  const forms = new Set([token, JSON.stringify(token).slice(1, -1)])
  const secrets = token.length < minSecretLength ? [] : [...forms]
  const redact = (text: string) => secrets.reduce((safe, secret) => safe.replaceAll(secret, "<redacted>"), text)
  const send = makeSend({ url, token, maxBytes, fetch: options.fetch })

  const transportError = (call: Call, reason: unknown) => {
    // The error of a fetch may hold the request, and with it the token.
    const cause = safeCause(reason, redact)
    const outcome = isNeverSent(reason) ? "notSent" : "unknown"
    return new LosantTransport({
      ...commonFields(call, outcome, `the request to Losant failed (${cause.message})`),
      cause
    })
  }

  const decodeError = (call: Call, answer: Answer, reason: ReadonlyArray<Issue>, outcome: Outcome = "applied") => {
    const issues = reason.map(({ path, message }) => ({
      path: path.map((segment) => (typeof segment === "string" ? redact(segment) : segment)),
      message: redact(message)
    }))
    const message =
      answer.intermediary === undefined
        ? `Losant answered ${answer.status}, but ${describeIssues(issues)}`
        : describeAnswer(answer)
    return new LosantDecode({ ...answerFields(call, outcome, answer, message), issues })
  }

  const cutOffError = (call: Call, answer: Answer, reason: CutOff) => {
    const cause = safeCause(reason.cause, redact)
    if (isBadlyCompressed(reason.cause)) {
      return decodeError(call, answer, issueOf(`the answer cannot be decompressed (${cause.message})`))
    }
    const message = `Losant answered ${answer.status}, but the answer was cut off (${cause.message})`
    return new LosantTransport({ ...commonFields(call, "applied", message), cause })
  }

  const unreadableError = (call: Call, answer: Answer, reason: Unreadable) => {
    switch (reason._tag) {
      case "TooLong":
        return decodeError(call, answer, issueOf(`the answer is longer than ${maxBytes} bytes`))
      case "NotText":
        return decodeError(call, answer, issueOf("the answer is not UTF-8 text"))
      case "CutOff":
        return cutOffError(call, answer, reason)
    }
  }

  const successEnding = (call: Call, answer: Answer, text: string | Unreadable): Ending => {
    if (typeof text !== "string") return Exit.fail(unreadableError(call, answer, text))
    const isDelete = call.action.method === "DELETE"
    // The status alone says that the deletion was carried out.
    if (isDelete && (answer.status === 204 || answer.status === 205 || text.trim() === "")) return deletionEnding
    const ending = Exit.mapError(decode(call.action.success, text), (issues) => {
      const intermediary = describeWebPage(text, redact)
      return intermediary === undefined
        ? decodeError(call, answer, issues)
        : // Nobody knows what that did with the request.
          decodeError(call, { ...answer, intermediary }, issues, "unknown")
    })
    if (!isDelete || !Exit.isSuccess(ending) || !deniesSuccess(ending.value)) return ending
    const reason = issueOf(`it says that nothing was deleted: ${redact(text).slice(0, maxQuoteLength)}`)
    return Exit.fail(decodeError(call, answer, reason, "unknown"))
  }

  return (call, progress, time, end) => {
    const { answered, abort } = send(call.request)
    let stopWaiting = () => {}
    // The body of an error is welcome, but not needed: one that hangs must not hide the status.
    const failure = ({ status, headerOf, readText }: Answered) => {
      const answer = { status, requestId: progress.requestId, retryAfter: retryAfterOf(headerOf, time.currentMillis) }
      const errorOfStatus = (json?: unknown, intermediary?: string) =>
        statusError(call, { ...answer, intermediary }, json, redact)
      progress.refusal = errorOfStatus
      stopWaiting = time.after(errorBodyTimeout, () => {
        abort()
        end(Exit.fail(errorOfStatus()))
      })
      return readText().then((text) => {
        stopWaiting()
        const intermediary = typeof text === "string" ? describeWebPage(text, redact) : undefined
        end(Exit.fail(errorOfStatus(isMissing(text) ? undefined : jsonOf(text), intermediary)))
      })
    }
    const readAnswer = (answer: Answered) => {
      const { status, headerOf } = answer
      const ok = status >= 200 && status < 300
      const requestId = requestIdOf(headerOf, redact)
      Object.assign(progress, { outcome: ok ? "applied" : outcomeOf(status), status, requestId })
      return ok
        ? answer.readText().then((text) => end(successEnding(call, { status, requestId, retryAfter: undefined }, text)))
        : failure(answer)
    }
    answered
      .then(readAnswer, (cause: unknown) => end(Exit.fail(transportError(call, cause))))
      .catch((defect: unknown) => end(Exit.die(defect)))
    return () => {
      stopWaiting()
      abort()
    }
  }
}

/** Losant's answer to a deletion, for an answer without one. */
const deletionEnding: Ending = Exit.succeed({ success: true })

const deniesSuccess = (value: unknown): boolean => Predicate.hasProperty(value, "success") && value.success === false

/** The value of a text, or null if it is no JSON. */
const jsonOf = (text: unknown): unknown =>
  Result.getOrElse(
    Result.try((): unknown => JSON.parse(String(text))),
    () => null
  )

/** The connection broke before the body came. */
const isMissing = (text: string | Unreadable): boolean => typeof text !== "string" && text._tag === "CutOff"

const issueOf = (message: string): ReadonlyArray<Issue> => [{ path: [], message }]

const describeIssues = (issues: ReadonlyArray<Issue>): string => {
  const [first] = issues
  if (first === undefined) return "the answer does not fit"
  const where = first.path.length === 0 ? "" : ` at ${first.path.join(".")}`
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ""
  return first.path.length === 0
    ? `${first.message}${more}`
    : `the answer does not fit${where}: ${first.message}${more}`
}
