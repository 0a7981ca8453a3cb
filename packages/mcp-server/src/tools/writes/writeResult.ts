/** What a writing tool answers: what would change, what changed, or that nothing has to. */
import * as Predicate from "effect/Predicate"
import { withoutExtras } from "../../arguments/extras.ts"
import type { Danger } from "../../model/DestructiveChange.ts"
import type { Changes } from "../../model/FieldChanges.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { Values } from "../../model/Values.ts"
import type { Plan } from "../../model/WritePlan.ts"
import { diff, differences } from "../../safety/changes/diff.ts"

const text: JsonSchema = { type: "string" }
const fields: JsonSchema = { type: "object" }

/** The fields of what a writing tool answers, but for those that stand in it now and then. */
export const writeFields: Readonly<Record<string, JsonSchema>> = {
  done: { type: "boolean" },
  dryRun: { type: "boolean" },
  note: text,
  org: fields,
  changed: fields,
  changes: fields
}

/** The further fields of a tool whose calls may have to be confirmed. */
export const confirmFields: Readonly<Record<string, JsonSchema>> = {
  confirmation: text,
  plan: fields,
  confirmToken: text
}

const notEmpty = (name: string, value: object | undefined): Values =>
  value === undefined || Object.keys(value).length === 0 ? {} : { [name]: value }

const about = ({ org, member, invite }: Plan): Values => ({
  org,
  ...notEmpty("member", member),
  ...notEmpty("invite", invite)
})

const fieldsOf = (value: unknown): Values => (Predicate.isObject(value) ? { ...value } : {})

const toBeConfirmed = ({ action, facts, instead }: Danger): Values => ({
  toBeConfirmed: {
    action,
    facts: facts.map(({ label, value }) => `${label}: ${value}`),
    ...(instead === undefined ? {} : { instead })
  }
})

/** The request without what every request of this server has, and nobody asked for. */
const shownRequest = ({ request: { query, ...others } }: Plan): Values => ({
  ...others,
  ...notEmpty(
    "query",
    Object.fromEntries(Object.entries(query).filter(([name]) => !Object.hasOwn(withoutExtras, name)))
  )
})

/** The answer to `dryRun`. `asks` is whether what destroys has to be confirmed. */
export const preview = (plan: Plan, asks: boolean): Values => {
  if (plan.nothingToDo !== undefined) return { dryRun: true, ...unchanged(plan) }
  const { changes, danger, warnings, lastUpdated } = plan
  const unasked =
    danger !== undefined && !asks ? " Nobody would be asked to confirm it: LOSANT_MCP_CONFIRM is off." : ""
  return {
    dryRun: true,
    note: `Nothing was sent. Without dryRun this request would be, unless something changes until then.${unasked}`,
    ...about(plan),
    ...(lastUpdated === undefined ? {} : { lastUpdated }),
    ...notEmpty("changes", changes),
    ...notEmpty("warnings", warnings),
    ...(danger === undefined || !asks ? {} : toBeConfirmed(danger)),
    request: shownRequest(plan)
  }
}

/** The answer where nothing has to be sent. */
export const unchanged = (plan: Plan): Values => ({
  done: true,
  note: `Nothing was sent, because nothing would change. ${plan.nothingToDo ?? ""}`.trim(),
  ...about(plan)
})

/** What is to be said of a write whose answer could not be read: what it was to change is all that is known. */
export const sent = (plan: Plan): Values => ({ ...about(plan), ...notEmpty("changes", plan.changes) })

const listOf = (value: unknown): ReadonlyArray<Values> => (Array.isArray(value) ? value.map(fieldsOf) : [])

const time = (value: unknown): string => String(value ?? "")

/** Losant answers a new invitation with all that are open: the new one is the latest to its address. */
const newInvite = (answer: Values, email: unknown): Values => {
  const [latest] = listOf(answer["items"])
    .filter((item) => String(item["email"]).toLowerCase() === String(email).toLowerCase())
    .sort((one, other) => time(other["inviteDate"]).localeCompare(time(one["inviteDate"])))
  return latest ?? {}
}

const shownMember = ({ userId, email, role }: Values): Values => defined({ userId, email, role })

const shownInvite = ({ id, email, role, inviteDate }: Values): Values => defined({ id, email, role, inviteDate })

const defined = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The organization, member or invitation as a write answered it, and under which name the tool shows it. */
interface Answered {
  readonly state: Values
  readonly shown: Values
}

const answeredOf = (plan: Plan, answer: Values): Answered => {
  switch (plan.action.action) {
    case "instanceOrgs.post":
    case "instanceOrg.patch": {
      const { id, name, members } = answer
      const sent = plan.after["members"]
      return {
        state: members === undefined ? answer : { ...answer, members: sameMembers(sent, members) },
        shown: { org: { ...plan.org, ...defined({ id, name }) } }
      }
    }
    case "instanceOrgMembers.post":
    case "instanceOrgMember.patch":
      return { state: answer, shown: notEmpty("member", shownMember({ ...plan.member, ...answer })) }
    case "instanceOrgInvites.post": {
      const invite = newInvite(answer, plan.after["email"])
      return { state: invite, shown: notEmpty("invite", shownInvite(invite)) }
    }
    case "instanceOrgInvite.resendInvite":
      return { state: answer, shown: notEmpty("invite", shownInvite({ ...plan.invite, ...answer })) }
    default:
      return { state: {}, shown: {} }
  }
}

const isSamePerson = (sent: Values, answered: Values): boolean =>
  ["userId", "email"].some(
    (name) => sent[name] !== undefined && String(sent[name]).toLowerCase() === String(answered[name]).toLowerCase()
  )

/** The first members of an organization as they were sent, each with the roles that were answered. */
const sameMembers = (sent: unknown, answered: unknown): ReadonlyArray<Values> => {
  const members = listOf(answered)
  return listOf(sent).flatMap((one) => {
    const held = members.find((member) => isSamePerson(one, member))
    return held === undefined ? [] : [{ ...one, role: held["role"] }]
  })
}

/** What Losant made of a field: `true`, which stands for now, it answers as a time. */
const expected = (after: Values, state: Values): Values =>
  after["disabledAt"] === true && typeof state["disabledAt"] === "string"
    ? { ...after, disabledAt: state["disabledAt"] }
    : after

const isEmpty = (value: unknown): boolean =>
  value === "" || value === false || (Array.isArray(value) && value.length === 0)

/** The fields that were sent, as the answer shows them; what is empty it may leave out. */
const shownFields = (after: Values, state: Values): Values =>
  Object.fromEntries(
    Object.keys(after)
      .filter((name) => state[name] !== undefined || isEmpty(after[name]))
      .map((name) => [name, state[name] ?? after[name]])
  )

/** What is different now. A new thing has values that nobody gave it: they are no change. */
const difference = (plan: Plan, is: Values): Changes => {
  const all = Object.entries(diff(plan.before, is))
  return Object.fromEntries(
    Object.keys(plan.before).length > 0 ? all : all.filter(([path]) => Object.hasOwn(plan.changes, path))
  )
}

const silentNote = "What is in notAnswered was sent, but Losant's answer does not show it: read it to be sure."

const notApplied = (wanted: Values, is: Values, changes: Changes): Values => {
  // What the call is not about is no part of what it failed to change.
  const missed = Object.entries(differences(wanted, is)).filter(([path]) => Object.hasOwn(changes, path))
  return Object.fromEntries(missed.map(([path, { before, after }]) => [path, defined({ sent: before, is: after })]))
}

/**
 * What a write answers once it was carried out: which fields are what now, by what Losant answered. `notApplied` are the
 * fields that Losant made something else of than was sent, `notAnswered` those of which its answer says nothing.
 */
export const changed = (plan: Plan, answer: unknown): Values => {
  const { state, shown } = answeredOf(plan, fieldsOf(answer))
  const wanted = expected(plan.after, state)
  const is = shownFields(wanted, state)
  const silent = Object.keys(wanted).filter((name) => !Object.hasOwn(is, name))
  return {
    done: true,
    ...about(plan),
    ...shown,
    ...notEmpty("changed", difference(plan, is)),
    ...notEmpty("notApplied", notApplied(wanted, is, plan.changes)),
    ...(silent.length === 0 ? {} : { notAnswered: silent, note: silentNote }),
    ...notEmpty("warnings", plan.warnings)
  }
}
