// A whole call: the input is encoded, attempts are made, the span and the observer are told how it went.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Any, EncodedCall } from "../Action.ts"
import { CallObserver } from "../CallObserver.ts"
import type { Losant } from "../Losant.ts"
import { LosantConfigError } from "../LosantConfigError.ts"
import type { Issue, LosantError } from "../LosantError.ts"
import type { CallOptions, LosantOptions } from "../LosantOptions.ts"
import { makeGuards, repeatedly } from "./attempts.ts"
import { defaultUrl } from "./defaults.ts"
import * as Options from "./options.ts"
import { notStarted, type Progress } from "./progress.ts"
import { encode, invalidInput, type Request } from "./request.ts"
import { isToken, tokenRule } from "./token.ts"
import * as Transport from "./transport.ts"
import { checkUrl } from "./url.ts"

/** Makes the service. */
export const make = Effect.fnUntraced(function* (
  given: LosantOptions
): Effect.fn.Return<Losant["Service"], LosantConfigError> {
  if (!isToken(given.accessToken)) return yield* Effect.fail(noToken())
  const options = yield* Options.forLayer(given)
  const url = yield* checkUrl(options.url ?? defaultUrl).pipe(
    Effect.mapError((message) => new LosantConfigError({ variable: "LOSANT_API_URL", message }))
  )
  const attempt = Transport.make(url, options)
  const guards = yield* makeGuards(options)

  const run = (
    action: Any,
    encoded: Effect.Effect<Request, ReadonlyArray<Issue>>,
    callOptions: CallOptions
  ): Effect.Effect<unknown, LosantError> =>
    Effect.suspend(() => {
      const progress = notStarted()
      return Options.forCall(options, callOptions).pipe(
        Effect.flatMap((chosen) =>
          Effect.map(encoded, (request) => ({ chosen, call: { action, request, maybeApplied: false } }))
        ),
        Effect.mapError((issues) => invalidInput(action, issues)),
        Effect.flatMap(({ chosen, call }) => repeatedly(attempt, call, progress, chosen, guards)),
        reported(action, progress),
        Effect.withSpan(
          `Losant.${action.action}`,
          { kind: "client", attributes: { "losant.action": action.action } },
          // A stack of its own would show this line, whoever calls.
          { captureStackTrace: false }
        )
      )
    })
  const execute = (action: Any, input: unknown, callOptions: CallOptions) =>
    run(action, encode(action, input), callOptions)
  const send = ({ action, ...request }: EncodedCall, callOptions: CallOptions = {}) =>
    run(action, Effect.succeed(request), callOptions)
  return {
    instanceId: Option.fromUndefinedOr(options.instanceId),
    // Sound: an answer is decoded with `action.success`, and that value is what the attempt gives.
    execute: execute as Losant["Service"]["execute"],
    send: send as Losant["Service"]["send"]
  }
})

const noToken = () =>
  new LosantConfigError({
    variable: "LOSANT_API_TOKEN",
    message:
      `The option accessToken holds no token: ${tokenRule}. Give an API token of Losant, such as the value of the ` +
      "environment variable LOSANT_API_TOKEN; where that is not set, set it first."
  })

/** Tells the span and the observer how the call went. */
const reported =
  (action: Any, progress: Progress) =>
  <A>(self: Effect.Effect<A, LosantError>): Effect.Effect<A, LosantError> =>
    Effect.gen(function* () {
      const start = yield* Clock.currentTimeMillis
      const exit = yield* Effect.exit(self)
      const { attempts, status, requestId } = progress
      const error = Exit.isFailure(exit) ? Option.getOrUndefined(Exit.findErrorOption(exit)) : undefined
      yield* Effect.annotateCurrentSpan({
        "losant.attempts": attempts,
        ...(status === undefined ? {} : { "http.response.status_code": status }),
        ...(requestId === undefined ? {} : { "losant.request_id": requestId })
      })
      const observe = yield* CallObserver
      yield* observe({
        action: action.action,
        attempts,
        milliseconds: (yield* Clock.currentTimeMillis) - start,
        ...(status === undefined ? {} : { status }),
        ...(requestId === undefined ? {} : { requestId }),
        ...(error === undefined ? {} : { error: error._tag })
      })
      return yield* exit
    })
