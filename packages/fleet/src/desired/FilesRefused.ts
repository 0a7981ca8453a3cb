/**
 * The error of files that cannot be taken.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"

const Problem = Schema.Struct({
  file: Schema.String,
  /** From 1. Absent where the file as a whole is meant. */
  line: Schema.optionalKey(Schema.Int),
  column: Schema.optionalKey(Schema.Int),
  /** A sentence that says what is wrong, and what to do. */
  message: Schema.String
})
export type FileProblem = typeof Problem.Type

/** The problem as a line that editors and terminals can follow to its place. */
export const lineOf = ({ file, line, column, message }: FileProblem): string =>
  line === undefined ? `${file}: ${message}` : `${file}:${line}:${column ?? 1}: ${message}`

/**
 * Files of a fleet that cannot be taken, or do not fit what the instance has. Nothing was sent. Lines and columns count
 * from 1.
 *
 * @example
 * ```ts
 * import type { FleetFilesRefused } from "@effect-losant/fleet"
 *
 * const linesOf = ({ problems }: FleetFilesRefused) =>
 *   problems.map(({ file, line = 1, message }) => `${file}:${line}: ${message}`)
 * ```
 *
 * @since 0.2.0
 */
export class FleetFilesRefused extends Schema.TaggedError<FleetFilesRefused>()("FleetFilesRefused", {
  problems: Schema.Array(Problem),
  message: Schema.String
}) {}

/** No more problems than these are told at once. */
const maximumTold = 50

export const filesRefused = (problems: ReadonlyArray<FileProblem>): FleetFilesRefused => {
  const told = problems.slice(0, maximumTold).map(lineOf)
  const more = problems.length - told.length
  return new FleetFilesRefused({
    problems,
    message: [...told, ...(more > 0 ? [`… and ${more} more problems.`] : [])].join("\n")
  })
}
