// Checks the options before they are used. A wrong value would end in a defect, or a call would never end.
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { LosantConfigError } from "../../LosantConfigError.ts"
import type { Issue } from "../../LosantError.ts"
import type { CallOptions, LosantOptions } from "../../LosantOptions.ts"
import { InstanceId } from "../../schemas/Ids.ts"
import { issuesOf } from "../util/issues.ts"
import { stripUndefined } from "../util/stripUndefined.ts"

const time = (fits: (duration: Duration.Duration) => boolean, expected: string) =>
  Schema.declare<Duration.Input>(
    // Sound: what is not a duration makes the function return none. It reads a number that is none as zero.
    (value): value is Duration.Input =>
      !Number.isNaN(value) && Option.exists(Duration.fromInput(value as Duration.Input), fits),
    { expected: `${expected}, in milliseconds such as 30000, or with its unit such as "30 seconds"` }
  )

const LengthOfTime = time(
  (duration) => Duration.isFinite(duration) && Duration.toMillis(duration) > 0,
  "a length of time above 0"
)
const Wait = time((duration) => Duration.toMillis(duration) >= 0, "a length of time of at least 0")

const number = (fits: (value: number) => boolean, expected: string) =>
  Schema.declare((value): value is number => typeof value === "number" && fits(value), { expected })

const Count = number((value) => Number.isSafeInteger(value) && value >= 0, "a whole number of at least 0")
const AtLeastOne = number((value) => Number.isSafeInteger(value) && value >= 1, "a whole number of at least 1")
const Rate = number((value) => Number.isFinite(value) && value > 0, "a number above 0")

const callFields = {
  timeout: Schema.optionalKey(LengthOfTime),
  totalTimeout: Schema.optionalKey(LengthOfTime),
  retry: Schema.optionalKey(
    Schema.Struct({
      times: Schema.optionalKey(Count),
      baseDelay: Schema.optionalKey(Wait),
      maxDelay: Schema.optionalKey(Wait),
      maxRetryAfter: Schema.optionalKey(Wait)
    })
  ),
  retryWrites: Schema.optionalKey(Schema.Boolean)
}

const ForCall = Schema.Struct(callFields)

const ForLayer = Schema.Struct({
  ...callFields,
  url: Schema.optionalKey(Schema.String),
  instanceId: Schema.optionalKey(InstanceId),
  retryQuota: Schema.optionalKey(Count),
  limiter: Schema.optionalKey(
    Schema.Struct({ concurrency: Schema.optionalKey(AtLeastOne), perSecond: Schema.optionalKey(Rate) })
  ),
  circuit: Schema.optionalKey(
    Schema.Union([
      Schema.Literal(false),
      Schema.Struct({ failures: Schema.optionalKey(AtLeastOne), openFor: Schema.optionalKey(LengthOfTime) })
    ])
  ),
  maxAnswerBytes: Schema.optionalKey(AtLeastOne),
  fetch: Schema.optionalKey(
    Schema.declare((value): value is typeof globalThis.fetch => typeof value === "function", { expected: "a function" })
  )
})

const check = <S extends Schema.ConstraintCodec<unknown>>(
  schema: S,
  options: unknown
): Effect.Effect<S["Type"], ReadonlyArray<Issue>> =>
  Schema.decodeUnknownEffect(schema, { errors: "all", onExcessProperty: "error" })(stripUndefined(options)).pipe(
    Effect.mapError(issuesOf)
  )

/** The options of a layer, checked, or what is wrong with the first that does not fit. */
export const forLayer = ({ accessToken, ...options }: LosantOptions): Effect.Effect<LosantOptions, LosantConfigError> =>
  check(ForLayer, options).pipe(
    Effect.mapError(([issue]) => {
      const name = issue?.path.join(".") ?? ""
      return new LosantConfigError({ variable: name, message: `The option ${name} is not valid: ${issue?.message}.` })
    }),
    Effect.map((checked) => ({ ...checked, accessToken }))
  )

/** Tells that a call has no options of its own. */
export const isEmptyOptions = (options: unknown): boolean =>
  Predicate.isObject(options) && Object.keys(options).length === 0

/** The options of a call on top of those of its layer, or the issues of those that do not fit. */
export const forCall = (
  layer: LosantOptions,
  options: CallOptions
): Effect.Effect<CallOptions, ReadonlyArray<Issue>> =>
  isEmptyOptions(options)
    ? Effect.succeed(layer)
    : check(ForCall, options).pipe(
        Effect.map((checked) => ({ ...layer, ...checked, retry: { ...layer.retry, ...checked.retry } })),
        Effect.mapError((issues) => issues.map(({ path, message }) => ({ path: ["options", ...path], message })))
      )
