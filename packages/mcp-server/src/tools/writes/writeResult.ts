/** The answers of a writing tool: the plan, the change, or that nothing has to be sent. */
import { requestOfCall } from "@effect-losant/core/Action"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import type { Changes } from "../../model/FieldChanges.ts"
import { subjectField } from "../../model/Subject.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { Values } from "../../model/Values.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { compareAnswer } from "../../safety/changes/diff.ts"

/** The fields that have a value. */
export const defined = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

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

const about = ({ subject: { kind, ...subject }, member, invite }: WritePlan): Values => ({
  [subjectField(kind)]: subject,
  ...notEmpty("member", member),
  ...notEmpty("invite", invite)
})

const toBeConfirmed = ({ action, facts, instead }: DestructiveChange): Values => ({
  toBeConfirmed: {
    action,
    facts: facts.map(({ label, value }) => `${label}: ${value}`),
    ...(instead === undefined ? {} : { instead })
  }
})

/** HAL's extras: every request of this server leaves them out, so no plan shows them. */
const extras = new Set(["_actions", "_links", "_embedded"])

/** The request as a person reads it. */
const shownRequest = ({ call }: WritePlan): Values => {
  const { query, ...others } = requestOfCall(call)
  return {
    ...others,
    ...notEmpty("query", Object.fromEntries(Object.entries(query).filter(([name]) => !extras.has(name))))
  }
}

/** The answer to `dryRun`. `asks` is whether what destroys has to be confirmed. */
export const preview = (plan: WritePlan, asks: boolean): Values => {
  if (plan.nothingToDo !== undefined) return { dryRun: true, ...unchanged(plan) }
  const { changes, danger, warnings, current } = plan
  const unasked =
    danger !== undefined && !asks ? " Nobody would be asked to confirm it: LOSANT_MCP_CONFIRM is off." : ""
  return {
    dryRun: true,
    note: `Nothing was sent. Without dryRun this request would be, unless something changes until then.${unasked}`,
    ...about(plan),
    ...(current?.lastUpdated === undefined ? {} : { lastUpdated: current.lastUpdated }),
    ...notEmpty("changes", changes),
    ...notEmpty("warnings", warnings),
    ...(danger === undefined || !asks ? {} : toBeConfirmed(danger)),
    request: shownRequest(plan)
  }
}

/** The answer where nothing has to be sent. */
export const unchanged = (plan: WritePlan): Values => ({
  done: true,
  note: `Nothing was sent, because nothing would change. ${plan.nothingToDo ?? ""}`.trim(),
  ...about(plan)
})

/** What is to be said of a write whose answer could not be read: what it was to change is all that is known. */
export const sent = (plan: WritePlan): Values => ({ ...about(plan), ...notEmpty("changes", plan.changes) })

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

/** A new thing has values that nobody sent: they are no change. */
const planned = (plan: WritePlan, changes: Changes): Changes =>
  Object.keys(plan.before).length > 0
    ? changes
    : Object.fromEntries(Object.entries(changes).filter(([path]) => Object.hasOwn(plan.changes, path)))

const silentNote = "What is in notAnswered was sent, but Losant's answer does not show it: read it to be sure."

/** A field that the call is not about is no part of what it failed to change. */
const missed = (plan: WritePlan, changes: Changes): Values =>
  Object.fromEntries(
    Object.entries(changes)
      .filter(([path]) => Object.hasOwn(plan.changes, path))
      .map(([path, { before, after }]) => [path, defined({ sent: before, is: after })])
  )

/**
 * The answer of a write that was carried out: which fields are what now, by the answer of Losant. `notApplied` are the
 * fields that Losant made something else of than was sent, `notAnswered` those of which its answer says nothing.
 */
export const changed = (plan: WritePlan, { state, about: answered }: WriteAnswer): Values => {
  const wanted = expected(plan.after, state)
  const is = shownFields(wanted, state)
  const silent = Object.keys(wanted).filter((name) => !Object.hasOwn(is, name))
  const { changed, notApplied } = compareAnswer(plan.before, wanted, is)
  return {
    done: true,
    ...about(plan),
    ...answered,
    ...notEmpty("changed", planned(plan, changed)),
    ...notEmpty("notApplied", missed(plan, notApplied)),
    ...(silent.length === 0 ? {} : { notAnswered: silent, note: silentNote }),
    ...notEmpty("warnings", plan.warnings)
  }
}
