/** Defines a job: a tool that works on all organizations of an instance, in several calls if one is too short. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { maxTextLength } from "../../answers/sanitize.ts"
import { argumentCatalog } from "../../arguments/argumentCatalog.ts"
import { orgFilterOptions, textOption } from "../../arguments/options.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { instanceArgument, optionArguments } from "../../arguments/toolArguments.ts"
import type { Option, Options, OptionValues, Problem } from "../../model/ArgumentSpec.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import type { JsonSchema, ObjectSchema } from "../../model/ToolSchema.ts"
import type { JobCall } from "../../model/tool/Tool.ts"
import { readHints } from "../../model/tool/ToolSpec.ts"
import type { JsonObject } from "../../text/json.ts"
import { makeTool, type ToolDeclaration } from "../define/makeTool.ts"
import { JobTimeout, toFailure } from "./requestFailures.ts"

/** The work of a job: see `JobCall`. */
export type RunJob<A> = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  values: A,
  startedAt: number
) => Effect.Effect<JsonObject, LosantError | Refusal>

interface JobSpec<O extends Options> {
  readonly name: string
  readonly title: string
  readonly description: string
  /** A sentence that says how to get the results for which an answer had no room. */
  readonly ifCut: string
  readonly options: O
  /** Rules that no schema can express. They run after the defaults are filled in. */
  readonly check: (values: OptionValues<O>) => ReadonlyArray<Problem>
  readonly answers: ObjectSchema
  /** Loads the work at the first call of the tool, because the start of the server does not need it. */
  readonly load: () => Promise<{ readonly run: RunJob<OptionValues<O>> }>
}

export const defineJob = <const O extends Options>(spec: JobSpec<O>): ToolDeclaration<never> => {
  const { name, title, description, ifCut, answers } = spec
  return {
    name,
    make: (hasInstance) =>
      makeTool(
        { name, title, description, hints: readHints },
        [instanceArgument, ...optionArguments(spec.options)],
        hasInstance,
        () => answers,
        (known) => (values, now) =>
          Result.map(
            parseCall(
              {
                arguments: known,
                hasInstance,
                // Sound: the option of the same name read each value.
                check: ({ options }) => spec.check(options as unknown as OptionValues<O>)
              },
              values,
              now
            ),
            ({ instance, target, options }): JobCall => ({
              kind: "job",
              instance,
              target,
              fitting: { maxTextLength, otherwise: ifCut },
              run: (gateway, instanceId, startedAt) =>
                Effect.flatMap(Effect.promise(spec.load), ({ run }) =>
                  // Sound: the option of the same name read each value.
                  run(gateway, instanceId, options as unknown as OptionValues<O>, startedAt)
                )
            })
          )
      )
  }
}

/** The time for the work of a call. The call has to answer within 45 seconds. */
export const maxCallTime = Duration.seconds(40)

/** Limits the wait for the instance, before the work of a job begins. */
export const limitInstanceWait = Effect.timeoutOrElse({
  duration: maxCallTime,
  orElse: () => Effect.fail(toFailure(new JobTimeout("the list of instances", maxCallTime)))
})

/** An option with the catalog's description and schema. */
export const catalogOption = <A>(name: string): Option<A> => {
  const { schema = { type: "string" }, ...term } = argumentCatalog[name] ?? {}
  return { schema, ...term }
}

const query: Option<OrgQuery> = { ...catalogOption<OrgQuery>("query"), description: "As in losant_list_orgs" }

/** The options that choose the organizations. */
export const orgOptions = { ...orgFilterOptions, query }

// Sound: these are its keys.
export const orgOptionNames = Object.keys(orgOptions) as ReadonlyArray<keyof typeof orgOptions>

/** The option for the text with which a job goes on. */
export const continueOption = {
  continue: textOption("Where an answer has it: call again with it and the same arguments.")
}

const text = { type: "string" }
const number = { type: "number" }

/** The schema of a list whose items belong to organizations. */
const orgListSchema: JsonSchema = {
  type: "array",
  items: { type: "object", properties: { orgId: text }, required: ["orgId"] }
}

/** The schema of a job's answer: the fields of all jobs, and the job's own. */
export const jobAnswer = (own: Readonly<Record<string, JsonSchema>>): ObjectSchema => ({
  type: "object",
  properties: {
    summary: text,
    items: orgListSchema,
    ...own,
    checked: number,
    of: number,
    failed: orgListSchema,
    failedMore: number,
    stopped: text,
    continue: text
  }
})
