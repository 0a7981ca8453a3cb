/**
 * Texts of an answer that must not show.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { secretValue } from "../Scalars.ts"

/**
 * A secret that Losant answers, such as the text of a new token. A program gets it as `Redacted`, which shows in no log,
 * no JSON and no error; `Redacted.value` gives the text. It cannot be encoded.
 *
 * @example
 * ```ts
 * import { Schemas } from "@effect-losant/core"
 * import * as Redacted from "effect/Redacted"
 *
 * const lengthOf = (secret: typeof Schemas.Secret.Type) => Redacted.value(secret).length
 * ```
 *
 * @since 0.2.0
 */
export const Secret = Schema.RedactedFromValue(Schema.String, { disallowEncode: true }).annotate({
  [secretValue]: true
})
