/** A tool whose work goes over all organizations of an instance, in as many calls as that takes. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { vocabulary } from "../../arguments/argumentCatalog.ts"
import { filterNames } from "../../arguments/orgFilters.ts"
import type { Argument, Problem } from "../../model/ArgumentSpec.ts"
import type { RunJob } from "../../model/Tool.ts"
import type { JsonSchema, ObjectSchema } from "../../model/ToolSchema.ts"
import type { ToolSpec } from "../../model/ToolSpec.ts"
import type { Values } from "../../model/Values.ts"
import { failureOf, TooSlow } from "./requestFailures.ts"

export interface FleetTool {
  readonly spec: Pick<ToolSpec, "name" | "title" | "description" | "hints" | "ifCut">
  /** All arguments but the instance. */
  readonly arguments: ReadonlyArray<Argument>
  readonly outputSchema: ObjectSchema
  /** Rules that no schema can state. They are asked once defaults are filled in. */
  readonly check?: (values: Values) => ReadonlyArray<Problem>
  readonly run: RunJob
}

/** How long a call may take until it puts its answer together: less than the 45 seconds in which it has to answer. */
export const longestCall = Duration.seconds(40)

/** What a call waits for before its work begins, with an end to it, too. */
export const inTime = Effect.timeoutOrElse({
  duration: longestCall,
  orElse: () => Effect.fail(failureOf(new TooSlow("the list of instances", longestCall)))
})

/** The work of a tool, loaded when it is first called: a start has no need of it. */
export const lazily =
  (load: () => Promise<{ readonly run: RunJob }>): RunJob =>
  (...call) =>
    Effect.flatMap(Effect.promise(load), ({ run }) => run(...call))

/** An argument that goes no further than this server. */
export const argument = (
  name: string,
  schema: JsonSchema,
  more: { isRequired?: boolean; term?: Argument["term"] } = {}
): Argument => ({
  name,
  place: "server",
  isRequired: more.isRequired ?? false,
  schema,
  term: more.term ?? {}
})

/** An argument that means the same in all tools. */
export const asElsewhere = (name: string): Argument => {
  const { schema = { type: "string" }, description, ...term } = vocabulary[name] ?? {}
  return argument(name, description === undefined ? schema : { ...schema, description }, { term })
}

/** Which organizations to look at. */
export const orgFilters: ReadonlyArray<Argument> = [
  ...filterNames.map(asElsewhere),
  argument("query", { type: "object", description: "As in losant_list_orgs" })
]

/** The names of the arguments that say which organizations to look at. */
export const orgFilterNames: ReadonlyArray<string> = orgFilters.map(({ name }) => name)

/** Where a job goes on. */
export const continueArgument = argument("continue", {
  type: "string",
  description: "Where an answer has it: call again with it and the same arguments."
})

const text = { type: "string" }
const number = { type: "number" }

/** A list of things of organizations. */
const ofOrgs: JsonSchema = {
  type: "array",
  items: { type: "object", properties: { orgId: text }, required: ["orgId"] }
}

/** The schema of what a job answers: what all of them do, and its own. */
export const answerOf = (own: Readonly<Record<string, JsonSchema>>): ObjectSchema => ({
  type: "object",
  properties: {
    summary: text,
    items: ofOrgs,
    ...own,
    checked: number,
    failed: ofOrgs,
    failedMore: number,
    stopped: text,
    continue: text
  }
})
