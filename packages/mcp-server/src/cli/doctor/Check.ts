/** The result of a check of the setup. */

/**
 * - `ok`: nothing has to be corrected.
 * - `failed`: something has to be corrected.
 * - `notChecked`: the check was impossible or not needed.
 */
export type Status = "ok" | "failed" | "notChecked"

export interface Check {
  /** Stable across versions, for programs. */
  readonly name: string
  readonly status: Status
  /** The result, as a sentence. */
  readonly message: string
  /** The next step for the person. */
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
