/** What clients and assistants are told of a tool. */

/** What a client may assume of a tool before it asks the person. */
export interface Hints {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** Changes nothing. */
export const reads: Hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true }

/** Adds something, and again each time. */
export const adds: Hints = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true }

/** Overwrites or removes something; a second time changes nothing more. */
export const replaces: Hints = { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true }

/** The words of a tool that writes. */
export interface WriteWords {
  /** What was done, if it was: a whole sentence. */
  readonly done: string
  /** The sign in the answer of the verifying call that the write was carried out. */
  readonly sign: string
}

export interface ToolSpec {
  readonly name: string
  readonly title: string
  /** The first sentence says what the tool is for. */
  readonly description: string
  readonly hints: Hints
  /** For every tool that writes. */
  readonly write?: WriteWords
  /** Advice for a token that does not allow the action, beside another token: a whole sentence. */
  readonly ifForbidden?: string
}
