// One attempt: a request is sent, its answer is read, and what came is a value or an error.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Ref from "effect/Ref"
import type { Scope } from "effect/Scope"
import { type Issue, LosantDecode, type LosantError, LosantTransport } from "../LosantError.ts"
import type { LosantOptions } from "../LosantOptions.ts"
import { decode } from "./answer.ts"
import { readText } from "./body.ts"
import { cleaned, isBadlyCompressed, wasNeverSent } from "./cause.ts"
import { defaultMaxAnswerBytes } from "./defaults.ts"
import { type Answer, answeredWith, type Call, common, fromStatus, outcomeOf } from "./failure.ts"
import { requestIdOf, retryAfterOf } from "./headers.ts"
import type { Progress } from "./progress.ts"
import { userAgent } from "./version.ts"

/** Runs one attempt of a call, and notes in `progress` how far it has come. */
export type Attempt = (call: Call, progress: Ref.Ref<Progress>) => Effect.Effect<unknown, LosantError>

const acceptVersion = "^1.30.0"
const longestErrorBody = "5 seconds"

// Losant's tokens have hundreds of characters. What is shorter stands in for one in tests, and is likely to be a part of
// plain words: to replace it everywhere would leave no message readable.
const shortestSecret = 8

// Redirects are not followed, so that the token goes where it was meant to and nowhere else.
const fetchOptions = { redirect: "manual" } as const

const contextOf = ({ fetch }: LosantOptions) => {
  const context = Context.make(FetchHttpClient.RequestInit, fetchOptions).pipe(
    // The client's own span would hold the headers, and its trace headers would go to Losant.
    Context.add(HttpClient.TracerDisabledWhen, () => true)
  )
  return fetch === undefined ? context : Context.add(context, FetchHttpClient.Fetch, fetch)
}

/** Makes the function that runs one attempt. `url` is the checked base URL. */
export const make = Effect.fnUntraced(function* (
  url: string,
  options: LosantOptions
): Effect.fn.Return<Attempt, never, HttpClient.HttpClient> {
  // With a scope of its own, the request is aborted when its attempt ends early, also while the answer is being read.
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const token = Redacted.value(options.accessToken)
  const maxBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes
  // A server may repeat in an error what it was sent: all text from outside that goes into an error passes through here.
  const forms = new Set([token, JSON.stringify(token).slice(1, -1)])
  const secrets = token.length < shortestSecret ? [] : [...forms]
  const redact = (text: string) => secrets.reduce((safe, secret) => safe.replaceAll(secret, "<redacted>"), text)

  const send = ({ action, request }: Call) =>
    client.execute(
      HttpClientRequest.make(action.method)(`${url}${request.path}`, {
        urlParams: request.query,
        headers: {
          accept: "application/json",
          "accept-version": acceptVersion,
          authorization: `Bearer ${token}`,
          "user-agent": userAgent,
          ...(request.losantdomain === undefined ? {} : { losantdomain: request.losantdomain })
        },
        ...(request.body === undefined ? {} : { body: HttpBody.text(request.body, "application/json") })
      })
    )

  const notAnswered = (call: Call) => (error: HttpClientError.HttpClientError) => {
    // Only what is beneath: the error itself holds the request, and with it the token.
    const cause = cleaned(error.reason.cause, redact)
    return new LosantTransport({
      ...common(
        call,
        wasNeverSent(error.reason.cause) ? "notSent" : "unknown",
        `the request to Losant failed (${cause.message})`
      ),
      cause
    })
  }

  const success = Effect.fnUntraced(function* (
    call: Call,
    answer: Answer,
    response: HttpClientResponse.HttpClientResponse
  ) {
    const undecodable = (found: ReadonlyArray<Issue>) => {
      const issues = found.map(({ path, message }) => ({
        path: path.map((segment) => (typeof segment === "string" ? redact(segment) : segment)),
        message: redact(message)
      }))
      return Effect.fail(
        new LosantDecode({
          ...answeredWith(call, "applied", answer, `Losant answered ${answer.status}, but ${describe(issues)}`),
          issues
        })
      )
    }
    const text = yield* readText(response, maxBytes).pipe(
      Effect.catchTags({
        TooLong: () => undecodable([{ path: [], message: `the answer is longer than ${maxBytes} bytes` }]),
        NotText: () => undecodable([{ path: [], message: "the answer is not UTF-8 text" }]),
        CutOff: (found) => {
          const cause = cleaned(found.cause, redact)
          if (isBadlyCompressed(found.cause)) {
            return undecodable([{ path: [], message: `the answer cannot be decompressed (${cause.message})` }])
          }
          return Effect.fail(
            new LosantTransport({
              ...common(
                call,
                "applied",
                `Losant answered ${answer.status}, but the answer was cut off (${cause.message})`
              ),
              cause
            })
          )
        }
      })
    )
    return yield* decode(call.action.success, text).pipe(Effect.catch(undecodable))
  })

  // What a failed answer says beside its status is welcome, but not needed: a body that hangs must not hide the status.
  const failure = Effect.fnUntraced(function* (
    call: Call,
    answer: Answer,
    response: HttpClientResponse.HttpClientResponse
  ) {
    const text = yield* readText(response, maxBytes).pipe(
      Effect.timeout(longestErrorBody),
      Effect.orElseSucceed(() => "")
    )
    const json = yield* Effect.try({ try: (): unknown => JSON.parse(text), catch: () => undefined }).pipe(
      Effect.orElseSucceed(() => undefined)
    )
    return yield* Effect.fail(fromStatus(call, answer, json, redact))
  })

  const attempt = Effect.fnUntraced(function* (
    call: Call,
    progress: Ref.Ref<Progress>
  ): Effect.fn.Return<unknown, LosantError, Scope> {
    const response = yield* Effect.mapError(send(call), notAnswered(call))
    // Each is made anew whenever it is asked for.
    const { status, headers } = response
    const ok = status >= 200 && status < 300
    const answer: Answer = {
      status,
      requestId: requestIdOf(headers, redact),
      retryAfter: yield* retryAfterOf(headers)
    }
    yield* Ref.update(progress, (before) => ({
      ...before,
      outcome: ok ? "applied" : outcomeOf(status),
      status,
      requestId: answer.requestId
    }))
    return yield* ok ? success(call, answer, response) : failure(call, answer, response)
  })

  const context = contextOf(options)
  return (call, progress) => attempt(call, progress).pipe(Effect.scoped, Effect.provideContext(context))
})

const describe = (issues: ReadonlyArray<Issue>): string => {
  const [first] = issues
  if (first === undefined) return "the answer does not fit"
  const where = first.path.length === 0 ? "" : ` at ${first.path.join(".")}`
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ""
  return first.path.length === 0
    ? `${first.message}${more}`
    : `the answer does not fit${where}: ${first.message}${more}`
}
