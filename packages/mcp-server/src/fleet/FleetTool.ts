/** A tool whose work goes over all organizations of an instance, in as many calls as that takes. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { Argument, Problem } from "../arguments/Arguments.ts"
import type { Reach } from "../Reach.ts"
import type { Refusal } from "../Refusal.ts"
import type { JsonSchema, ObjectSchema } from "../ToolSchema.ts"
import type { ToolSpec, Values } from "../ToolSpec.ts"

export interface FleetTool {
  readonly spec: Pick<ToolSpec, "name" | "title" | "description" | "hints">
  /** All arguments but the instance. */
  readonly arguments: ReadonlyArray<Argument>
  readonly outputSchema: ObjectSchema
  /** Rules that no schema can state. They are asked once defaults are filled in. */
  readonly check?: (values: Values) => ReadonlyArray<Problem>
  /** Ends within 45 seconds, with what it has by then. Its texts are as Losant wrote them: not yet safe to show. */
  readonly run: (reach: Reach, instanceId: InstanceId, values: Values) => Effect.Effect<Values, LosantError | Refusal>
}

/** The work of a tool, loaded when it is first called: a start has no need of it. */
export const lazily =
  (load: () => Promise<Pick<FleetTool, "run">>): FleetTool["run"] =>
  (reach, instanceId, values) =>
    Effect.flatMap(Effect.promise(load), ({ run }) => run(reach, instanceId, values))

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

/** The organizations to look at, as one argument. */
export const queryArgument = argument("query", { type: "object", description: "As in losant_list_orgs." })

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
