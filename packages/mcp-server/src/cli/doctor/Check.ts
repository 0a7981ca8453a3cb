/** What a check of the set-up found. */

/**
 * - `ok`: it is as it should be.
 * - `failed`: something has to be put right.
 * - `notChecked`: it could not be found out, or is not needed.
 */
export type Status = "ok" | "failed" | "notChecked"

export interface Check {
  /** The same in every version, for programs. */
  readonly name: string
  readonly status: Status
  /** What was found, in a sentence. */
  readonly message: string
  /** What to do. */
  readonly advice?: string
}

export const ok = (name: string, message: string): Check => ({ name, status: "ok", message })

export const failed = (name: string, message: string, advice: string): Check => ({
  name,
  status: "failed",
  message,
  advice
})

/** `why` is the rest of a sentence that begins with "not checked, because". */
export const notChecked = (name: string, why: string): Check => ({
  name,
  status: "notChecked",
  message: `not checked, because ${why}`
})
