/** The answers of writing tools: a plan, the result of a write, or the message that there is nothing to do. */
import { requestOfCall } from "@effect-losant/core/Action"
import type { ConfirmLevel } from "../../model/Danger.ts"
import { type DestructiveChange, describeAction, describeUndo } from "../../model/DestructiveChange.ts"
import type { Changes } from "../../model/FieldChanges.ts"
import { subjectField } from "../../model/Subject.ts"
import type { JsonSchema } from "../../model/ToolSchema.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { compareAnswer } from "../../safety/changes/compareAnswer.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"

/** Leaves out the fields whose value is undefined. */
export const omitUndefined = <A extends object>(fields: A): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  // Sound: undefined values are left out, and all others stay as they are.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof A]?: Exclude<A[K], undefined>
  }

const text: JsonSchema = { type: "string" }
const fields: JsonSchema = { type: "object" }

/** The common fields in the answers of writing tools. Rare fields are not declared. */
export const writeFields: Readonly<Record<string, JsonSchema>> = {
  done: { type: "boolean" },
  dryRun: { type: "boolean" },
  note: text,
  org: fields,
  changed: fields,
  changes: fields
}

/** Further fields in the answers of tools that ask for a confirmation. */
export const confirmFields: Readonly<Record<string, JsonSchema>> = {
  plan: fields,
  confirmToken: text
}

const fieldUnlessEmpty = (name: string, value: JsonObject | ReadonlyArray<string> | undefined): JsonObject =>
  value === undefined || Object.keys(value).length === 0 ? {} : { [name]: value }

const describeSubject = ({ subject: { kind, ...subject }, member, invite }: WritePlan): JsonObject => ({
  [subjectField(kind)]: subject,
  ...fieldUnlessEmpty("member", member),
  ...fieldUnlessEmpty("invite", invite)
})

const describeConfirmation = (danger: DestructiveChange, level: ConfirmLevel): JsonObject => {
  const { facts, instead } = danger
  const toBeConfirmed = {
    action: describeAction(danger),
    level,
    facts: facts.map(({ label, value }) => `${label}: ${value}`),
    undo: describeUndo(danger),
    ...(instead === undefined ? {} : { instead })
  }
  return { toBeConfirmed }
}

/** The parameters that turn HAL's extras off. Every request of this server has them, so a plan does not show them. */
const halExtras = new Set(["_actions", "_links", "_embedded"])

const describeRequest = ({ call }: WritePlan): JsonObject => {
  const { query, ...others } = requestOfCall(call)
  return {
    ...toJsonObject(others),
    ...fieldUnlessEmpty("query", Object.fromEntries(Object.entries(query).filter(([name]) => !halExtras.has(name))))
  }
}

/** The answer to a dry run. `level` is the confirmation that the server would ask for. */
export const describePlan = (plan: WritePlan, level: ConfirmLevel): JsonObject => {
  if (plan.nothingToDo !== undefined) return { dryRun: true, ...describeUnchanged(plan) }
  const { changes, danger, warnings, current } = plan
  const confirmationNote =
    danger !== undefined && level === "none" ? " Nobody would be asked to confirm it: LOSANT_MCP_CONFIRM is off." : ""
  return {
    dryRun: true,
    note: `Nothing was sent. A call without dryRun would send this request, unless something changes until then.${confirmationNote}`,
    ...describeSubject(plan),
    ...(current?.lastUpdated === undefined ? {} : { lastUpdated: current.lastUpdated }),
    ...fieldUnlessEmpty("changes", changes),
    ...fieldUnlessEmpty("warnings", warnings),
    ...(danger === undefined || level === "none" ? {} : describeConfirmation(danger, level)),
    request: describeRequest(plan)
  }
}

/** The answer of a call that would change nothing: it sent nothing. */
export const describeUnchanged = (plan: WritePlan): JsonObject => ({
  done: true,
  note: `Nothing was sent, because nothing would change. ${plan.nothingToDo ?? ""}`.trim(),
  ...describeSubject(plan)
})

/** The fields for a write whose answer could not be read: only the planned changes are known. */
export const describeSent = (plan: WritePlan): JsonObject => ({
  ...describeSubject(plan),
  ...fieldUnlessEmpty("changes", plan.changes)
})

/** The values that the answer should show: Losant answers a `disabledAt` of `true`, which means now, with the time. */
const expectedFields = (after: JsonObject, state: JsonObject): JsonObject =>
  after["disabledAt"] === true && typeof state["disabledAt"] === "string"
    ? { ...after, disabledAt: state["disabledAt"] }
    : after

const isEmpty = (value: unknown): boolean =>
  value === "" || value === false || (Array.isArray(value) && value.length === 0)

/** Losant answers lists that are empty. One that it did not answer before either may hold something. */
const isSilentList = ({ current, after }: WritePlan, name: string): boolean =>
  Array.isArray(after[name]) && current !== undefined && toJsonObject(current)[name] === undefined

/** The sent fields with the answered values. The answer may leave out a field that was sent empty. */
const answeredFields = (plan: WritePlan, after: JsonObject, state: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(after)
      .filter((name) => state[name] !== undefined || (isEmpty(after[name]) && !isSilentList(plan, name)))
      .map((name) => [name, state[name] ?? after[name]])
  )

/** A new organization, member or invitation has values that nobody sent. They do not count as changes. */
const onlyPlanned = (plan: WritePlan, changes: Changes): Changes =>
  Object.keys(plan.before).length > 0
    ? changes
    : Object.fromEntries(Object.entries(changes).filter(([path]) => Object.hasOwn(plan.changes, path)))

const notAnsweredNote =
  "The fields in notAnswered were sent, but Losant's answer does not show them: read them to be sure."

/** The planned changes that Losant did not make. Differences in other fields are not the failure of this call. */
const describeMissed = (plan: WritePlan, changes: Changes): JsonObject =>
  Object.fromEntries(
    Object.entries(changes)
      .filter(([path]) => Object.hasOwn(plan.changes, path))
      .map(([path, { before, after }]) => [path, omitUndefined({ sent: before, is: after })])
  )

/**
 * The answer for a write that was carried out, by Losant's answer. `changed` has the changed fields. `notApplied` has
 * the fields whose value differs from the sent one. `notAnswered` names the sent fields that Losant's answer lacks.
 */
export const describeResult = (plan: WritePlan, { state, about: answered }: WriteAnswer): JsonObject => {
  const sentFields = expectedFields(plan.after, state)
  const is = answeredFields(plan, sentFields, state)
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
