/**
 * The small schemas that all others are made of.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * One of the values that Losant documents, or another string that it may add later.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * // Editors suggest the two, and any other text is right as well.
 * const level: Schemas.Known<"info" | "warning"> = "critical"
 * ```
 *
 * @since 0.1.0
 */
export type Known<L extends string> = L | (string & {})

/**
 * The schema that {@link known} makes.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 *
 * const Level: Schemas.Known$<"info" | "warning"> = Schemas.known(["info", "warning"])
 * ```
 *
 * @since 0.1.0
 */
export interface Known$<L extends string> extends Schema.Codec<Known<L>> {
  readonly Rebuild: Known$<L>
}

/**
 * The annotation under which a tolerant schema keeps the values that Losant documents.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as SchemaAST from "effect/SchemaAST"
 *
 * // The values that Losant documents, such as "admin".
 * const documented = SchemaAST.resolve(Schemas.AnsweredRole.ast)?.[Schemas.knownValues]
 * ```
 *
 * @since 0.1.0
 */
export const knownValues = "knownValues"

/**
 * The annotation of a schema whose texts are redacted as they are decoded.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as SchemaAST from "effect/SchemaAST"
 *
 * const isRedacted = SchemaAST.resolve(Schemas.Secret.ast)?.[Schemas.secretValue] === true
 * ```
 *
 * @since 0.2.0
 */
export const secretValue = "secretValue"

/**
 * A string of an answer for which Losant documents the values `literals`. Any other string is kept as it is, so that a
 * value that Losant adds later does not fail a call.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 *
 * const Level = Schemas.known(["info", "warning"])
 * // "info", "warning", or any other string.
 * type Level = typeof Level.Type
 * ```
 *
 * @since 0.1.0
 */
export const known = <const L extends string>(literals: ReadonlyArray<L>): Known$<L> =>
  // Sound: every string is a `Known<L>`, since the type ends in `string & {}`.
  Schema.String.annotate({ [knownValues]: literals }) as unknown as Known$<L>

/**
 * A boolean of an answer for which Losant documents the one value `value`.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // Losant documents `true` alone; `false` is read all the same.
 * const Answer = Schema.Struct({ success: Schema.optionalKey(Schemas.knownBoolean(true)) })
 * ```
 *
 * @since 0.1.0
 */
export const knownBoolean = (value: boolean) => Schema.Boolean.annotate({ [knownValues]: [value] })

// A format is annotated before the checks: an annotation on a custom check does not reach JSON Schema.

// The shape that browsers use for <input type="email">: what it refuses, no mail server accepts.
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)*$/

/**
 * An email address of at most 1,024 characters.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const isEmail = Schema.is(Schemas.Email)
 * ```
 *
 * @since 0.1.0
 */
export const Email = Schema.String.annotate({ format: "email" }).check(
  Schema.isMaxLength(1024),
  Schema.makeFilter((value: string) => email.test(value), { expected: "an email address" })
)

const isoDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/i

/**
 * A time as Losant writes it: ISO 8601 with a time zone, `2016-06-13T04:00:00.000Z`.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * // Without a time zone it is none.
 * const isTime = Schema.is(Schemas.IsoDate)
 * ```
 *
 * @since 0.1.0
 */
export const IsoDate = Schema.String.annotate({ format: "date-time" }).check(
  Schema.makeFilter((value: string) => isoDate.test(value) && !Number.isNaN(Date.parse(value)), {
    expected: "an ISO 8601 date and time with a time zone, such as 2016-06-13T04:00:00.000Z"
  })
)

/**
 * A text of `minimum` to `maximum` characters, counted as JSON Schema counts them: in code points.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Schema from "effect/Schema"
 *
 * const Named = Schema.Struct({ name: Schemas.text(1, 255) })
 * ```
 *
 * @since 0.1.0
 */
export const text = (minimum: number, maximum: number) => {
  const expected = `a text of ${minimum === 0 ? "at most" : `${minimum} to`} ${maximum} characters`
  const atMost = Schema.isMaxCodePoints(maximum, { expected })
  return minimum === 0
    ? Schema.String.check(atMost)
    : Schema.String.check(Schema.isMinCodePoints(minimum, { expected }), atMost)
}
