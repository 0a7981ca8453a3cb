// One attempt: a request is sent, its answer is read, and what came is a value or an error.
import * as Duration from "effect/Duration"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { type Issue, LosantDecode, type LosantError, LosantTransport } from "../../LosantError.ts"
import type { LosantOptions } from "../../LosantOptions.ts"
import { decode } from "../decode/decode.ts"
import { defaultMaxAnswerBytes } from "../settings/defaults.ts"
import type { Time } from "../util/time.ts"
import type { CutOff, Unreadable } from "./body.ts"
import { type Answer, answeredWith, type Call, common, fromStatus, outcomeOf } from "./failure.ts"
import { requestIdOf, retryAfterOf } from "./headers.ts"
import type { Progress } from "./progress.ts"
import { cleaned, isBadlyCompressed, wasNeverSent } from "./safeCause.ts"
import { type Answered, makeSend } from "./send.ts"

/** How an attempt ended: with a value, an error, or a defect. */
export type Ending = Exit.Exit<unknown, LosantError>

/**
 * Begins one attempt of a call, notes in `progress` how far it has come, and tells `end` how it ended. What it gives stops
 * the attempt.
 */
export type Attempt = (call: Call, progress: Progress, time: Time, end: (ending: Ending) => void) => () => void

const longestErrorBody = Duration.seconds(5)

// Losant's tokens have hundreds of characters. What is shorter stands in for one in tests, and is likely to be a part of
// plain words: to replace it everywhere would leave no message readable.
const shortestSecret = 8

/** Makes the function that runs one attempt. `url` is the checked base URL. */
export const make = (url: string, options: LosantOptions): Attempt => {
  const token = Redacted.value(options.accessToken)
  const maxBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes
  // A server may repeat in an error what it was sent: all text from outside that goes into an error passes through here.
  const forms = new Set([token, JSON.stringify(token).slice(1, -1)])
  const secrets = token.length < shortestSecret ? [] : [...forms]
  const redact = (text: string) => secrets.reduce((safe, secret) => safe.replaceAll(secret, "<redacted>"), text)
  const send = makeSend({ url, token, maxBytes, fetch: options.fetch })

  const notAnswered = (call: Call, found: unknown) => {
    // The error of a fetch may hold the request, and with it the token.
    const cause = cleaned(found, redact)
    const outcome = wasNeverSent(found) ? "notSent" : "unknown"
    return new LosantTransport({ ...common(call, outcome, `the request to Losant failed (${cause.message})`), cause })
  }

  const undecodable = (call: Call, answer: Answer, found: ReadonlyArray<Issue>) => {
    const issues = found.map(({ path, message }) => ({
      path: path.map((segment) => (typeof segment === "string" ? redact(segment) : segment)),
      message: redact(message)
    }))
    const message = `Losant answered ${answer.status}, but ${describe(issues)}`
    return new LosantDecode({ ...answeredWith(call, "applied", answer, message), issues })
  }

  const cutOff = (call: Call, answer: Answer, found: CutOff) => {
    const cause = cleaned(found.cause, redact)
    if (isBadlyCompressed(found.cause)) {
      return undecodable(call, answer, because(`the answer cannot be decompressed (${cause.message})`))
    }
    const message = `Losant answered ${answer.status}, but the answer was cut off (${cause.message})`
    return new LosantTransport({ ...common(call, "applied", message), cause })
  }

  const unreadable = (call: Call, answer: Answer, found: Unreadable) => {
    switch (found._tag) {
      case "TooLong":
        return undecodable(call, answer, because(`the answer is longer than ${maxBytes} bytes`))
      case "NotText":
        return undecodable(call, answer, because("the answer is not UTF-8 text"))
      case "CutOff":
        return cutOff(call, answer, found)
    }
  }

  const success = (call: Call, answer: Answer, text: string | Unreadable): Ending => {
    if (typeof text !== "string") return Exit.fail(unreadable(call, answer, text))
    return Exit.mapError(decode(call.action.success, text), (issues) => undecodable(call, answer, issues))
  }

  return (call, progress, time, end) => {
    const { answered, abort } = send(call.request)
    let stopWaiting = () => {}
    // The body of an error is welcome, but not needed: one that hangs must not hide the status.
    const failure = ({ status, headerOf, readText }: Answered) => {
      const answer = { status, requestId: progress.requestId, retryAfter: retryAfterOf(headerOf, time.currentMillis) }
      const refusal = (json?: unknown) => fromStatus(call, answer, json, redact)
      progress.refusal = refusal
      stopWaiting = time.after(longestErrorBody, () => {
        abort()
        end(Exit.fail(refusal()))
      })
      return readText()
        .then((text): unknown => JSON.parse(String(text)))
        .catch(() => undefined)
        .then((json) => {
          stopWaiting()
          end(Exit.fail(refusal(json)))
        })
    }
    const received = (answer: Answered) => {
      const { status, headerOf } = answer
      const ok = status >= 200 && status < 300
      const requestId = requestIdOf(headerOf, redact)
      Object.assign(progress, { outcome: ok ? "applied" : outcomeOf(status), status, requestId })
      return ok
        ? answer.readText().then((text) => end(success(call, { status, requestId, retryAfter: undefined }, text)))
        : failure(answer)
    }
    answered
      .then(received, (cause: unknown) => end(Exit.fail(notAnswered(call, cause))))
      .catch((defect: unknown) => end(Exit.die(defect)))
    return () => {
      stopWaiting()
      abort()
    }
  }
}

const because = (message: string): ReadonlyArray<Issue> => [{ path: [], message }]

const describe = (issues: ReadonlyArray<Issue>): string => {
  const [first] = issues
  if (first === undefined) return "the answer does not fit"
  const where = first.path.length === 0 ? "" : ` at ${first.path.join(".")}`
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ""
  return first.path.length === 0
    ? `${first.message}${more}`
    : `the answer does not fit${where}: ${first.message}${more}`
}
