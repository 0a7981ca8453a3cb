/** The exit codes of `losant-fleet`. */
export const exitCodes = {
  /** Nothing to do, or all done. */
  done: 0,
  error: 1,
  /** There is a difference: only with `--exit-code`. */
  different: 2,
  /** A guard refused the run. */
  refused: 3,
  /** Some writes were not carried out. */
  partly: 4,
  /** Some writes are unknown, and a person has to decide. */
  unknown: 5
} as const
