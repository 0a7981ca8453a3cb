/** The question to the person about a change set. */
import { dangers as allDangers, levelOf, type RecordedSet, type Write } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { type Danger, dangers } from "../model/Danger.ts"
import type { DestructiveChange, TypedText } from "../model/DestructiveChange.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import { displayName, nameToType } from "../safety/confirmation/typedName.ts"
import { canonicalJson } from "../text/json.ts"
import { formatCount } from "../tools/usage/amounts.ts"
import { describeWrite, type Group, group, type NameOf } from "./describeWrite.ts"
import { type ShownGroup, showGroups } from "./groups.ts"

export const applyTool = "losant_apply_changes"

/** A set of more removals needs a typed number where the client shows no forms. */
const maxRemovalsByYes = 10

/** In tokens: a form shows no more. */
const maxFormTokens = 4_500
export const maxRiskTokens = 500

const isRemoval = ({ _tag }: Write): boolean => _tag === "remove_member" || _tag === "revoke_invite"

/** True for a write that cannot be undone. */
export const needsName = ({ dangers }: Write): boolean => levelOf(dangers) === "type"

/** Verbs by operation. The person types the verb with the number of writes. */
const verbs: Readonly<Record<Write["_tag"], string>> = {
  update_org: "update",
  add_member: "add",
  update_member: "update",
  remove_member: "remove",
  invite: "invite",
  resend_invite: "resend",
  revoke_invite: "revoke",
  create_org: "create",
  delete_org: "delete",
  add_to_new_org: "add",
  invite_to_new_org: "invite"
}

const verbOf = ({ set: { operation }, entries }: RecordedSet): string => {
  // Sound: a set has the operation of its request.
  const own = verbs[operation as Write["_tag"]]
  return own ?? verbs[entries[0]?.write._tag ?? "update_org"]
}

/** The verb and the number that stand for a whole set, such as `remove 75`. */
const numberToType = (recorded: RecordedSet): TypedText => {
  const verb = verbOf(recorded)
  const number = recorded.entries.length
  const example = number === 12 ? 34 : 12
  return {
    what: `the word ${verb} and the number of all writes of this set, such as ${verb} ${example}`,
    text: `${verb} ${number}`
  }
}

/** The writes that cannot be undone, one for each organization. */
const writesToName = ({ entries }: RecordedSet): ReadonlyArray<Write> => [
  ...new Map(
    entries
      .map(({ write }) => write)
      .filter(needsName)
      .map((write) => ["orgId" in write ? write.orgId : write.orgName, write] as const)
  ).values()
]

const nameOfWrite = (write: Write, isHidden: boolean): TypedText => {
  const id = "orgId" in write ? write.orgId : undefined
  const { kind, text } = nameToType({ name: write.orgName, ...(id === undefined ? {} : { id }) })
  // A plan that the assistant reads names the organization by its id: the name proves that the person looked.
  return { what: `the ${kind} of the organization ${isHidden ? id : displayName(write.orgName)}`, text }
}

/** The actions of a write that cannot be undone, in words. */
export const describeLoss = (write: Write): string =>
  write.dangers
    .filter((danger) => allDangers[danger].level === "type")
    .map((danger) => dangers[danger].action)
    .join(" and ")

/** The dangers that the operation itself says. */
export const obvious: ReadonlySet<Danger> = new Set(["removeMember", "revokeInvite"])

/** The dangers that a yes covers, as far as the operation does not say them. */
const findRisks = ({ entries }: RecordedSet, nameOf: NameOf): ReadonlyArray<Group> =>
  group(
    entries.flatMap(({ write }) =>
      write.dangers
        .filter((danger) => allDangers[danger].level === "yes" && !obvious.has(danger))
        .map((danger) => ({ what: dangers[danger].action, of: nameOf(write) }))
    )
  )

export interface Question {
  readonly danger: DestructiveChange
  /** The risks of the set, by organization. */
  readonly risks: ReadonlyArray<Group>
  /** The names of the organizations as the answer of a plan may show them. */
  readonly nameOf: NameOf
  /** The writes for which a name is typed. */
  readonly named: ReadonlyArray<Write>
}

/** The dangers of a set, by which the person is asked. */
const dangersOf = ({ entries }: RecordedSet, isByToken: boolean): ReadonlyArray<Danger> => {
  const irreversible = entries
    .flatMap(({ write }): ReadonlyArray<Danger> => write.dangers)
    .filter((danger) => dangers[danger].level === "type")
  const removals = entries.filter(({ write }) => isRemoval(write)).length
  return [
    "applyChanges",
    ...(isByToken && removals > maxRemovalsByYes ? ["removeMany" as const] : []),
    ...new Set(irreversible)
  ]
}

const toFact =
  (beginning: string) =>
  ({ what, count, of, more }: ShownGroup) => ({
    label: `${beginning}${what} (${count})`,
    value: `${of.join("; ")}${more === undefined ? "" : `; and ${more} more`}`
  })

const writesUnit = { one: "write", many: "writes", isBytes: false }

/** The question about a set. `resendsEmails` belongs to the call that is confirmed. */
export const askAbout = (recorded: RecordedSet, resendsEmails: boolean): Effect.Effect<Question, never, Confirmation> =>
  Effect.gen(function* () {
    const confirmation = yield* Confirmation
    const isByToken = (yield* confirmation.way) === "token"
    const { set, entries } = recorded
    const kinds = dangersOf(recorded, isByToken)
    const named = writesToName(recorded)
    const hidden = new Set(isByToken ? named.map((write) => ("orgId" in write ? write.orgId : "")) : [])
    const nameOf: NameOf = (write) =>
      "orgId" in write && hidden.has(write.orgId) ? write.orgId : displayName(write.orgName)
    const isByNumber = named.length === 0 || kinds.includes("removeMany")
    const risks = findRisks(recorded, nameOf)
    const groups = showGroups(group(entries.map(({ write }) => describeWrite(write, nameOf))), maxFormTokens)
    return {
      nameOf,
      named,
      risks,
      danger: {
        tool: applyTool,
        dangers: resendsEmails ? [...kinds, "repeatWrite"] : kinds,
        instanceId: set.instanceId,
        subject: {
          kind: "change set",
          id: set.id,
          name: `${formatCount(entries.length, writesUnit)}, ${set.operation}`
        },
        state: { writes: canonicalJson(entries.map(({ id, state, write }) => [id, state, write])) },
        arguments: { changeSetId: set.id, ...(resendsEmails ? { resendEmails: true } : {}) },
        facts: [
          ...named.map((write) => ({ label: "cannot be undone", value: `${nameOf(write)}: ${describeLoss(write)}` })),
          ...showGroups(risks, maxRiskTokens).map(toFact("this would ")),
          ...groups.map(toFact(""))
        ],
        typed: [
          ...named.map((write) => nameOfWrite(write, isByToken)),
          ...(isByNumber ? [numberToType(recorded)] : [])
        ],
        call: `call ${applyTool} with changeSetId ${set.id}`
      }
    }
  })
