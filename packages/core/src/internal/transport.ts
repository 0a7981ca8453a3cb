// One attempt: a request is sent, its answer is read, and what came is a value or an error.
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type Issue, LosantDecode, type LosantError, LosantTransport } from "../LosantError.ts"
import type { LosantOptions } from "../LosantOptions.ts"
import { decode } from "./answer.ts"
import type { CutOff, Unreadable } from "./body.ts"
import { cleaned, isBadlyCompressed, wasNeverSent } from "./cause.ts"
import { defaultMaxAnswerBytes } from "./defaults.ts"
import { type Answer, answeredWith, type Call, common, fromStatus, outcomeOf } from "./failure.ts"
import { requestIdOf, retryAfterOf } from "./headers.ts"
import type { Progress } from "./progress.ts"
import { type Answered, makeSend } from "./send.ts"

/** Runs one attempt of a call, and notes in `progress` how far it has come. */
export type Attempt = (call: Call, progress: Progress) => Effect.Effect<unknown, LosantError>

const longestErrorBody = "5 seconds"

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
    // What a fetch fails with may hold the request, and with it the token.
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

  const success = (call: Call, answer: Answer, text: string | Unreadable): Effect.Effect<unknown, LosantError> =>
    typeof text === "string"
      ? Effect.mapError(decode(call.action.success, text), (issues) => undecodable(call, answer, issues))
      : Effect.fail(unreadable(call, answer, text))

  // What a failed answer says beside its status is welcome, but not needed: a body that hangs must not hide the status.
  const failure = (call: Call, progress: Progress, { status, headerOf, readText }: Answered, end: () => void) =>
    Effect.flatMap(retryAfterOf(headerOf), (retryAfter) => {
      const answer = { status, requestId: progress.requestId, retryAfter }
      const refusal = (json?: unknown) => fromStatus(call, answer, json, redact)
      progress.refusal = refusal
      return Effect.callback<string | Unreadable>((resume) => {
        void readText().then((text) => resume(Effect.succeed(text)))
        return Effect.sync(end)
      }).pipe(
        Effect.timeoutOrElse({ duration: longestErrorBody, orElse: () => Effect.succeed("") }),
        Effect.flatMap(parsed),
        Effect.flatMap((json) => {
          progress.refusal = undefined
          return Effect.fail(refusal(Option.getOrUndefined(json)))
        })
      )
    })

  return (call, progress) =>
    Effect.callback((resume) => {
      const { answered, end } = send(call.request)
      answered.then(
        (answer) => {
          const { status, headerOf } = answer
          const ok = status >= 200 && status < 300
          const requestId = requestIdOf(headerOf, redact)
          Object.assign(progress, { outcome: ok ? "applied" : outcomeOf(status), status, requestId })
          if (!ok) return resume(failure(call, progress, answer, end))
          void answer
            .readText()
            .then((text) => resume(success(call, { status, requestId, retryAfter: undefined }, text)))
        },
        (cause: unknown) => resume(Effect.fail(notAnswered(call, cause)))
      )
      return Effect.sync(end)
    })
}

const parsed = (text: string | Unreadable) =>
  Effect.option(Effect.try({ try: (): unknown => JSON.parse(String(text)), catch: () => undefined }))

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
