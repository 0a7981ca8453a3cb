/** What an argument is to an assistant, where that differs from what it is to Losant. */
import type * as Result from "effect/Result"
import type { JsonSchema } from "./ToolSchema.ts"

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

/** Where the value of an argument goes: into the request's URL, into its body, or no further than this server. */
export type Place = "url" | "body" | "server"

/** An argument of a tool. */
export interface Argument {
  readonly name: string
  readonly place: Place
  readonly isRequired: boolean
  readonly schema: JsonSchema
  readonly term: Term
}

/** What is wrong with an argument. */
export interface Problem {
  readonly argument: string
  readonly message: string
}

/** What only an action's own arguments have to say, by name. */
export type Descriptions = Readonly<Record<string, string>>
