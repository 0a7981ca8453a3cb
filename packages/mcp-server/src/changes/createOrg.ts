/** Creates an organization with its people, as a change set of a single call. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { ChangeSets, type RecordedSet } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { minimalSummary } from "../losant/smallAnswers.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { PlannedSet, WritePlan } from "../model/WritePlan.ts"
import { isJsonList, type Json, type JsonObject, toJsonObject } from "../text/json.ts"
import { describeResult } from "../tools/writes/writeResult.ts"
import { type ApplyWatcher, carryOut, recorderOf } from "./applyChanges.ts"
import { withEngine } from "./engine.ts"
import { planFailure } from "./failures.ts"
import { gatewayLosant, noWrites } from "./gatewayLosant.ts"
import { presentSet } from "./presentSet.ts"

const unread = "The new organization could not be read back: losant_get_org shows it."

/** Compares the new organization with the plan. Only values that the call gave are repeated. */
const describeOrg = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  plan: WritePlan,
  given: ReadonlyArray<string>,
  orgId: OrgId
): Effect.fn.Return<JsonObject> {
  const reading = yield* Effect.result(gateway.execute(InstanceOrg.get, { instanceId, orgId, ...minimalSummary }))
  // The organization was created, whatever becomes of this request.
  if (reading._tag === "Failure")
    return { done: true, org: { id: orgId, name: plan.after["name"] ?? "" }, note: unread }
  const org = reading.success
  const { changed, ...others } = describeResult(plan, {
    state: toJsonObject(org),
    about: { org: { id: org.id, name: org.name } },
    isOfAnother: false
  })
  const own = Object.entries(Predicate.isObject(changed) ? changed : {}).filter(([path]) => given.includes(path))
  return { ...others, ...(own.length === 0 ? {} : { changed: toJsonObject(Object.fromEntries(own)) }) }
})

/** Puts addresses in the place of ids into the lists of what went wrong. */
const withEmails = (answer: JsonObject, emails: PlannedSet["emails"]): JsonObject => {
  const name = (text: string) => [...emails].reduce((named, [id, email]) => named.replaceAll(id, email), text)
  const nameItem = (item: Json): Json => {
    const fields = Predicate.isObject(item) ? toJsonObject(item) : {}
    const { what } = fields
    return typeof what === "string" ? { ...fields, what: name(what) } : item
  }
  const lists = ["failed", "unknown", "skipped"].flatMap((list) => {
    const items = answer[list]
    return items !== undefined && isJsonList(items) ? [[list, items.map(nameItem)] as const] : []
  })
  return { ...answer, ...Object.fromEntries(lists) }
}

const createdIn = ({ entries }: RecordedSet): OrgId | undefined => entries[0]?.created

/** Carries the set of a plan out. It ends within 45 seconds; what is left is gone on with by losant_apply_changes. */
export const create = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  plan: WritePlan & { readonly set: PlannedSet },
  instance: string | undefined,
  startedAt: number,
  watcher: Pick<ApplyWatcher, "onWrite">
): Effect.fn.Return<JsonObject, LosantError | Refusal> {
  const { request, about, given, emails } = plan.set
  const recorded = yield* withEngine(
    instanceId,
    gatewayLosant(gateway, noWrites),
    ChangeSets.use((sets) => sets.plan(instanceId, request))
  ).pipe(Effect.mapError(planFailure))
  const progressed = yield* withEngine(
    instanceId,
    gatewayLosant(gateway, recorderOf(recorded.set.id, watcher)),
    carryOut(gateway, recorded, false, startedAt)
  ).pipe(Effect.mapError(planFailure))
  const orgId = createdIn(progressed.recorded)
  const created =
    orgId === undefined
      ? { done: progressed.recorded.entries[0]?.state === "done" }
      : yield* describeOrg(gateway, instanceId, plan, given, orgId)
  return {
    ...created,
    ...about,
    ...withEmails(presentSet(progressed, instance), emails),
    ...(plan.warnings === undefined ? {} : { warnings: plan.warnings })
  }
})
