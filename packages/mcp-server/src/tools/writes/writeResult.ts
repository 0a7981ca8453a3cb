/** The answers of a writing tool: the plan, the change, or that nothing has to be sent. */
import { requestOfCall } from "@effect-losant/core/Action"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import type { Changes } from "../../model/FieldChanges.ts"
import { subjectFields } from "../../model/Subject.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { Values } from "../../model/Values.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { compareAnswer } from "../../safety/changes/diff.ts"

/** The fields that have a value. */
export const omitUndefined = (fields: Values): Values =>
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

const fieldUnlessEmpty = (name: string, value: object | undefined): Values =>
  value === undefined || Object.keys(value).length === 0 ? {} : { [name]: value }

const describeSubject = ({ subject: { kind, ...subject }, member, invite }: WritePlan): Values => ({
  [subjectFields[kind]]: subject,
  ...fieldUnlessEmpty("member", member),
  ...fieldUnlessEmpty("invite", invite)
})

const describeDanger = ({ action, facts, instead }: DestructiveChange): Values => ({
  toBeConfirmed: {
    action,
    facts: facts.map(({ label, value }) => `${label}: ${value}`),
    ...(instead === undefined ? {} : { instead })
  }
})

/** HAL's extras: every request of this server leaves them out, so no plan shows them. */
const halExtras = new Set(["_actions", "_links", "_embedded"])

/** The request as a person reads it. */
const describeRequest = ({ call }: WritePlan): Values => {
  const { query, ...others } = requestOfCall(call)
  return {
    ...others,
    ...fieldUnlessEmpty("query", Object.fromEntries(Object.entries(query).filter(([name]) => !halExtras.has(name))))
  }
}

/** The answer to `dryRun`. `asks` is whether what destroys has to be confirmed. */
export const describePlan = (plan: WritePlan, isConfirmationOn: boolean): Values => {
  if (plan.nothingToDo !== undefined) return { dryRun: true, ...describeUnchanged(plan) }
  const { changes, danger, warnings, current } = plan
  const confirmationNote =
    danger !== undefined && !isConfirmationOn ? " Nobody would be asked to confirm it: LOSANT_MCP_CONFIRM is off." : ""
  return {
    dryRun: true,
    note: `Nothing was sent. Without dryRun this request would be, unless something changes until then.${confirmationNote}`,
    ...describeSubject(plan),
    ...(current?.lastUpdated === undefined ? {} : { lastUpdated: current.lastUpdated }),
    ...fieldUnlessEmpty("changes", changes),
    ...fieldUnlessEmpty("warnings", warnings),
    ...(danger === undefined || !isConfirmationOn ? {} : describeDanger(danger)),
    request: describeRequest(plan)
  }
}

/** The answer where nothing has to be sent. */
export const describeUnchanged = (plan: WritePlan): Values => ({
  done: true,
  note: `Nothing was sent, because nothing would change. ${plan.nothingToDo ?? ""}`.trim(),
  ...describeSubject(plan)
})

/** What is to be said of a write whose answer could not be read: what it was to change is all that is known. */
export const describeSent = (plan: WritePlan): Values => ({
  ...describeSubject(plan),
  ...fieldUnlessEmpty("changes", plan.changes)
})

/** What Losant made of a field: `true`, which stands for now, it answers as a time. */
const expectedFields = (after: Values, state: Values): Values =>
  after["disabledAt"] === true && typeof state["disabledAt"] === "string"
    ? { ...after, disabledAt: state["disabledAt"] }
    : after

const isEmpty = (value: unknown): boolean =>
  value === "" || value === false || (Array.isArray(value) && value.length === 0)

/** The fields that were sent, as the answer shows them; what is empty it may leave out. */
const answeredFields = (after: Values, state: Values): Values =>
  Object.fromEntries(
    Object.keys(after)
      .filter((name) => state[name] !== undefined || isEmpty(after[name]))
      .map((name) => [name, state[name] ?? after[name]])
  )

/** A new thing has values that nobody sent: they are no change. */
const onlyPlanned = (plan: WritePlan, changes: Changes): Changes =>
  Object.keys(plan.before).length > 0
    ? changes
    : Object.fromEntries(Object.entries(changes).filter(([path]) => Object.hasOwn(plan.changes, path)))

const notAnsweredNote = "What is in notAnswered was sent, but Losant's answer does not show it: read it to be sure."

/** A field that the call is not about is no part of what it failed to change. */
const describeMissed = (plan: WritePlan, changes: Changes): Values =>
  Object.fromEntries(
    Object.entries(changes)
      .filter(([path]) => Object.hasOwn(plan.changes, path))
      .map(([path, { before, after }]) => [path, omitUndefined({ sent: before, is: after })])
  )

/**
 * The answer of a write that was carried out: which fields are what now, by the answer of Losant. `notApplied` are the
 * fields that Losant made something else of than was sent, `notAnswered` those of which its answer says nothing.
 */
export const describeResult = (plan: WritePlan, { state, about: answered }: WriteAnswer): Values => {
  const sentFields = expectedFields(plan.after, state)
  const is = answeredFields(sentFields, state)
  const notAnswered = Object.keys(sentFields).filter((name) => !Object.hasOwn(is, name))
  const { changed, notApplied } = compareAnswer(plan.before, sentFields, is)
  return {
    done: true,
    ...describeSubject(plan),
    ...answered,
    ...fieldUnlessEmpty("changed", onlyPlanned(plan, changed)),
    ...fieldUnlessEmpty("notApplied", describeMissed(plan, notApplied)),
    ...(notAnswered.length === 0 ? {} : { notAnswered, note: notAnsweredNote }),
    ...fieldUnlessEmpty("warnings", plan.warnings)
  }
}
