// A whole call: the options are checked, the input is encoded, attempts are made.
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Any, EncodedCall } from "../../ActionDeclaration.ts"
import { LosantConfigError } from "../../LosantConfigError.ts"
import type { Issue } from "../../LosantError.ts"
import type { CallOptions, LosantOptions } from "../../LosantOptions.ts"
import type { LosantService } from "../../LosantService.ts"
import { encode, encodeQuickly, invalidInput, type Request } from "../encode/encodeRequest.ts"
import { checkUrl } from "../settings/checkUrl.ts"
import { defaultUrl } from "../settings/defaults.ts"
import * as Options from "../settings/options.ts"
import { isToken, tokenRule } from "../settings/token.ts"
import * as Transport from "../transport/attempt.ts"
import { notStarted, type Progress } from "../transport/progress.ts"
import { makeRepeatedly } from "./attempts.ts"
import { observed } from "./observe.ts"

/** Makes the service. */
export const make = Effect.fnUntraced(function* (
  given: LosantOptions
): Effect.fn.Return<LosantService, LosantConfigError> {
  if (!isToken(given.accessToken)) return yield* Effect.fail(noToken())
  const options = yield* Options.forLayer(given)
  const url = yield* checkUrl(options.url ?? defaultUrl).pipe(
    Effect.mapError((message) => new LosantConfigError({ variable: "LOSANT_API_URL", message }))
  )
  const repeatedly = makeRepeatedly(Transport.make(url, options), options)

  const attempt = (action: Any, request: Request, progress: Progress, chosen: CallOptions) =>
    repeatedly({ action, request, maybeApplied: false }, progress, chosen)

  /** Checks the options of a call, then encodes its input. The error lists what is wrong with the first that does not fit. */
  const checked = (
    action: Any,
    encoded: Effect.Effect<Request, ReadonlyArray<Issue>>,
    callOptions: CallOptions,
    progress: Progress
  ) =>
    Options.forCall(options, callOptions).pipe(
      Effect.flatMap((chosen) => Effect.map(encoded, (request) => ({ chosen, request }))),
      Effect.mapError((issues) => invalidInput(action, issues)),
      Effect.flatMap(({ chosen, request }) => attempt(action, request, progress, chosen))
    )

  const execute = (action: Any, input: unknown, callOptions: CallOptions) =>
    Effect.withFiber((fiber) => {
      const progress = notStarted()
      const request = Options.isNothing(callOptions) ? encodeQuickly(action, input) : undefined
      const call =
        request === undefined
          ? checked(action, encode(action, input), callOptions, progress)
          : attempt(action, request, progress, options)
      return observed(fiber, action, progress, call)
    })

  const send = ({ action, ...request }: EncodedCall, callOptions: CallOptions = {}) =>
    Effect.withFiber((fiber) => {
      const progress = notStarted()
      return observed(fiber, action, progress, checked(action, Effect.succeed(request), callOptions, progress))
    })

  return {
    instanceId: Option.fromUndefinedOr(options.instanceId),
    // Sound: an answer is decoded with `action.success`, and that value is what the attempt gives.
    execute: execute as LosantService["execute"],
    send: send as LosantService["send"]
  }
})

const noToken = () =>
  new LosantConfigError({
    variable: "LOSANT_API_TOKEN",
    message:
      `The option accessToken holds no token: ${tokenRule}. Give an API token of Losant, such as the value of the ` +
      "environment variable LOSANT_API_TOKEN; where that is not set, set it first."
  })
