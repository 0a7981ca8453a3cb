/** The types of a tool's arguments. They follow from the declaration of the action and from the tool's options. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { CallParts, CallSyntax } from "../../arguments/parseCall.ts"
import type { Descriptions, Options, OptionValues, Problem } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/Danger.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Target } from "../../model/VerificationCall.ts"
import type { JsonObject } from "../../text/json.ts"

/** The ids in the path of an action. */
export type IdsOf<A extends Action.Any> = Schema.Struct<A["params"]>["Type"]

export type QueryOf<A extends Action.Any> = Schema.Struct<A["query"]>["Type"]

/** The body of an action. */
export type BodyOf<A extends Action.Any> = keyof A["body"] extends never
  ? Record<never, never>
  : A["body"][keyof A["body"]]["Type"]

/** The fields of a body that a tool takes in a form of its own, by name. */
export type Forms = Readonly<Record<string, unknown>>

/** The body of an action, with the fields of `F` in the tool's own forms. It works on unions too. */
export type ToolBody<A extends Action.Any, F extends Forms> = keyof F extends never
  ? BodyOf<A>
  : BodyOf<A> extends infer B
    ? B extends unknown
      ? Omit<B, keyof F> & Partial<F>
      : never
    : never

/** The parsed arguments of a tool, grouped by the part of the call that they belong to. */
export interface Arguments<A extends Action.Any, O extends Options, F extends Forms = Record<never, never>> {
  readonly target: Target
  readonly query: QueryOf<A>
  readonly body: ToolBody<A, F>
  readonly options: OptionValues<O>
  /** All arguments as the assistant gave them. */
  readonly all: JsonObject
}

/** A parsed call of a writing tool with its resolved target. */
export interface WriteRequest<A extends Action.Any, O extends Options, F extends Forms, D extends Danger = Danger>
  extends Arguments<A, O, F> {
  readonly tool: string
  /** The dangers that the tool declares. A plan can have no others. */
  readonly dangers: ReadonlyArray<D>
  readonly action: A
  readonly gateway: LosantGateway
  readonly instanceId: InstanceId
  readonly ids: IdsOf<A>
  /** The arguments that a confirmation is bound to, with names resolved to ids. */
  readonly bound: JsonObject
  /** Encodes the call with this body. A plan does so once, when all changes are known. */
  readonly encode: (body: BodyOf<A>) => Effect.Effect<Action.EncodedCall<A>, LosantInvalidInput>
}

/**
 * Gives the parsed parts their types. Sound: the schema of the argument read each value, and the schemas of the action,
 * or the tool's own rules, have checked it.
 */
export const typedArguments = <A extends Action.Any, O extends Options, F extends Forms>(
  parts: CallParts
): Arguments<A, O, F> => parts as unknown as Arguments<A, O, F>

/** Declares that a tool takes a field in the form `T`. Sound: only the type of this value is used. */
export const ownForm = <T>(): T => undefined as T

/** The fields of every tool's declaration. */
export interface CommonSpec<Name extends string> {
  readonly name: Name
  readonly title: string
  /** The first sentence says what the tool is for. */
  readonly description: string
  /** Descriptions of arguments that mean something else in this tool than in others, by name. */
  readonly descriptions?: Descriptions
  /** A sentence of advice for the case that the token does not allow the action. */
  readonly ifForbidden?: string
}

/** Types the rules between arguments. */
export const checkOf = <A extends Action.Any, O extends Options, F extends Forms>(
  check: ((values: Arguments<A, O, F>) => ReadonlyArray<Problem>) | undefined
): Pick<CallSyntax, "check"> => (check === undefined ? {} : { check: (parts) => check(typedArguments(parts)) })
