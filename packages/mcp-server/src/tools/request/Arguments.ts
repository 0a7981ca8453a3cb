/** The types of a tool's arguments: they follow from the declaration of its action and from its options. */
import type * as Action from "@effect-losant/core/Action"
import type * as Schema from "effect/Schema"
import type { CallParts, Parsing } from "../../arguments/parseCall.ts"
import type { Descriptions, Options, OptionValues, Problem } from "../../model/ArgumentSpec.ts"
import type { Values } from "../../model/Values.ts"
import type { Target } from "../../model/VerificationCall.ts"

/** The ids in the path of an action. */
export type IdsOf<A extends Action.Any> = Schema.Struct<A["params"]>["Type"]

export type QueryOf<A extends Action.Any> = Schema.Struct<A["query"]>["Type"]

/** The body of an action. */
export type BodyOf<A extends Action.Any> = keyof A["body"] extends never
  ? Record<never, never>
  : A["body"][keyof A["body"]]["Type"]

/** The fields of a body that a tool takes in a form of its own, by name. */
export type Forms = Readonly<Record<string, unknown>>

/** The body of an action, with the fields of `F` in the forms that the tool takes. A body may be one of several shapes. */
export type ToolBody<A extends Action.Any, F extends Forms> = keyof F extends never
  ? BodyOf<A>
  : BodyOf<A> extends infer B
    ? B extends unknown
      ? Omit<B, keyof F> & Partial<F>
      : never
    : never

/** The arguments of a tool, parsed: the values in the parts of a call that they become. */
export interface Arguments<A extends Action.Any, O extends Options, F extends Forms = Record<never, never>> {
  readonly target: Target
  readonly query: QueryOf<A>
  readonly body: ToolBody<A, F>
  readonly options: OptionValues<O>
  /** All of it, as the assistant gave it. */
  readonly all: Values
}

/**
 * The parts with their types. Sound: each value was read by the argument of its name, and the schemas of the action, or
 * the tool's own rules for the forms, found nothing wrong with it.
 */
export const typedArguments = <A extends Action.Any, O extends Options, F extends Forms>(
  parts: CallParts
): Arguments<A, O, F> => parts as unknown as Arguments<A, O, F>

/** Declares that a tool takes a field in the form `T`. Sound: only the type of this value is looked at. */
export const ownForm = <T>(): T => undefined as T

/** The fields of every tool's declaration. */
export interface CommonSpec<Name extends string> {
  readonly name: Name
  readonly title: string
  /** The first sentence says what the tool is for. */
  readonly description: string
  /** What an argument means in this tool, where that differs from other tools. */
  readonly descriptions?: Descriptions
  /** Advice for a token that does not allow the action, beside another token: a whole sentence. */
  readonly ifForbidden?: string
}

/** The rules between arguments, typed. */
export const checkOf = <A extends Action.Any, O extends Options, F extends Forms>(
  check: ((given: Arguments<A, O, F>) => ReadonlyArray<Problem>) | undefined
): Pick<Parsing, "check"> => (check === undefined ? {} : { check: (parts) => check(typedArguments(parts)) })
