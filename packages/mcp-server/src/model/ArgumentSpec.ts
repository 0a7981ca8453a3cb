/** The arguments of a tool: how each is described, where its value goes, and how it is read. */
import type * as Result from "effect/Result"
import type { JsonSchema } from "./ToolSchema.ts"

/** Reads the value of an argument, or says what was expected instead. */
export type Reader<A = unknown> = (value: unknown) => Result.Result<A, string>

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

/**
 * The part of a request that an argument becomes:
 * - `target`: a parameter in the path. The assistant may give a name or an email in place of the id.
 * - `query`, `body`: of the action.
 * - `option`: the argument goes no further than this server.
 */
export type Place = "target" | "query" | "body" | "option"

export interface Argument {
  readonly name: string
  readonly place: Place
  readonly isRequired: boolean
  readonly schema: JsonSchema
  readonly term: Term
}

/** An argument that goes no further than this server, with the type of its value. */
export interface Option<A> extends Term {
  readonly schema: JsonSchema
  readonly isRequired?: true
  /** It exists in types only: the type of the value that is read. */
  readonly value?: A
}

export type Options = Readonly<Record<string, Option<unknown>>>

type ValueOf<O> = O extends Option<infer A> ? A : never

/** The values of options, by name; only those that are required are surely there. */
export type OptionValues<O extends Options> = {
  readonly [K in keyof O as O[K] extends { readonly isRequired: true } ? K : never]: ValueOf<O[K]>
} & {
  readonly [K in keyof O as O[K] extends { readonly isRequired: true } ? never : K]?: ValueOf<O[K]>
}

/** One argument that is wrong. */
export interface Problem {
  readonly argument: string
  readonly message: string
}

/** Descriptions that only one tool has, by the name of the argument. */
export type Descriptions = Readonly<Record<string, string>>
