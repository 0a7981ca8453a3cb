/** Answers the page of a plan: it shows where the plan stands, and carries it out once the person confirmed it. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Connection } from "../losant/Connection.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { Tool } from "../model/tool/Tool.ts"
import { type Answer, failure } from "../model/tool/ToolResult.ts"
import { viewMetaKey } from "../model/views/names.ts"
import type { OfferedPlan, Outcome, PlanView } from "../model/views/PlanView.ts"
import type { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { JsonObject } from "../text/json.ts"
import { applyChanges } from "../tools/changes/applyChanges.ts"
import type { CallEnd } from "./callRecords.ts"
import { runCall } from "./callTool.ts"
import { failureResult } from "./toolError.ts"
import { type ViewedPlan, ViewedPlans } from "./views/ViewedPlans.ts"

/**
 * - `show`: answers where the plan stands. It changes nothing.
 * - `confirm`: carries it out, if the secret holds for it.
 * - `continue`: goes on with a change set that was confirmed before.
 */
const Arguments = Schema.Struct({
  id: Schema.String,
  action: Schema.Literals(["show", "confirm", "continue"]),
  secret: Schema.optionalKey(Schema.String),
  typed: Schema.optionalKey(Schema.Array(Schema.String)),
  leftOut: Schema.optionalKey(Schema.Array(Schema.Int)),
  instanceId: Schema.optionalKey(Schema.String)
})

const decode = Schema.decodeUnknownOption(Arguments)

const unknownPlan =
  "This server does not know the plan, or not any more: it was made more than an hour ago, or before a restart. Nothing was " +
  "done now. Ask the assistant for a new plan."

const answeredBefore = "Nothing was done: this plan was answered before, and a plan is answered once."

const interrupted: Outcome = {
  kind: "unknown",
  text: "The call was cut off, so it is not known whether it was carried out. Look in Losant before you repeat it."
}

const textOf = ({ result }: Pick<CallEnd, "result">): string => {
  const [first] = "content" in result && Array.isArray(result.content) ? result.content : []
  return first?.type === "text" ? first.text : ""
}

const fieldsOf = ({ result }: Pick<CallEnd, "result">): JsonObject =>
  // Sound: `success` made it of a JSON object.
  "structuredContent" in result ? (result.structuredContent as JsonObject) : {}

const offeredIn = ({ result }: CallEnd): OfferedPlan | undefined =>
  // Sound: `offerView` puts it there.
  result._meta?.[viewMetaKey] as OfferedPlan | undefined

/** The outcome of a single call, for the person. */
const outcomeOf = (tool: Tool, end: CallEnd): Outcome => {
  if (end.outcome === "unknown") return { kind: "unknown", text: textOf(end) }
  if (end.outcome !== "done") return { kind: "refused", text: textOf(end) }
  const { note, warnings, journal, notApplied } = fieldsOf(end)
  const texts = [
    tool.spec.write?.done,
    note,
    ...(Array.isArray(warnings) ? warnings : []),
    ...(notApplied === undefined ? [] : [`Not as sent: ${JSON.stringify(notApplied)}.`]),
    ...(journal === undefined ? [] : [`A copy is saved in ${String(journal)}.`])
  ]
  return {
    kind: notApplied === undefined ? "done" : "partly",
    text: texts.filter((text) => typeof text === "string").join(" ")
  }
}

/** The answer to the page. The assistant may read the text: the page gives it what became of the plan. */
const answer = (view: PlanView, text: string): Answer => ({
  content: [{ type: "text", text }],
  structuredContent: { ...view },
  ...(view.outcome?.kind === "refused" || view.mistake !== undefined ? { isError: true } : {})
})

const viewOfCall = ({ id, state, plan, outcome }: ViewedPlan & { readonly plan: object }): PlanView => ({
  id,
  state,
  ...plan,
  ...(outcome === undefined ? {} : { outcome })
})

const isSingle = (plan: ViewedPlan | undefined): plan is ViewedPlan & { readonly plan: object } =>
  plan?.plan !== undefined

type Run<A> = Effect.Effect<A, never, Connection | Confirmation>

/** Carries out a call of the page. `getTool` gives the tools that the server offers. */
export const answerView = Effect.fnUntraced(function* (
  getTool: (name: string) => Tool | undefined,
  values: JsonObject,
  callId: string
): Effect.fn.Return<Answer, never, Connection | Confirmation> {
  const plans = yield* ViewedPlans
  const decoded = decode(values)
  const { showsViews } = yield* ClientRequest
  if (!showsViews || Option.isNone(decoded)) return failure("Only the view of a plan calls this tool.")
  const input = decoded.value
  const { id, action } = input
  yield* plans.noteShown
  const plan = yield* plans.find(id)
  const setTool = getTool(applyChanges.name)
  const tool = plan === undefined ? setTool : getTool(plan.tool)
  if (tool === undefined) return failure(unknownPlan)
  const instance = input.instanceId === undefined ? {} : { instanceId: input.instanceId }
  const call = plan ?? { tool: applyChanges.name, values: { changeSetId: id, ...instance } }

  const showSet: Run<Answer> = Effect.gen(function* () {
    const { open, instances } = yield* Connection
    const gateway = yield* open
    const { resolve } = yield* instances
    const instanceId = yield* resolve(input.instanceId)
    const { viewOfSet } = yield* Effect.promise(() => import("../changes/changes.ts"))
    const view = yield* viewOfSet(gateway, instanceId, id, input.instanceId)
    const isUnderWay = (yield* plans.find(id))?.state === "underWay"
    return answer(isUnderWay ? { ...view, state: "underWay" } : view, view.outcome?.text ?? view.title)
  }).pipe(Effect.catch((error) => Effect.succeed(failureResult({ tool, time: 0, instance: input.instanceId }, error))))

  const show: Run<Answer> = Effect.flatMap(plans.find(id), (now) =>
    isSingle(now) ? Effect.succeed(answer(viewOfCall(now), now.outcome?.text ?? now.plan.title)) : showSet
  )

  if (action === "show") return yield* show
  if (!(yield* plans.begin(id, !isSingle(plan) && action === "continue")) && plan !== undefined) {
    return isSingle(plan) || plan.state === "underWay" || action === "confirm" ? failure(answeredBefore) : yield* show
  }
  const { secret = "", typed = [], leftOut = [] } = input
  const viewAnswer = action === "confirm" ? { id, secret, typed, leftOut } : undefined
  const end = yield* runCall(tool, call.values, callId).pipe(
    Effect.updateService(ClientRequest, (request) => ({ ...request, viewAnswer })),
    Effect.onInterrupt(() => plans.end(id, interrupted))
  )
  const { mistake } = end
  const newSecret = mistake === undefined ? undefined : offeredIn(end)?.secret
  const outcome = isSingle(plan) ? outcomeOf(tool, end) : undefined
  yield* plans.end(id, outcome)
  const shown = yield* show
  if (!("structuredContent" in shown)) return shown
  // Sound: `answer` made it.
  const view = shown.structuredContent as unknown as PlanView
  if (mistake !== undefined && newSecret !== undefined) {
    return answer({ ...view, state: "open", mistake, secret: newSecret }, mistake)
  }
  if (isSingle(plan)) return answer(view, textOf(end))
  return answer(afterRun(view, end), textOf(end))
})

/** A set after a call that carried it out, or tried to. */
const afterRun = (view: PlanView, end: CallEnd): PlanView => {
  if (end.outcome !== "done") {
    const kind = end.outcome === "unknown" ? "unknown" : "refused"
    return { ...view, state: view.state === "open" ? "ended" : view.state, outcome: { kind, text: textOf(end) } }
  }
  const { state, next } = fieldsOf(end)
  if (state !== "stopped" || view.outcome === undefined) return view
  return { ...view, state, outcome: { kind: "partly", text: `${view.outcome.text} ${String(next)}` } }
}
