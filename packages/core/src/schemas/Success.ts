/**
 * What Losant answers when it deleted something.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { knownBoolean } from "./Scalars.ts"

/**
 * Losant's answer to a deletion: `success` is `true`, or left out, where it was carried out. Losant documents no other
 * value; where it answers `false` all the same, the call succeeds with that, and nothing was deleted.
 *
 * @since 0.1.0
 */
export class Success extends Schema.Opaque<Success>()(
  Schema.Struct({ success: Schema.optionalKey(knownBoolean(true)) })
) {}
