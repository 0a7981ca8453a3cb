/** Carries out a write: planned, judged by the policy, confirmed where it destroys, saved before a deletion, then sent. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { DestructiveChange } from "../model/DestructiveChange.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { type InvalidArguments, Noted } from "../model/ToolFailure.ts"
import type { TargetIds, WriteCall } from "../model/tool/Tool.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"
import type { Values } from "../model/Values.ts"
import type { WriteAnswer, WritePlan } from "../model/WritePlan.ts"
import { blastRadius } from "../safety/confirmation/blastRadius.ts"
import { Confirmation, type Held, withFacts } from "../safety/confirmation/Confirmation.ts"
import type { Ask } from "../safety/confirmation/ConfirmationRequest.ts"
import { type Journal, prepare } from "../safety/journal.ts"
import { WriteTurns } from "../safety/WriteTurns.ts"
import { quote } from "../text/escapes.ts"
import { canonicalJson } from "../text/json.ts"
import { orgState } from "../tools/writes/planWrite.ts"
import { notDone } from "../tools/writes/verifyWriteAnswer.ts"
import { stepsOf } from "../tools/writes/writeProgress.ts"
import { changed, preview, sent, unchanged } from "../tools/writes/writeResult.ts"
import { unreadable } from "./toolError.ts"

/** The journal in which an organization is saved before it is deleted; nothing where that is switched off. */
export const JournalFolder = Context.Reference<Journal | undefined>("@effect-losant/mcp-server/JournalFolder", {
  defaultValue: () => undefined
})

/** The organization of a call: writes on anything else than an organization are not confirmed by what it holds. */
interface OrgIds {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
}

// Sound: the target was resolved to ids, or the id was taken as Losant answered it.
const orgIdsOf = ({ instanceId, ids }: TargetIds): OrgIds => ({ instanceId, orgId: ids["orgId"] as OrgId })

/** What the organization of a destructive change holds and does now. */
const heldBy = (gateway: LosantGateway, org: OrgIds, begin: Effect.Effect<void>): Held =>
  Effect.andThen(begin, blastRadius(gateway, org))

/** The journal, if the call deletes an organization and it is not off. */
const journalOf = Effect.fnUntraced(function* ({ call, current }: WritePlan) {
  const journal = yield* JournalFolder
  return call.action.action === InstanceOrg.delete.action && current !== undefined ? journal : undefined
})

const changedMeanwhile = new Refusal(
  "changedSince",
  "Nothing was deleted: somebody changed the organization while it was read for this deletion. Read it with " +
    "losant_get_org, ask the person whether it is still to be deleted, and then call losant_delete_org again. " +
    "losant_update_org with disabledAt or isReadOnly takes it out of use reversibly."
)

/** The effect that saves the organization and answers the file, once it is sure to be as the plan has it. */
const prepareJournal = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  journal: Journal,
  org: OrgIds,
  { current }: WritePlan,
  time: number
): Effect.fn.Return<Effect.Effect<string, Refusal>, LosantError | Refusal> {
  const { organization, save } = yield* prepare(gateway, journal, org, time)
  const isAsPlanned =
    current !== undefined && canonicalJson(orgState(organization)) === canonicalJson(orgState(current))
  return isAsPlanned ? save : yield* Effect.fail(changedMeanwhile)
})

const longestPath = 1_000

/** The place of the copy of an organization, as a whole sentence. */
export const savedIn = (path: string): string =>
  `The organization as it was before the call is saved in ${quote(path, longestPath)}.`

export interface Written {
  readonly outcome: "done" | "dryRun"
  readonly content: Values
}

const noJournal = Effect.succeed(undefined)

/** The answer of the tool to what Losant answered. */
const contentOf = (call: ToolCall, plan: WritePlan, answer: WriteAnswer): Effect.Effect<Values, Refusal> => {
  if (answer.isNotDone) return Effect.fail(notDone(call))
  return Effect.succeed(
    answer.isOfAnother
      ? { ...unreadable(call, { message: "Losant answered with something else than was changed" }), ...sent(plan) }
      : changed(plan, answer)
  )
}

type Begin = Effect.Effect<void, Refusal>

/** A change that destroys is judged by what the policy reads right before it; any other by what the plan read. */
const judgedBy = ({ danger, current }: WritePlan) => (danger === undefined ? current : undefined)

const send = Effect.fnUntraced(function* (
  call: ToolCall,
  gateway: LosantGateway,
  plan: WritePlan,
  begin: Begin,
  journal: string | undefined
): Effect.fn.Return<Values, LosantError | Refusal | Noted> {
  const noted = <E extends LosantError | Refusal>(error: E): E | Noted =>
    journal === undefined ? error : new Noted(error, savedIn(journal))
  yield* Effect.mapError(begin, noted)
  const content = yield* plan.send(gateway, judgedBy(plan)).pipe(
    Effect.flatMap((answer) => contentOf(call, plan, answer)),
    Effect.catchIf(
      (error): error is LosantError => error._tag !== "Refused" && error.outcome === "applied",
      (error) => Effect.succeed({ ...unreadable(call, error), ...sent(plan) })
    ),
    Effect.mapError(noted)
  )
  return { ...content, ...(journal === undefined ? {} : { journal }) }
})

const dryRun = Effect.fnUntraced(function* (gateway: LosantGateway, org: OrgIds, plan: WritePlan) {
  const { asks } = yield* Confirmation
  const { danger } = plan
  if (danger === undefined || !asks) return preview(plan, asks)
  const { begin, end } = yield* stepsOf(["ask"])
  const whole = yield* withFacts(danger, heldBy(gateway, org, begin("ask")))
  yield* end
  return preview({ ...plan, danger: whole }, asks)
})

const confirm = (
  danger: DestructiveChange,
  { confirmation }: WriteCall,
  held: Held
): Effect.Effect<void, Refusal | Ask, Confirmation> =>
  Effect.flatMap(Confirmation, ({ confirm }) => confirm(danger, confirmation, held))

const carryOut = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: WriteCall,
  gateway: LosantGateway,
  target: TargetIds,
  begin: Begin
): Effect.fn.Return<Written, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const plan = yield* parsed.plan(gateway, target)
  // Before the person is asked for what would then be refused.
  yield* gateway.admit(plan.call, plan.current)
  const org = orgIdsOf(target)
  if (parsed.isDryRun) return { outcome: "dryRun", content: yield* dryRun(gateway, org, plan) }
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
  const save = journal === undefined ? noJournal : yield* prepareJournal(gateway, journal, org, plan, call.time)
  if (isAsked) yield* confirm(danger, parsed, heldBy(gateway, org, steps.begin("ask")))
  yield* steps.begin("send")
  const content = yield* send(call, gateway, plan, begin, yield* save)
  yield* steps.end
  return { outcome: "done", content }
})

/**
 * Carries a write out, when no other one on the same subject is under way in this process. `begin` runs when all else is
 * ready, right before the request is sent, and keeps it from being sent where it fails.
 */
export const runWrite = Effect.fnUntraced(function* (
  call: ToolCall,
  parsed: WriteCall,
  gateway: LosantGateway,
  target: TargetIds,
  begin: Begin
): Effect.fn.Return<Written, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const inTurn = yield* WriteTurns
  const { orgId, ...others } = target.ids
  const ids = orgId === undefined ? Object.values(others) : [orgId]
  const carriedOut = carryOut(call, parsed, gateway, target, begin)
  // A new organization is none yet.
  return yield* ids.length === 0 ? carriedOut : inTurn([target.instanceId, ...ids].join("/").toLowerCase())(carriedOut)
})
