/** Plans a change set for a call. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import { ChangeSets, Ledger, type RecordedSet } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { describeUndo } from "../model/DestructiveChange.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import type { PlanChangesCall, ToolAnswer } from "../model/tool/Tool.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import { displayName } from "../safety/confirmation/typedName.ts"
import type { JsonObject } from "../text/json.ts"
import { formatCount, formatNumber } from "../tools/usage/amounts.ts"
import { describeWrite, group } from "./describeWrite.ts"
import { ledgerFolder, withEngine } from "./engine.ts"
import { planFailure } from "./failures.ts"
import { gatewayLosant, noWrites } from "./gatewayLosant.ts"
import { isWhole, showGroups } from "./groups.ts"
import { awaitPlan, type Unfinished } from "./plansUnderWay.ts"
import { applyTool, askAbout, describeLoss, maxRiskTokens } from "./question.ts"

/** A call waits so long for its plan. It has to answer within 45 seconds. */
const maxWait = Duration.seconds(40)
/** All the time that a plan has, in several calls. */
const maxPlanTime = Duration.minutes(15)

/** In tokens: the rest of the answer has room beside them. */
const maxChangesTokens = 4_000
const maxSkippedTokens = 900

const writes = { one: "write", many: "writes", isBytes: false }
const organizations = { one: "organization", many: "organizations", isBytes: false }

const tooSlow = new Refusal(
  "tooSlow",
  `Nothing was planned: reading took longer than ${Duration.format(maxPlanTime)}, which is all the time that a plan has. ` +
    "Plan for fewer organizations, such as a part of them by a filter, and the rest afterwards."
)

/** The organizations in which something is written. */
const countOrgs = ({ entries }: RecordedSet): number =>
  new Set(entries.map(({ write }) => ("orgId" in write ? write.orgId : write.orgName))).size

const summarize = (recorded: RecordedSet): string => {
  const { entries, set } = recorded
  const looked = formatCount(set.organizations, organizations)
  if (entries.length === 0) return `Nothing has to be changed: ${looked} looked at.`
  return (
    `${formatCount(entries.length, writes)} in ${formatNumber(countOrgs(recorded))} of ${looked} looked at. ` +
    "Nothing has been changed yet."
  )
}

const skippedOf = ({ set: { excluded } }: RecordedSet): JsonObject => {
  const groups = group(excluded.map(({ orgName, reason }) => ({ what: reason, of: displayName(orgName) })))
  return groups.length === 0
    ? {}
    : { skipped: showGroups(groups, maxSkippedTokens).map(({ what, ...rest }) => ({ why: what, ...rest })) }
}

/** The question to the person when the set is carried out, in words. */
const describeAsking = (
  level: string,
  danger: { readonly typed?: ReadonlyArray<{ readonly what: string }> }
): string => {
  if (level === "none") return "nothing: LOSANT_MCP_CONFIRM is off"
  if (level === "yes") return "a yes to this plan"
  return `the person types ${(danger.typed ?? []).map(({ what }) => what).join("; ")}`
}

const notWhole = (path: string | undefined): string =>
  "Not every name has room here. The counts are exact" +
  (path === undefined ? "." : `, and the file ${path} lists every write.`)

const notKept =
  "The journal is off (LOSANT_MCP_JOURNAL), so the set is lost when this server ends, with the record of what was sent."

/** The answer for a plan that has something to do. */
const presentPlan = Effect.fnUntraced(function* (
  recorded: RecordedSet
): Effect.fn.Return<ToolAnswer, never, Confirmation> {
  const { levelOf, offer } = yield* Confirmation
  const { danger, named, nameOf, risks } = yield* askAbout(recorded, false)
  const { set, entries } = recorded
  const folder = yield* ledgerFolder
  const changes = showGroups(group(entries.map(({ write }) => describeWrite(write, nameOf))), maxChangesTokens)
  const notes = [
    ...(isWhole(changes) ? [] : [notWhole(folder === undefined ? undefined : `${folder}/${set.id}.jsonl`)]),
    ...(folder === undefined ? [notKept] : [])
  ]
  const { fields, view } = yield* offer(danger)
  const content = {
    changeSetId: set.id,
    summary: summarize(recorded),
    ...(named.length === 0
      ? {}
      : { cannotBeUndone: named.map((write) => ({ org: nameOf(write), why: describeLoss(write) })) }),
    ...(risks.length === 0 ? {} : { risks: showGroups(risks, maxRiskTokens) }),
    changes,
    ...skippedOf(recorded),
    ...(notes.length === 0 ? {} : { note: notes.join(" ") }),
    asks: describeAsking(levelOf(danger), danger),
    undo: describeUndo(danger),
    requests: { taken: set.requests, toCome: `about ${2 * entries.length}` },
    validUntil: DateTime.formatIso(DateTime.makeUnsafe(set.expiresAt)),
    ...(Object.keys(fields).length > 0 ? fields : { next: `${applyTool} with changeSetId carries it out.` })
  }
  return { content, ...(view === undefined ? {} : { view }) }
})

const presentUnfinished = ({ continue: id, requests }: Unfinished): JsonObject => ({
  summary: `The plan takes longer than a call, and goes on: ${formatNumber(requests)} requests so far. Nothing is changed.`,
  continue: id,
  next: "Call losant_plan_changes again with the same arguments and this continue."
})

/** Plans the set of a call. `startedAt` is the beginning of the call, in milliseconds. */
export const run = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  { request, key, continue: id }: PlanChangesCall,
  startedAt: number
): Effect.fn.Return<ToolAnswer, LosantError | Refusal, Confirmation> {
  const plan = Effect.gen(function* () {
    const sets = yield* ChangeSets
    const recorded = yield* sets.plan(instanceId, request)
    // A set of nothing is of no use to anybody.
    if (recorded.entries.length === 0) yield* Ledger.use(({ remove }) => remove(recorded.set.id))
    return recorded
  })
  const elapsed = (yield* Clock.currentTimeMillis) - startedAt
  const wanted = {
    key: `${instanceId} ${key}`.toLowerCase(),
    continue: id,
    timeLeft: Math.max(0, Duration.toMillis(maxWait) - elapsed)
  }
  const recorded = yield* awaitPlan(wanted, (onRequest) =>
    withEngine(instanceId, gatewayLosant(gateway, noWrites, onRequest), plan).pipe(
      Effect.mapError(planFailure),
      Effect.timeoutOrElse({ duration: maxPlanTime, orElse: () => Effect.fail(tooSlow) })
    )
  )
  if ("continue" in recorded) return { content: presentUnfinished(recorded) }
  return recorded.entries.length === 0
    ? { content: { summary: summarize(recorded), ...skippedOf(recorded), requests: { taken: recorded.set.requests } } }
    : yield* presentPlan(recorded)
})
