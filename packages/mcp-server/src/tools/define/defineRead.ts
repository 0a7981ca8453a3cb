/** Defines a tool that reads with one action. */
import type * as Action from "@effect-losant/core/Action"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { getFieldNames, parseFields } from "../../answers/fieldSelection.ts"
import { maxTextLength, maxWholeTextLength } from "../../answers/sanitize.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { argumentsOf } from "../../arguments/toolArguments.ts"
import type { Options, Problem } from "../../model/ArgumentSpec.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { type JsonSchema, type ObjectSchema, outputSchema } from "../../model/ToolSchema.ts"
import type { FitOptions, ParsedCall, TargetIds, ToolAnswer } from "../../model/tool/Tool.ts"
import { readHints } from "../../model/tool/ToolSpec.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import { type Arguments, type CommonSpec, checkOf, typedArguments } from "../request/Arguments.ts"
import { makeTool, type ToolDeclaration } from "./makeTool.ts"

/** A parsed call of a reading tool with the input of its action. */
export interface Read<A extends Action.Any, O extends Options> {
  readonly gateway: LosantGateway
  readonly input: Input<A>
  readonly arguments: Arguments<A, O>
}

export interface ReadSpec<A extends Action.Any, O extends Options, Name extends string> extends CommonSpec<Name> {
  readonly options?: O
  readonly check?: (values: Arguments<A, O>) => ReadonlyArray<Problem>
  /** The input of the action, if it does not follow from the arguments by their names. */
  readonly request?: (input: Input<A>, values: Arguments<A, O>) => Input<A>
  /** Turns the answer of the action into the answer of the tool. The default leaves it as it is. */
  readonly present?: (answer: JsonObject, values: Arguments<A, O>) => JsonObject
  /** The fields that `present` adds. */
  readonly presents?: Readonly<Record<string, JsonSchema>>
  /** The schema of the answer. By default it follows from the action. */
  readonly answers?: ObjectSchema
  /** Replaces the single call of the action, for tools that need several requests. */
  readonly run?: (read: Read<A, O>) => Effect.Effect<ToolAnswer, LosantError | Refusal>
  /** If true, the fields that a call names are not cut, however long they are. */
  readonly answersWhole?: boolean
  /** The name of the tool that answers one whole item of the list. */
  readonly one?: string
}

const fittingOf = (
  {
    name,
    one,
    answersWhole = false
  }: { readonly name: string; readonly one?: string; readonly answersWhole?: boolean },
  hasFields: boolean,
  fields: ReadonlyArray<string> | undefined
): FitOptions => {
  const chosenFields = parseFields(fields)
  const textLimit = { maxTextLength: answersWhole && chosenFields !== undefined ? maxWholeTextLength : maxTextLength }
  if (one !== undefined) return { ...textLimit, otherwise: `${one} answers one whole, a part at a time with fields.` }
  return hasFields
    ? {
        ...textLimit,
        hasParts: true,
        from: Object.fromEntries((chosenFields ?? []).map(({ name, from }) => [name, from]))
      }
    : { ...textLimit, otherwise: `Ask ${name} for less: with a shorter period, or a narrower query.` }
}

const contentOf = (answer: unknown): JsonObject => toJsonObject(Predicate.isObject(answer) ? answer : { answer })

/** A tool that carries out `action`, which reads. */
export const defineRead = <
  A extends Action.Any,
  const Name extends string,
  const O extends Options = Record<never, never>
>(
  action: A,
  spec: ReadSpec<A, O, Name>
): ToolDeclaration<A["action"]> => {
  const { name, title, description, descriptions = {}, ifForbidden, present } = spec
  // Sound: without options, O is its default, {}.
  const options = spec.options ?? ({} as O)
  const answers = (): ObjectSchema => {
    if (spec.answers !== undefined) return spec.answers
    const own = outputSchema(action)
    return { ...own, properties: { ...spec.presents, ...own.properties } }
  }
  const readWith = (gateway: LosantGateway, values: Arguments<A, O>, ids: JsonObject) => {
    // Sound: these are all ids of the path, and the query was checked against the schema of the action.
    const named = { ...ids, ...values.query } as unknown as Input<A>
    const input = spec.request === undefined ? named : spec.request(named, values)
    return spec.run === undefined
      ? Effect.map(gateway.execute(action, input), (answer): ToolAnswer => {
          const content = contentOf(answer)
          return { content: present?.(content, values) ?? content }
        })
      : spec.run({ gateway, input, arguments: values })
  }
  return {
    name,
    action: action.action,
    make: (hasInstance) =>
      makeTool(
        { name, title, description, hints: readHints, ...(ifForbidden === undefined ? {} : { ifForbidden }) },
        argumentsOf(action, descriptions, options),
        hasInstance,
        answers,
        (known) => (values, now) =>
          Result.map(
            parseCall({ arguments: known, hasInstance, action, ...checkOf(spec.check) }, values, now),
            (parts): ParsedCall => {
              const values = typedArguments<A, O, Record<never, never>>(parts)
              const { instance, target } = parts
              const fitting = fittingOf(spec, Object.hasOwn(options, "fields"), getFieldNames(parts.options))
              return "instanceId" in action.params
                ? {
                    kind: "read",
                    instance,
                    target,
                    fitting,
                    run: (gateway, { instanceId, ids }: TargetIds) => readWith(gateway, values, { ...ids, instanceId })
                  }
                : { kind: "globalRead", instance, target, fitting, run: (gateway) => readWith(gateway, values, {}) }
            }
          ),
        action
      )
  }
}
