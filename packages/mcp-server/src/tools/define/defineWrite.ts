/** Defines a tool that writes with one action. */
import type * as Action from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { longestText } from "../../answers/sanitize.ts"
import { invalidInput } from "../../arguments/inputIssues.ts"
import { confirmOptions, dryRunOption } from "../../arguments/options.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { argumentsOf } from "../../arguments/toolArguments.ts"
import type { Options, Problem } from "../../model/ArgumentSpec.ts"
import type { Input, LosantGateway } from "../../model/LosantGateway.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { TargetIds, WriteCall } from "../../model/tool/Tool.ts"
import { adds, replaces, type WriteWords } from "../../model/tool/ToolSpec.ts"
import type { Values } from "../../model/Values.ts"
import type { Target, VerificationCall } from "../../model/VerificationCall.ts"
import type { NoPlan, WritePlan } from "../../model/WritePlan.ts"
import {
  type Arguments,
  type BodyOf,
  type CommonSpec,
  checkOf,
  type Forms,
  type IdsOf,
  typedArguments
} from "../request/Arguments.ts"
import type { WriteRequest } from "../request/WriteRequest.ts"
import { checkLastUpdated } from "../writes/lastUpdated.ts"
import { confirmFields, writeFields } from "../writes/writeResult.ts"
import { makeTool, type ToolDeclaration } from "./makeTool.ts"

interface WriteSpec<A extends Action.Any, O extends Options, F extends Forms, Name extends string>
  extends CommonSpec<Name>,
    WriteWords {
  readonly options?: O
  /** Fields of the body in a form of the tool's own, by name; the values exist in types only. */
  readonly forms?: F
  /** Whether the person may have to confirm a call. */
  readonly confirms?: true
  readonly check?: (given: Arguments<A, O, F>) => ReadonlyArray<Problem>
  /** The problems of the fields in forms of the tool's own, as far as they are known before anything is read. */
  readonly checkForms?: (given: Arguments<A, O, F>) => ReadonlyArray<Problem>
  /** The call that shows what became of the write. */
  readonly verify: (target: Target, given: Arguments<A, O, F>) => VerificationCall
  /** Works out what the write would do: reads what it must, and writes nothing. */
  readonly plan: (request: WriteRequest<A, O, F>) => Effect.Effect<WritePlan, NoPlan>
}

// They decide whether the call may be made, not what it does; the instance a change names by itself.
const unbound = new Set(["confirmToken", "confirmName", "dryRun", "instanceId"])

const textIn = (options: Values, name: string): string | undefined => {
  const value = options[name]
  return typeof value === "string" ? value : undefined
}

/** The confirmation shows each field that the write changes. A deletion changes no fields. */
const withChanges = (plan: WritePlan): WritePlan =>
  plan.danger === undefined || Object.keys(plan.after).length === 0
    ? plan
    : { ...plan, danger: { ...plan.danger, changes: plan.changes } }

const isAdding = ({ method }: Action.Any): boolean => method === "POST"

/** A tool that carries out `action`, which writes. */
export const defineWrite = <
  A extends Action.Any,
  const Name extends string,
  const O extends Options = Record<never, never>,
  const F extends Forms = Record<never, never>
>(
  action: A,
  spec: WriteSpec<A, O, F, Name>
): ToolDeclaration<A["action"]> => {
  const { name, title, description, descriptions = {}, ifForbidden, done, sign, forms, check, checkForms } = spec
  const confirms = spec.confirms === true
  const [bodyName] = Object.keys(action.body)
  const answers: Readonly<Record<string, JsonSchema>> = { ...writeFields, ...(confirms ? confirmFields : {}) }

  const planWith = Effect.fnUntraced(function* (
    given: Arguments<A, O, F>,
    gateway: LosantGateway,
    { instanceId, ids }: TargetIds
  ): Effect.fn.Return<WritePlan, NoPlan> {
    const encode = (body: BodyOf<A>) => {
      const input = { ...ids, instanceId, ...given.query, ...(bodyName === undefined ? {} : { [bodyName]: body }) }
      // Sound: its parts are those of the action, and what is wrong with them the encoding finds.
      return gateway.encode(action, input as unknown as Input<A>)
    }
    const own = Object.fromEntries(Object.entries(given.all).filter(([argument]) => !unbound.has(argument)))
    const plan = yield* spec.plan({
      ...given,
      tool: name,
      action,
      gateway,
      instanceId,
      // Sound: the target has an id for each parameter of the path.
      ids: { ...ids, instanceId } as unknown as IdsOf<A>,
      bound: { ...own, ...ids },
      encode
    })
    yield* checkLastUpdated(plan, textIn({ ...given.options }, "ifLastUpdated"))
    return withChanges(plan)
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
          hints: isAdding(action) ? adds : replaces,
          write: { done, sign },
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
              const given = typedArguments<A, O, F>(parts)
              const { instance, target, options } = parts
              const confirmToken = textIn(options, "confirmToken")
              const confirmName = textIn(options, "confirmName")
              return {
                kind: "write",
                instance,
                target,
                fitting: {
                  longestText,
                  otherwise: `${spec.verify(target, given).tool} answers one whole, a part at a time with fields.`
                },
                isDryRun: options["dryRun"] === true,
                confirmation: {
                  ...(confirmToken === undefined ? {} : { confirmToken }),
                  ...(confirmName === undefined ? {} : { confirmName })
                },
                plan: (gateway, ids) =>
                  // The arguments alone were right: these are wrong beside what was read.
                  Effect.catchTags(planWith(given, gateway, ids), {
                    InvalidArguments: ({ problems }) => Effect.fail(new InvalidArguments(problems, true)),
                    LosantInvalidInput: (error) => Effect.fail(new InvalidArguments(invalidInput(error), true))
                  }),
                verification: (of) => spec.verify(of, given)
              }
            }
          ),
        action
      )
  }
}
