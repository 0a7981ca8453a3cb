/**
 * The environment variables that configure a layer.
 *
 * @module
 * @since 0.1.0
 */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { checkUrl } from "./internal/settings/checkUrl.ts"
import { readTextFile } from "./internal/settings/file.ts"
import { isToken, tokenRule } from "./internal/settings/token.ts"
import { LosantConfigError } from "./LosantConfigError.ts"
import type { LosantOptions } from "./LosantOptions.ts"
import { InstanceId } from "./schemas/Ids.ts"

const fail = (variable: string, message: string) => Effect.fail(new LosantConfigError({ variable, message }))

// A variable that is set but blank counts as unset: that is how shells and desktop clients pass what nobody filled in.
const read = (variable: string): Effect.Effect<Option.Option<string>> =>
  Effect.flatMap(ConfigProvider.ConfigProvider, (provider) => provider.load([variable])).pipe(
    Effect.map((node) => Option.fromUndefinedOr(node?.value?.trim() || undefined)),
    Effect.catch(() => Effect.succeedNone)
  )

const tokenFrom = Effect.fnUntraced(function* (): Effect.fn.Return<Redacted.Redacted<string>, LosantConfigError> {
  const direct = yield* read("LOSANT_API_TOKEN")
  if (Option.isSome(direct)) return yield* checkToken("LOSANT_API_TOKEN", direct.value)
  const file = yield* read("LOSANT_API_TOKEN_FILE")
  if (Option.isNone(file)) {
    return yield* fail(
      "LOSANT_API_TOKEN",
      "LOSANT_API_TOKEN is not set. Make an API token in Losant (instance settings, API tokens) and set the variable " +
        "to it, or set LOSANT_API_TOKEN_FILE to the path of a file that holds it."
    )
  }
  const content = yield* readTextFile(file.value).pipe(
    Effect.catch((reason) =>
      fail("LOSANT_API_TOKEN_FILE", `LOSANT_API_TOKEN_FILE names a file that cannot be read (${reason}).`)
    )
  )
  return yield* checkToken("LOSANT_API_TOKEN_FILE", content.trim())
})

const checkToken = (variable: string, text: string) => {
  const token = Redacted.make(text, { label: "accessToken" })
  return isToken(token) ? Effect.succeed(token) : fail(variable, `${variable} does not hold a token: ${tokenRule}.`)
}

const timeoutForms =
  'Give milliseconds as a plain number, such as 30000, or a duration with its unit, such as "30 seconds".'

const timeoutFrom = (text: string) => {
  const duration = /^\d+$/.test(text)
    ? Option.some(Duration.millis(Number(text)))
    : // Sound: what is not a duration makes the function return none.
      Duration.fromInput(text as Duration.Input)
  return Option.isSome(duration) && Duration.isFinite(duration.value) && Duration.toMillis(duration.value) > 0
    ? Effect.succeed(duration.value)
    : fail("LOSANT_TIMEOUT", `LOSANT_TIMEOUT is not a length of time. ${timeoutForms}`)
}

const instanceIdFrom = (text: string) =>
  Schema.decodeUnknownEffect(InstanceId)(text).pipe(
    Effect.catch(() => fail("LOSANT_INSTANCE_ID", "LOSANT_INSTANCE_ID is not an id: an id has 24 hexadecimal digits."))
  )

/**
 * The options of a layer that the environment gives.
 *
 * @example
 * ```ts
 * import { config } from "@effect-losant/core/LosantConfig"
 * import { Losant } from "@effect-losant/core"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * // As Losant.layerConfig, with what the environment cannot say.
 * const layer = Layer.unwrap(Effect.map(config, (options) => Losant.layer({ ...options, retryQuota: 100 })))
 * ```
 *
 * @since 0.1.0
 */
export const config: Effect.Effect<LosantOptions, LosantConfigError> = Effect.gen(function* () {
  const accessToken = yield* tokenFrom()
  const url = yield* read("LOSANT_API_URL")
  const instanceId = yield* read("LOSANT_INSTANCE_ID")
  const timeout = yield* read("LOSANT_TIMEOUT")
  return {
    accessToken,
    ...(Option.isSome(url)
      ? { url: yield* checkUrl(url.value).pipe(Effect.catch((why) => fail("LOSANT_API_URL", why))) }
      : {}),
    ...(Option.isSome(instanceId) ? { instanceId: yield* instanceIdFrom(instanceId.value) } : {}),
    ...(Option.isSome(timeout) ? { timeout: yield* timeoutFrom(timeout.value) } : {})
  }
})
