/** What an argument is to an assistant, where that differs from what it is to Losant. */
import type * as Result from "effect/Result"
import type { JsonSchema } from "../ToolSchema.ts"

/** Reads the value of an argument, or says what was expected instead. */
export type Reader = (value: unknown) => Result.Result<unknown, string>

export interface Term {
  /** What an assistant has to know beside the name. */
  readonly description?: string
  /** The schema, where the one that follows from the action is not inside the subset or not what is wanted. */
  readonly schema?: JsonSchema
  readonly read?: Reader
  /** The least number, which goes without saying in the schema. */
  readonly least?: number
  /** The tool that finds the value. */
  readonly foundBy?: string
}
