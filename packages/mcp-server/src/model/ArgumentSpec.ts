/** The arguments of a tool: the description, the destination and the reader of each. */
import type * as Result from "effect/Result"
import type { JsonSchema } from "./ToolSchema.ts"

/** Reads the value of an argument, or fails with a message that names the expected form. */
export type Reader<A = unknown> = (value: unknown) => Result.Result<A, string>

export interface ArgumentSpec {
  /** The facts that an assistant needs beside the name. */
  readonly description?: string
  /** Replaces the schema that follows from the action. */
  readonly schema?: JsonSchema
  readonly read?: Reader
  /** The least number. The schema leaves it out, because it is obvious and would cost tokens. */
  readonly least?: number
  /** The name of the tool that finds the value. */
  readonly foundBy?: string
  /** An empty value counts as not given even in a write: it does not decide what the write reaches. */
  readonly ifEmpty?: "absent"
  /** Null counts as not given even in a write. An empty text does not: it may stand for a value that got lost. */
  readonly ifNull?: "absent"
  /** An empty list has a meaning of its own: none of what the list could name. */
  readonly takesEmptyList?: true
}

/** The differences between the arguments of one tool and those that its action and the catalog give. */
export interface ArgumentOverrides {
  /** The inputs of the action that the tool does not offer. */
  readonly omits?: ReadonlyArray<string>
  readonly specs?: Readonly<Record<string, ArgumentSpec>>
}

/**
 * The meaning of null, of an empty text and of an empty list, which some clients send for every optional argument:
 * - `absent`: as if not given, as in every read, where an argument chooses or narrows an answer.
 * - `refused`: in a write, where it could mean to empty something, or would let the write reach more.
 * - `sent`: in a creation, where an empty value empties nothing. Only null is refused.
 */
export type EmptyMeaning = "absent" | "refused" | "sent"

/**
 * The part of a request that an argument becomes:
 * - `target`: a parameter in the path. The assistant may give a name or an email in place of the id.
 * - `query`, `body`: of the action.
 * - `option`: of this server. Losant does not get it.
 */
export type Place = "target" | "query" | "body" | "option"

export interface Argument {
  readonly name: string
  readonly place: Place
  readonly isRequired: boolean
  readonly schema: JsonSchema
  readonly spec: ArgumentSpec
  readonly ifEmpty: EmptyMeaning
}

/** An argument that Losant does not get, with the type of its value. */
export interface Option<A> extends ArgumentSpec {
  readonly schema: JsonSchema
  readonly isRequired?: true
  /** Exists in types only: the type of the value. */
  readonly value?: A
}

export type Options = Readonly<Record<string, Option<unknown>>>

type ValueOf<O> = O extends Option<infer A> ? A : never

/** The values of options, by name. Only required options always have a value. */
export type OptionValues<O extends Options> = {
  readonly [K in keyof O as O[K] extends { readonly isRequired: true } ? K : never]: ValueOf<O[K]>
} & {
  readonly [K in keyof O as O[K] extends { readonly isRequired: true } ? never : K]?: ValueOf<O[K]>
}

/** An assistant corrects no more problems than this at once. Only so many get suggestions, which take time to find. */
export const maxProblems = 8

/** A problem with an argument. */
export interface Problem {
  readonly argument: string
  readonly message: string
}

/** Descriptions for a single tool, by the name of the argument. */
export type Descriptions = Readonly<Record<string, string>>
