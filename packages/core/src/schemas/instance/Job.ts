/**
 * Losant's answer to what it does later.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { knownBoolean, text } from "../Scalars.ts"

/**
 * The job that Losant has begun. Nothing tells when it ends.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const nameOf = ({ jobId = "unknown" }: Schemas.JobEnqueuedResult) => `job ${jobId}`
 * ```
 *
 * @since 0.2.0
 */
export class JobEnqueuedResult extends Schema.Opaque<JobEnqueuedResult>()(
  Schema.Struct({
    success: Schema.optionalKey(knownBoolean(true)),
    jobQueued: Schema.optionalKey(knownBoolean(true)),
    jobId: Schema.optionalKey(text(0, 21))
  })
) {}
