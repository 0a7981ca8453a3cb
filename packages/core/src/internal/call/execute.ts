// A whole call: the options are checked, the input is encoded, attempts are made.
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Any, EncodedCall } from "../../ActionDeclaration.ts"
import { LosantConfigError } from "../../LosantConfigError.ts"
import type { Issue, LosantError } from "../../LosantError.ts"
import type { CallOptions, LosantOptions } from "../../LosantOptions.ts"
import type { LosantService } from "../../LosantService.ts"
import { encode, fastEncode, invalidInput, type Request } from "../encode/encodeRequest.ts"
import { checkUrl } from "../settings/checkUrl.ts"
import { defaultUrl } from "../settings/defaults.ts"
import * as Options from "../settings/options.ts"
import { isToken, tokenRule } from "../settings/token.ts"
import * as Transport from "../transport/attempt.ts"
import { newProgress, type Progress } from "../transport/progress.ts"
import { makeRunAttempts } from "./attempts.ts"
import { observe } from "./observe.ts"

/** The service, of which a call can note its progress in an object of the caller. */
export type ServiceWithProgress = LosantService & {
  readonly execute: (
    action: Any,
    input: unknown,
    callOptions: CallOptions,
    progress: Progress
  ) => Effect.Effect<unknown, LosantError>
}

/** Makes the service. */
export const make = Effect.fnUntraced(function* (
  layerOptions: LosantOptions
): Effect.fn.Return<ServiceWithProgress, LosantConfigError> {
  if (!isToken(layerOptions.accessToken)) return yield* Effect.fail(missingTokenError())
  const options = yield* Options.forLayer(layerOptions)
  const url = yield* checkUrl(options.url ?? defaultUrl).pipe(
    Effect.mapError((message) => new LosantConfigError({ variable: "LOSANT_API_URL", message }))
  )
  const runAttempts = makeRunAttempts(Transport.make(url, options), options)

  const attempt = (action: Any, request: Request, progress: Progress, callSettings: CallOptions) =>
    runAttempts({ action, request, maybeApplied: false }, progress, callSettings)

  /**
   * Checks the options of a call, then encodes its input. The error lists what is wrong with the first that does not
   * fit.
   */
  const encodeAndRun = (
    action: Any,
    encoding: Effect.Effect<Request, ReadonlyArray<Issue>>,
    callOptions: CallOptions,
    progress: Progress
  ) =>
    Options.forCall(options, callOptions).pipe(
      Effect.flatMap((callSettings) => Effect.map(encoding, (request) => ({ callSettings, request }))),
      Effect.mapError((issues) => invalidInput(action, issues)),
      Effect.flatMap(({ callSettings, request }) => attempt(action, request, progress, callSettings))
    )

  const execute = (action: Any, input: unknown, callOptions: CallOptions, callersProgress?: Progress) =>
    Effect.withFiber((fiber) => {
      const progress = callersProgress ?? newProgress()
      const request = Options.isEmptyOptions(callOptions) ? fastEncode(action, input) : undefined
      const call =
        request === undefined
          ? encodeAndRun(action, encode(action, input), callOptions, progress)
          : attempt(action, request, progress, options)
      return observe(fiber, action, progress, call)
    })

  const send = ({ action, ...request }: EncodedCall, callOptions: CallOptions = {}) =>
    Effect.withFiber((fiber) => {
      const progress = newProgress()
      return observe(fiber, action, progress, encodeAndRun(action, Effect.succeed(request), callOptions, progress))
    })

  return {
    instanceId: Option.fromUndefinedOr(options.instanceId),
    // Sound: an answer is decoded with `action.success`, and that value is what the attempt gives.
    execute: execute as ServiceWithProgress["execute"],
    send: send as LosantService["send"]
  }
})

const missingTokenError = () =>
  new LosantConfigError({
    variable: "LOSANT_API_TOKEN",
    message:
      `The option accessToken holds no token: ${tokenRule}. Give an API token of Losant, such as the value of the ` +
      "environment variable LOSANT_API_TOKEN; where that is not set, set it first."
  })
