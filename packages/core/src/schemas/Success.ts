/**
 * What Losant answers when it deleted something.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { knownBoolean } from "./Scalars.ts"

/** The deletion was carried out. @since 0.1.0 */
export class Success extends Schema.Opaque<Success>()(
  Schema.Struct({ success: Schema.optionalKey(knownBoolean(true)) })
) {}
