/**
 * The error of a run that is refused.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"

const reasons = ["guard", "applied", "busy", "unfinished", "notFound", "notUnknown", "keys"] as const

/**
 * A run that is refused before anything is sent. `guard`: a person has to allow something. `applied`: the plan was
 * applied before. `busy`: another run is applied to the instance now. `unfinished`: an earlier run has to be resumed or
 * cancelled first. `notFound`: the ledger has no such run or write. `notUnknown`: nobody has to decide on the write.
 * `keys`: organizations have the same key.
 *
 * @example
 * ```ts
 * import type { FleetRefused } from "@effect-losant/fleet"
 *
 * const exitCode = ({ reason }: FleetRefused) => (reason === "guard" ? 3 : 1)
 * ```
 *
 * @since 0.2.0
 */
export class FleetRefused extends Schema.TaggedError<FleetRefused>()("FleetRefused", {
  reason: Schema.Literals(reasons),
  /** A sentence for each thing that stands against it. */
  problems: Schema.Array(Schema.String),
  message: Schema.String
}) {}

export const refused = (reason: (typeof reasons)[number], ...problems: ReadonlyArray<string>): FleetRefused =>
  new FleetRefused({ reason, problems, message: problems.join("\n") })
