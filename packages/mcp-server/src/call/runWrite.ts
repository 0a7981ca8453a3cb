/** A call of a tool that writes: planned, confirmed where it destroys, saved before a deletion, and then sent. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { invalidInput } from "../arguments/inputIssues.ts"
import type { Guarded } from "../losant/policyGuard.ts"
import type { Danger } from "../model/DestructiveChange.ts"
import type { Reach } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import type { ActionTool } from "../model/Tool.ts"
import type { Call } from "../model/ToolCall.ts"
import { InvalidArguments, Noted } from "../model/ToolFailure.ts"
import type { Values } from "../model/Values.ts"
import type { Plan } from "../model/WritePlan.ts"
import { blastRadius } from "../safety/confirmation/blastRadius.ts"
import { Confirmation, type Held, withFacts } from "../safety/confirmation/Confirmation.ts"
import type { Ask } from "../safety/confirmation/ConfirmationRequest.ts"
import { type Journal, prepare } from "../safety/journal.ts"
import { Turns } from "../safety/WriteTurns.ts"
import { quote } from "../text/escapes.ts"
import { canonicalJson } from "../text/json.ts"
import { orgState } from "../tools/writes/buildPlan.ts"
import { plan as planOf } from "../tools/writes/planners.ts"
import { isAboutAnother, isNotDone, notDone } from "../tools/writes/verifyWriteAnswer.ts"
import { stepsOf } from "../tools/writes/writeProgress.ts"
import { changed, preview, sent, unchanged } from "../tools/writes/writeResult.ts"
import { unreadable } from "./toolError.ts"

/** Where an organization is saved before it is deleted; nothing where that is switched off. */
export const JournalFolder = Context.Reference<Journal | undefined>("@effect-losant/mcp-server/JournalFolder", {
  defaultValue: () => undefined
})

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** What the organization of a danger holds and does now. */
const heldBy = (reach: Reach, { instanceId, orgId }: Danger, begin: Effect.Effect<void>): Held =>
  Effect.andThen(begin, blastRadius(reach, { instanceId, orgId }))

const confirm = Effect.fnUntraced(function* (
  danger: Danger,
  values: Values,
  held: Held
): Effect.fn.Return<void, Refusal | Ask, Confirmation> {
  const { confirm } = yield* Confirmation
  const confirmToken = textOf(values["confirmToken"])
  const confirmName = textOf(values["confirmName"])
  yield* confirm(
    danger,
    {
      ...(confirmToken === undefined ? {} : { confirmToken }),
      ...(confirmName === undefined ? {} : { confirmName })
    },
    held
  )
})

/** The journal, where the call deletes an organization and it is not off. */
const journalOf = Effect.fnUntraced(function* ({ action, org }: Plan) {
  const journal = yield* JournalFolder
  return action.action === InstanceOrg.delete.action && org.id !== undefined ? journal : undefined
})

const changedMeanwhile = new Refusal(
  "changedSince",
  "Nothing was deleted: somebody changed the organization while it was read for this deletion. Read it with " +
    "losant_get_org, ask the person whether it is still to be deleted, and then call losant_delete_org again. " +
    "losant_update_org with disabledAt or isReadOnly takes it out of use reversibly."
)

/** What saves the organization and answers the file, once it is sure to be as the plan has it. */
const prepared = Effect.fnUntraced(function* (
  reach: Reach,
  journal: Journal,
  instanceId: InstanceId,
  plan: Plan,
  time: number
): Effect.fn.Return<Effect.Effect<string, Refusal>, LosantError | Refusal> {
  // Sound: a plan to delete is made of an organization that Losant answered with this id.
  const orgId = plan.org.id as (typeof InstanceOrg.delete)["input"]["Type"]["orgId"]
  const { organization, save } = yield* prepare(reach, journal, { instanceId, orgId }, time)
  return canonicalJson(orgState(organization)) === canonicalJson(plan.orgState)
    ? save
    : yield* Effect.fail(changedMeanwhile)
})

const longestPath = 1_000

/** Where the copy of an organization is, as a whole sentence. */
export const savedIn = (path: string): string =>
  `The organization as it was before the call is saved in ${quote(path, longestPath)}.`

/** The plan, whose confirmation then shows each field that it changes. What it deletes changes no fields. */
const withChanges = (plan: Plan): Plan =>
  plan.danger === undefined || Object.keys(plan.after).length === 0
    ? plan
    : { ...plan, danger: { ...plan.danger, changes: plan.changes } }

/** What the arguments alone show to be wrong is known by now: what is found here is wrong beside what was read. */
const planned = (tool: ActionTool, reach: Reach, instanceId: InstanceId, values: Values) =>
  planOf(tool.action, reach, instanceId, values).pipe(
    Effect.map(withChanges),
    Effect.catchTags({
      InvalidArguments: ({ problems }) => Effect.fail(new InvalidArguments(problems, true)),
      LosantInvalidInput: (error) => Effect.fail(new InvalidArguments(invalidInput(error), true))
    })
  )

export interface Written {
  readonly outcome: "done" | "dryRun"
  readonly content: Values
}

const noJournal = Effect.succeed(undefined)

/** What the call answers to what Losant answered. */
const answered = (call: Call, plan: Plan, answer: unknown): Effect.Effect<Values, Refusal> => {
  if (isNotDone(answer)) return Effect.fail(notDone(call))
  return Effect.succeed(
    isAboutAnother(plan, answer)
      ? { ...unreadable(call, { message: "Losant answered with something else than was changed" }), ...sent(plan) }
      : changed(plan, answer)
  )
}

type Begin = Effect.Effect<void, Refusal>

const send = Effect.fnUntraced(function* (
  call: Call & { readonly tool: ActionTool },
  reach: Guarded,
  plan: Plan,
  begin: Begin,
  journal: string | undefined
): Effect.fn.Return<Values, LosantError | Refusal | Noted> {
  const noted = <E extends LosantError | Refusal>(error: E): E | Noted =>
    journal === undefined ? error : new Noted(error, savedIn(journal))
  yield* Effect.mapError(begin, noted)
  const content = yield* reach.execute(call.tool.action, plan.input).pipe(
    Effect.flatMap((answer) => answered(call, plan, answer)),
    Effect.catchIf(
      (error): error is LosantError => error._tag !== "Refused" && error.outcome === "applied",
      (error) => Effect.succeed({ ...unreadable(call, error), ...sent(plan) })
    ),
    Effect.mapError(noted)
  )
  return { ...content, ...(journal === undefined ? {} : { journal }) }
})

const dryRun = Effect.fnUntraced(function* (reach: Reach, plan: Plan) {
  const { asks } = yield* Confirmation
  const { danger } = plan
  if (danger === undefined || !asks) return preview(plan, asks)
  const { begin, end } = yield* stepsOf(["ask"])
  const whole = yield* withFacts(danger, heldBy(reach, danger, begin("ask")))
  yield* end
  return preview({ ...plan, danger: whole }, asks)
})

const carryOut = Effect.fnUntraced(function* (
  call: Call & { readonly tool: ActionTool },
  reach: Guarded,
  instanceId: InstanceId,
  begin: Begin
): Effect.fn.Return<Written, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const { tool, values, time } = call
  const plan = yield* planned(tool, reach, instanceId, values)
  // Before the person is asked for what would then be refused.
  yield* reach.check(tool.action, plan.input)
  if (values["dryRun"] === true) return { outcome: "dryRun", content: yield* dryRun(reach, plan) }
  if (plan.nothingToDo !== undefined) return { outcome: "done", content: unchanged(plan) }
  const { asks } = yield* Confirmation
  const { danger } = plan
  const journal = yield* journalOf(plan)
  const isAsked = danger !== undefined && asks
  const steps = yield* stepsOf([
    ...(journal === undefined ? [] : ["save" as const]),
    ...(isAsked ? ["ask" as const] : []),
    "send"
  ])
  if (journal !== undefined) yield* steps.begin("save")
  const save = journal === undefined ? noJournal : yield* prepared(reach, journal, instanceId, plan, time)
  if (isAsked) yield* confirm(danger, values, heldBy(reach, danger, steps.begin("ask")))
  yield* steps.begin("send")
  const content = yield* send(call, reach, plan, begin, yield* save)
  yield* steps.end
  return { outcome: "done", content }
})

/**
 * Carries a write out, when no other one on the same organization is under way in this process. `begin` runs when all
 * else is ready, right before the request is sent, and keeps it from being sent where it fails.
 */
export const write = Effect.fnUntraced(function* (
  call: Call & { readonly tool: ActionTool },
  reach: Guarded,
  instanceId: InstanceId,
  begin: Begin
): Effect.fn.Return<Written, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const inTurn = yield* Turns
  const { orgId } = call.values
  const carriedOut = carryOut(call, reach, instanceId, begin)
  // A new organization is none yet.
  return yield* typeof orgId === "string" ? inTurn(`${instanceId}/${orgId}`.toLowerCase())(carriedOut) : carriedOut
})
