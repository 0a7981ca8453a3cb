/** Defines a tool that writes with one action. */
import type * as Action from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { maxTextLength } from "../../answers/sanitize.ts"
import { invalidInputProblems } from "../../arguments/inputIssues.ts"
import { confirmOptions, dryRunOption } from "../../arguments/options.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import type { ParsedArguments } from "../../arguments/readArguments.ts"
import { argumentsOf } from "../../arguments/toolArguments.ts"
import type { Options, Problem } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/Danger.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { TargetIds, WriteCall } from "../../model/tool/Tool.ts"
import { addHints, replaceHints, type WriteWords } from "../../model/tool/ToolSpec.ts"
import type { Target, VerificationCall } from "../../model/VerificationCall.ts"
import type { PlanFailure, WritePlan } from "../../model/WritePlan.ts"
import {
  type Arguments,
  type BodyOf,
  type CommonSpec,
  checkOf,
  type Forms,
  type IdsOf,
  typedArguments,
  type WriteRequest
} from "../request/Arguments.ts"
import { checkLastUpdated } from "../writes/lastUpdated.ts"
import { confirmFields, writeFields } from "../writes/writeResult.ts"
import { makeTool, type ToolDeclaration } from "./makeTool.ts"

interface WriteSpec<A extends Action.Any, O extends Options, F extends Forms, D extends Danger, Name extends string>
  extends CommonSpec<Name>,
    Omit<WriteWords, "dangers"> {
  readonly options?: O
  /** Fields of the body that the tool takes in a form of its own, by name. The values serve only as types. */
  readonly forms?: F
  /** All dangers that a call may have. With any, the tool takes the arguments of a confirmation. */
  readonly dangers?: ReadonlyArray<D>
  readonly check?: (values: Arguments<A, O, F>) => ReadonlyArray<Problem>
  /** Finds problems in the fields that have a form of the tool's own. It runs before anything is read. */
  readonly checkForms?: (values: Arguments<A, O, F>) => ReadonlyArray<Problem>
  /** The call that shows whether the write was carried out. */
  readonly verify: (target: Target, values: Arguments<A, O, F>) => VerificationCall
  /** Plans the write. It may read from Losant, and writes nothing. */
  readonly plan: (request: WriteRequest<A, O, F, D>) => Effect.Effect<WritePlan, PlanFailure>
}

// A confirmation is not bound to these: they do not decide what the call does. The change names the instance itself.
const unboundArguments = new Set(["confirmToken", "confirmName", "dryRun", "instanceId"])

const textIn = (options: ParsedArguments, name: string): string | undefined => {
  const value = options[name]
  return typeof value === "string" ? value : undefined
}

/** Adds the changes to the confirmation, which shows each changed field. A deletion changes no fields. */
const addChanges = (plan: WritePlan): WritePlan =>
  plan.danger === undefined || Object.keys(plan.after).length === 0
    ? plan
    : { ...plan, danger: { ...plan.danger, changes: plan.changes } }

const addsSomething = ({ method }: Action.Any): boolean => method === "POST"

/** A tool that carries out `action`, which writes. */
export const defineWrite = <
  A extends Action.Any,
  const Name extends string,
  const O extends Options = Record<never, never>,
  const F extends Forms = Record<never, never>,
  const D extends Danger = never
>(
  action: A,
  spec: WriteSpec<A, O, F, D, Name>
): ToolDeclaration<A["action"]> => {
  const { name, title, description, descriptions = {}, ifForbidden, done, sign, forms, check, checkForms } = spec
  const { dangers = [] } = spec
  const confirms = dangers.length > 0
  const [bodyName] = Object.keys(action.body)
  const answers: Readonly<Record<string, JsonSchema>> = {
    ...writeFields,
    // A tool that adds something rarely asks, and rare fields are not declared.
    ...(confirms && !addsSomething(action) ? confirmFields : {})
  }

  const makePlan = Effect.fnUntraced(function* (
    values: Arguments<A, O, F>,
    gateway: LosantGateway,
    { instanceId, ids }: TargetIds
  ): Effect.fn.Return<WritePlan, PlanFailure> {
    const encode = (body: BodyOf<A>) => {
      const input = { ...ids, instanceId, ...values.query, ...(bodyName === undefined ? {} : { [bodyName]: body }) }
      // Sound: these are the parts of the action's input, and the encoding checks their values.
      return gateway.encode(action, input as unknown as Input<A>)
    }
    const ownArguments = Object.fromEntries(
      Object.entries(values.all).filter(([argument]) => !unboundArguments.has(argument))
    )
    const plan = yield* spec.plan({
      ...values,
      tool: name,
      dangers,
      action,
      gateway,
      instanceId,
      // Sound: the resolved target has an id for each parameter of the path.
      ids: { ...ids, instanceId } as unknown as IdsOf<A>,
      bound: { ...ownArguments, ...ids },
      encode
    })
    yield* checkLastUpdated(plan, textIn({ ...values.options }, "ifLastUpdated"))
    return addChanges(plan)
  })

  return {
    name,
    action: action.action,
    make: (hasInstance) =>
      makeTool(
        {
          name,
          title,
          description,
          hints: addsSomething(action) ? addHints : replaceHints,
          write: { done, sign, dangers },
          ...(ifForbidden === undefined ? {} : { ifForbidden })
        },
        argumentsOf(action, descriptions, { ...spec.options, ...dryRunOption, ...(confirms ? confirmOptions : {}) }),
        hasInstance,
        () => ({ type: "object", properties: answers }),
        (known) => (values, now) =>
          Result.map(
            parseCall(
              {
                arguments: known,
                hasInstance,
                action,
                ownForms: Object.keys(forms ?? {}),
                ...checkOf(check),
                ...(checkForms === undefined
                  ? {}
                  : { checkForms: (parts) => checkForms(typedArguments<A, O, F>(parts)) })
              },
              values,
              now
            ),
            (parts): WriteCall => {
              const values = typedArguments<A, O, F>(parts)
              const { instance, target, options } = parts
              const confirmToken = textIn(options, "confirmToken")
              const confirmName = textIn(options, "confirmName")
              return {
                kind: "write",
                instance,
                target,
                fitting: {
                  maxTextLength,
                  otherwise: `${spec.verify(target, values).tool} answers one whole, a part at a time with fields.`
                },
                isDryRun: options["dryRun"] === true,
                confirmation: {
                  ...(confirmToken === undefined ? {} : { confirmToken }),
                  ...(confirmName === undefined ? {} : { confirmName })
                },
                plan: (gateway, ids) =>
                  // The arguments passed the first checks. These problems appear only beside the state that was read.
                  Effect.catchTags(makePlan(values, gateway, ids), {
                    InvalidArguments: ({ problems }) => Effect.fail(new InvalidArguments(problems, true)),
                    LosantInvalidInput: (error) => Effect.fail(new InvalidArguments(invalidInputProblems(error), true))
                  }),
                verification: (of) => spec.verify(of, values)
              }
            }
          ),
        action
      )
  }
}
