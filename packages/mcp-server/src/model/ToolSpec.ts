/** What a tool says about its action that the action's declaration does not: the assistant's side of it. */

import type { Descriptions, Problem } from "./ArgumentSpec.ts"
import type { JsonSchema } from "./ToolSchema.ts"
import type { Values } from "./Values.ts"
import type { LookUp } from "./VerificationCall.ts"

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

/** How to find out what became of a write whose answer was lost. */
export interface Write {
  /** What was done, if it was. */
  readonly done: string
  /** The call to make. */
  readonly lookUp: (values: Values) => LookUp
  /** What that call shows if the write was carried out. */
  readonly sign: string
}

export interface ToolSpec {
  readonly name: string
  readonly title: string
  /** The first sentence says what the tool is for. */
  readonly description: string
  readonly hints: Hints
  /** For every tool that writes. */
  readonly write?: Write
  /** What helps where the token does not allow the action, beside another token. */
  readonly ifForbidden?: string
  /** What an argument means in this tool, where that differs from other tools. */
  readonly descriptions?: Descriptions
  /** The arguments that the action does not have, by name, in the vocabulary. */
  readonly own?: ReadonlyArray<string>
  /** Rules between the arguments, which no schema can state. They are asked once defaults are filled in. */
  readonly check?: (values: Values) => ReadonlyArray<Problem>
  /** Turns the action's answer into that of the tool, where the two differ. */
  readonly present?: (answer: Values, values: Values) => Values
  /** The fields that `present` adds. */
  readonly presents?: Readonly<Record<string, JsonSchema>>
  /** How to get what an answer had no room for, where no argument of the tool helps: a whole sentence. */
  readonly ifCut?: string
  /** The longest text in the answer, in characters, where that is not what it is for all tools. */
  readonly longest?: (values: Values) => number
}
