/** The description of a tool for clients and assistants. */
import type { Danger } from "../Danger.ts"

/** The tool annotations of the protocol, by which a client decides whether to ask the person. */
export interface Hints {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** For a tool that changes nothing. */
export const readHints: Hints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true
}

/** For a tool that adds something with each call. */
export const addHints: Hints = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true
}

/** For a tool that overwrites or removes something. The same call again changes nothing more. */
export const replaceHints: Hints = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true
}

/** The texts of a tool that writes. */
export interface WriteWords {
  /** A whole sentence that reports the success. */
  readonly done: string
  /** The sign of success in the answer of the verification call. */
  readonly sign: string
  /** The dangers that a call may have: the person has to confirm such a call. */
  readonly dangers: ReadonlyArray<Danger>
}

export interface ToolSpec {
  readonly name: string
  readonly title: string
  /** The first sentence says what the tool is for. */
  readonly description: string
  readonly hints: Hints
  /** For every tool that writes. */
  readonly write?: WriteWords
  /** A whole sentence with advice for a token that lacks the scope, beside the advice to use another token. */
  readonly ifForbidden?: string
}
