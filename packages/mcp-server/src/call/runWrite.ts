/** Runs a write: it plans, asks the policy, saves before a deletion, confirms a destructive change, and then sends. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { ApplyWatcher } from "../changes/changes.ts"
import type { ConfirmLevel } from "../model/Danger.ts"
import type { DestructiveChange } from "../model/DestructiveChange.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { FailureWithNote, type InvalidArguments } from "../model/ToolFailure.ts"
import type { TargetIds, WriteCall } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import type { PlannedSet, WriteAnswer, WritePlan } from "../model/WritePlan.ts"
import { blastRadius } from "../safety/confirmation/blastRadius.ts"
import { addFacts, Confirmation, type ReadFacts } from "../safety/confirmation/Confirmation.ts"
import type { ConfirmationRequest } from "../safety/confirmation/ConfirmationRequest.ts"
import { type Journal, JournalFolder, prepareJournalEntry } from "../safety/journal.ts"
import { WriteTurns } from "../safety/WriteTurns.ts"
import { quotePath } from "../text/escapes.ts"
import type { JsonObject } from "../text/json.ts"
import { canonicalJson } from "../text/json.ts"
import { orgState } from "../tools/writes/planWrite.ts"
import { reportSteps } from "../tools/writes/writeProgress.ts"
import { describePlan, describeResult, describeSent, describeUnchanged } from "../tools/writes/writeResult.ts"
import { sendOnce, withRepetition } from "./repetition.ts"
import { describeUnreadable } from "./toolError.ts"

/** The organization whose contents a confirmation shows. */
interface OrgIds {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
}

const orgIdsOf = ({ instanceId, ids: { orgId } }: TargetIds): OrgIds | undefined =>
  // Sound: the target holds resolved ids.
  orgId === undefined ? undefined : { instanceId, orgId: orgId as OrgId }

/** Reads the contents and the traffic of the organization, and reports that step first. A new one has neither. */
const readBlastRadius = (gateway: LosantGateway, org: OrgIds | undefined, begin: Effect.Effect<void>): ReadFacts =>
  Effect.andThen(begin, org === undefined ? Effect.succeed([]) : blastRadius(gateway, org))

/** The journal, if it is on and the call deletes an organization. */
const findJournal = Effect.fnUntraced(function* ({ call, current }: WritePlan) {
  const journal = yield* JournalFolder
  return call.action.action === InstanceOrg.delete.action && current !== undefined ? journal : undefined
})

const changedMeanwhileRefusal = new Refusal(
  "changedSince",
  "Nothing was deleted: somebody changed the organization while this call read it. Read it with " +
    "losant_get_org, ask the person whether it is still to be deleted, and then call losant_delete_org again. " +
    "losant_update_org with disabledAt or isReadOnly takes it out of use reversibly."
)

/** Answers the effect that saves the organization, after a check that the organization is still as the plan read it. */
const prepareJournal = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  journal: Journal,
  org: OrgIds,
  { current }: WritePlan,
  time: number
): Effect.fn.Return<Effect.Effect<string, Refusal>, LosantError | Refusal> {
  const { organization, save } = yield* prepareJournalEntry(gateway, journal, org, time)
  const isAsPlanned =
    current !== undefined && canonicalJson(orgState(organization)) === canonicalJson(orgState(current))
  return isAsPlanned ? save : yield* Effect.fail(changedMeanwhileRefusal)
})

/** A sentence with the place of the organization's copy. */
export const describeCopy = (path: string): string =>
  `The organization as it was before the call is saved in ${quotePath(path)}.`

export interface WriteExecution {
  readonly outcome: "done" | "dryRun"
  readonly content: JsonObject
}

const noJournal = Effect.succeed(undefined)

/** Turns Losant's answer into the answer of the tool. */
const presentAnswer = (call: ToolCall, plan: WritePlan, answer: WriteAnswer): JsonObject =>
  answer.isOfAnother
    ? {
        ...describeUnreadable(call, { message: "Losant answered with something else than was changed" }),
        ...describeSent(plan)
      }
    : describeResult(plan, answer)

type Begin = ApplyWatcher["onBegin"]

/**
 * The organization by which the policy judges a change. For a destructive change it is undefined: the policy then reads
 * the organization again right before the request.
 */
const policyState = ({ danger, current }: WritePlan) => (danger === undefined ? current : undefined)

const send = Effect.fnUntraced(function* (
  call: ToolCall,
  gateway: LosantGateway,
  plan: WritePlan,
  begin: Begin,
  journal: string | undefined
): Effect.fn.Return<JsonObject, LosantError | Refusal | FailureWithNote> {
  const addNote = <E extends LosantError | Refusal>(error: E): E | FailureWithNote =>
    journal === undefined ? error : new FailureWithNote(error, describeCopy(journal))
  yield* Effect.mapError(begin, addNote)
  const content = yield* plan.send(gateway, policyState(plan)).pipe(
    Effect.map((answer) => presentAnswer(call, plan, answer)),
    Effect.catchIf(
      (error): error is LosantError => error._tag !== "Refused" && error.outcome === "applied",
      (error) => Effect.succeed({ ...describeUnreadable(call, error), ...describeSent(plan) })
    ),
    Effect.mapError(addNote)
  )
  return { ...content, ...(journal === undefined ? {} : { journal }) }
})

/** The plan with its set, if it has one. */
const withSet = (plan: WritePlan): (WritePlan & { readonly set: PlannedSet }) | undefined =>
  plan.set === undefined ? undefined : { ...plan, set: plan.set }

/** Sends the writes of a plan that has several, as a change set. */
const sendSet = Effect.fnUntraced(function* (
  { time }: ToolCall,
  { instance }: WriteCall,
  gateway: LosantGateway,
  { instanceId }: TargetIds,
  plan: WritePlan & { readonly set: PlannedSet },
  watcher: ApplyWatcher
): Effect.fn.Return<JsonObject, LosantError | Refusal> {
  const { create } = yield* Effect.promise(() => import("../changes/changes.ts"))
  yield* watcher.onBegin
  return yield* create(gateway, instanceId, plan, instance, time, watcher)
})

/** The confirmation that a plan needs. */
const findLevel = ({ danger }: WritePlan): Effect.Effect<ConfirmLevel, never, Confirmation> =>
  danger === undefined ? Effect.succeed("none") : Effect.map(Confirmation, ({ levelOf }) => levelOf(danger))

const dryRun = Effect.fnUntraced(function* (gateway: LosantGateway, org: OrgIds | undefined, plan: WritePlan) {
  const level = yield* findLevel(plan)
  const { danger } = plan
  if (danger === undefined || level === "none") return describePlan(plan, level)
  const { begin, end } = yield* reportSteps(["ask"])
  const completeDanger = yield* addFacts(danger, readBlastRadius(gateway, org, begin("ask")))
  yield* end
  return describePlan({ ...plan, danger: completeDanger }, level)
})

const confirm = (
  danger: DestructiveChange,
  { confirmation }: WriteCall,
  readFacts: ReadFacts
): Effect.Effect<void, Refusal | ConfirmationRequest, Confirmation> =>
  Effect.flatMap(Confirmation, ({ confirm }) => confirm(danger, confirmation, readFacts))

type WriteRun = Effect.fn.Return<
  WriteExecution,
  LosantError | Refusal | FailureWithNote | InvalidArguments | ConfirmationRequest,
  Confirmation
>

const carryOut = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: WriteCall,
  gateway: LosantGateway,
  target: TargetIds,
  watcher: ApplyWatcher
): WriteRun {
  const { plan, earlier } = yield* withRepetition(call, parsed, yield* parsed.plan(gateway, target))
  // The policy decides before the person is asked, so that nobody confirms a change that the policy then refuses.
  yield* gateway.admit(plan.call, plan.current)
  const org = orgIdsOf(target)
  if (parsed.isDryRun) return { outcome: "dryRun", content: yield* dryRun(gateway, org, plan) }
  if (plan.nothingToDo !== undefined) return { outcome: "done", content: describeUnchanged(plan) }
  const { danger } = plan
  const needsConfirmation = (yield* findLevel(plan)) !== "none"
  const journal = yield* findJournal(plan)
  const steps = yield* reportSteps([
    ...(journal === undefined ? [] : ["save" as const]),
    ...(needsConfirmation ? ["ask" as const] : []),
    "send"
  ])
  if (journal !== undefined) yield* steps.begin("save")
  const save =
    journal === undefined || org === undefined
      ? noJournal
      : yield* prepareJournal(gateway, journal, org, plan, call.time)
  if (danger !== undefined && needsConfirmation)
    yield* confirm(danger, parsed, readBlastRadius(gateway, org, steps.begin("ask")))
  yield* steps.begin("send")
  const planWithSet = withSet(plan)
  const content = yield* sendOnce(
    plan,
    earlier,
    planWithSet === undefined
      ? send(call, gateway, plan, watcher.onBegin, yield* save)
      : sendSet(call, parsed, gateway, target, planWithSet, watcher)
  )
  yield* steps.end
  return { outcome: "done", content }
})

/**
 * Runs a write when no other write on the same subject is under way in this process. `onBegin` of the watcher runs right
 * before the request is sent, when all else is ready. If it fails, the request is not sent.
 */
export const runWrite = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: WriteCall,
  gateway: LosantGateway,
  target: TargetIds,
  watcher: ApplyWatcher
): WriteRun {
  const inTurn = yield* WriteTurns
  const { orgId, ...others } = target.ids
  const ids = orgId === undefined ? Object.values(others) : [orgId]
  const write = carryOut(call, parsed, gateway, target, watcher)
  // A creation has no id yet, so there is nothing to wait for. A change without an id is one of the instance.
  return yield* ids.length === 0 && call.tool.action?.method === "POST"
    ? write
    : inTurn([target.instanceId, ...ids].join("/").toLowerCase())(write)
})
