/** A change set as the view of a client shows it, before, while and after it is carried out. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import { ChangeSets, type Entry, type RecordedSet } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { describeVerification } from "../answers/verificationCall.ts"
import { dangers } from "../model/Danger.ts"
import { describeUndo } from "../model/DestructiveChange.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Item, ItemGroup, Outcome, PlanView, ToType } from "../model/views/PlanView.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import { oneLine } from "../safety/confirmation/fieldDetails.ts"
import { displayName } from "../safety/confirmation/typedName.ts"
import { placeOf } from "../safety/confirmation/viewPlan.ts"
import { formatCount } from "../tools/usage/amounts.ts"
import { decodeId, unknownSet } from "./applyChanges.ts"
import { describeWrite, group, type NameOf } from "./describeWrite.ts"
import { withEngine } from "./engine.ts"
import { planFailure } from "./failures.ts"
import { gatewayLosant } from "./gatewayLosant.ts"
import { presentSet } from "./presentSet.ts"
import { askAbout, describeLoss, needsName, obvious, type Question } from "./question.ts"
import { verificationOf } from "./verificationOf.ts"

const changes = { one: "change", many: "changes", isBytes: false }

/** The operations in words. */
const titles: Readonly<Record<string, string>> = {
  update_org: "Update organizations",
  add_member: "Add members",
  update_member: "Change the roles of members",
  remove_member: "Remove members and invitations",
  invite: "Invite people by email",
  resend_invite: "Send invitations again by email",
  revoke_invite: "Revoke invitations",
  create_org: "Create an organization with its people"
}

const noWrites = { begin: () => Effect.void, end: () => Effect.void }

const itemOf = (entry: Entry, text: string, instance: string | undefined): Item => {
  const { id, state, detail, write } = entry
  const isFinal = needsName(write)
  const risks = write.dangers.filter((danger) => !obvious.has(danger) && dangers[danger].level === "yes")
  const described = [...(isFinal ? [describeLoss(write)] : []), ...risks.map((danger) => dangers[danger].action)]
  return {
    id,
    text: oneLine(text),
    state,
    ...("inviteId" in write ? { inviteId: write.inviteId } : {}),
    ...(isFinal ? { isFinal } : {}),
    ...(described.length === 0 ? {} : { dangers: described }),
    ...(detail === undefined ? {} : { detail: oneLine(detail) }),
    ...(state === "unknown" || state === "begun"
      ? { toLook: describeVerification(verificationOf(write), instance) }
      : {})
  }
}

/** The writes by what is alike. What cannot be undone comes first. */
const groupsOf = (entries: ReadonlyArray<Entry>, nameOf: NameOf, instance: string | undefined) => {
  const described = entries.map((entry) => ({ entry, ...describeWrite(entry.write, nameOf) }))
  return group(described)
    .map(({ what }): ItemGroup => {
      const items = described.filter((one) => one.what === what).map(({ entry, of }) => itemOf(entry, of, instance))
      return withSharedDangers(oneLine(what), items.toSorted(byLoss(({ isFinal }) => isFinal === true)))
    })
    .toSorted(byLoss(hasFinal))
}

/** Orders by whether something cannot be undone, and leaves the order as it is otherwise. */
const byLoss =
  <A>(isFinal: (one: A) => boolean) =>
  (one: A, other: A): number =>
    Number(isFinal(other)) - Number(isFinal(one))

/** A danger of all writes of a group is told once. */
const withSharedDangers = (what: string, items: ReadonlyArray<Item>): ItemGroup => {
  const [first, ...others] = items
  const shared = (first?.dangers ?? []).filter(
    (danger) => others.length > 0 && others.every(({ dangers = [] }) => dangers.includes(danger))
  )
  if (shared.length === 0) return { what, items }
  return {
    what,
    dangers: shared,
    items: items.map(({ dangers = [], ...item }) => {
      const own = dangers.filter((danger) => !shared.includes(danger))
      return own.length === 0 ? item : { ...item, dangers: own }
    })
  }
}

const hasFinal = ({ items }: ItemGroup): boolean => items.some(({ isFinal }) => isFinal)

/** The texts to type: a name for each organization with a loss, and the number of a set that has to be counted. */
const toTypeOf = ({ danger, named }: Question, { entries }: RecordedSet): ReadonlyArray<ToType> =>
  (danger.typed ?? []).map(({ what }, index) => {
    const write = named[index]
    if (write === undefined) return { what: `${oneLine(what).replace("all writes of this set", "the ticked changes")}` }
    const items = entries.filter((entry) => needsName(entry.write) && isSameOrg(entry.write, write)).map(({ id }) => id)
    return { what: oneLine(what), items }
  })

const isSameOrg = (one: Entry["write"], other: Entry["write"]): boolean =>
  "orgId" in one && "orgId" in other ? one.orgId === other.orgId : one.orgName === other.orgName

const outcomeOf = (recorded: RecordedSet, presented: ReturnType<typeof presentSet>): Outcome => {
  const texts = [presented["summary"], presented["note"]]
  const isWhole = recorded.entries.every(({ state }) => state === "done" || state === "skipped")
  return { kind: isWhole ? "done" : "partly", text: texts.filter((text) => typeof text === "string").join(" ") }
}

const expired: Outcome = {
  kind: "refused",
  text: "Nothing was sent: the plan expired an hour after it was made. Ask the assistant for a new one."
}

const stateOf = (presented: ReturnType<typeof presentSet>): PlanView["state"] => {
  const { state } = presented
  return state === "goesOn" || state === "settling" || state === "stopped" ? state : "ended"
}

/** Reads a set from its ledger. It sends nothing to Losant. `instance` is the instance as the call named it. */
export const viewOfSet = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  setId: string,
  instance: string | undefined
): Effect.fn.Return<PlanView, LosantError | Refusal, Confirmation> {
  const id = decodeId(setId)
  if (Option.isNone(id)) return yield* Effect.fail(unknownSet(setId))
  const recorded = yield* withEngine(
    instanceId,
    gatewayLosant(gateway, noWrites),
    ChangeSets.use(({ status }) => status(id.value))
  ).pipe(Effect.mapError(planFailure))
  if (recorded.set.instanceId.toLowerCase() !== instanceId.toLowerCase()) return yield* Effect.fail(unknownSet(setId))
  const { origin, levelOf } = yield* Confirmation
  const question = yield* askAbout(recorded, false)
  const { danger, nameOf, risks } = question
  const isConfirmed = recorded.confirmedAt !== undefined
  const isExpired = !isConfirmed && (yield* Clock.currentTimeMillis) > recorded.set.expiresAt
  const presented = presentSet({ recorded }, instance)
  return {
    id: setId,
    state: isConfirmed ? stateOf(presented) : isExpired ? "ended" : "open",
    place: placeOf(origin, instanceId),
    title: `${titles[recorded.set.operation] ?? "Carry changes out"}: ${formatCount(recorded.entries.length, changes)}`,
    isFinal: question.named.length > 0,
    about: [],
    facts: group(recorded.set.excluded.map(({ orgName, reason }) => ({ what: reason, of: displayName(orgName) }))).map(
      ({ what, of }) => ({ label: `Skipped: ${oneLine(what)}`, value: of.join("; ") })
    ),
    fields: [],
    others: [],
    groups: groupsOf(recorded.entries, nameOf, instance),
    risks: risks.map(({ what, of }) => `This would ${what} (${of.length})`),
    undo: describeUndo(danger),
    ...(levelOf(danger) === "type" ? { toType: toTypeOf(question, recorded) } : {}),
    ...(isConfirmed ? { outcome: outcomeOf(recorded, presented) } : isExpired ? { outcome: expired } : {})
  }
})
