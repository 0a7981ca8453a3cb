/** A plan as the view of a client shows it. The person sees it as this server made it, and the assistant does not. */
import { dangers } from "../../model/Danger.ts"
import { type DestructiveChange, describeAction, describeUndo } from "../../model/DestructiveChange.ts"
import type { NewView } from "../../model/tool/Tool.ts"
import type { FieldRow, PlanView, Row, ToType } from "../../model/views/PlanView.ts"
import { visible } from "../../text/escapes.ts"
import type { ConfirmationOrigin } from "./ConfirmationRequest.ts"
import type { AskedLevel } from "./confirmLevel.ts"
import { oneLine } from "./fieldDetails.ts"
import { displayName, textsToType } from "./typedName.ts"

const capitalize = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

// A person scrolls through a long text, but nobody reads more. The cut says how long the text is.
const maxValueLength = 4_000

const formatValue = (value: unknown): string => {
  const text = visible(typeof value === "string" ? value : JSON.stringify(value, null, 1))
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}… (${text.length} characters)`
}

const toField = ([path, { before, after }]: readonly [
  string,
  { readonly before?: unknown; readonly after?: unknown }
]): FieldRow => ({
  path: oneLine(path),
  ...(before === undefined ? {} : { before: formatValue(before) }),
  ...(after === undefined ? {} : { after: formatValue(after) })
})

/** The place of a server, so that nobody takes production for staging. */
export const placeOf = ({ profile, host }: ConfirmationOrigin, instanceId: string): ReadonlyArray<Row> => [
  ...(profile === undefined ? [] : [{ label: "Server", value: oneLine(profile) }]),
  { label: "Host", value: oneLine(host) },
  { label: "Instance", value: instanceId }
]

/** The texts to type, if any. */
export const toTypeOf = (danger: DestructiveChange, level: AskedLevel): { readonly toType?: ReadonlyArray<ToType> } =>
  level === "type" ? { toType: textsToType(danger).map(({ what }) => ({ what: oneLine(what) })) } : {}

/** The ids that the subject names anyway. */
const namedAnyway: ReadonlyArray<string> = ["orgId", "instanceId", "changeSetId"]

/** A change set has a ledger, from which its view is read at each look. */
export const isSet = ({ subject }: DestructiveChange): boolean => subject.kind === "change set"

/** The plan of a single call. */
const planOf = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin
): Omit<PlanView, "id" | "state"> => {
  const { subject, part, facts, changes = {}, instead, arguments: values } = danger
  const roots = new Set(Object.keys(changes).map((path) => path.split(".", 1)[0] ?? path))
  return {
    place: placeOf(origin, danger.instanceId),
    title: capitalize(describeAction(danger)),
    isFinal: danger.dangers.some((kind) => dangers[kind].level === "type"),
    about: [
      { label: capitalize(subject.kind), value: displayName(subject.name) },
      ...(subject.id === undefined ? [] : [{ label: "Id", value: subject.id }]),
      ...(part === undefined ? [] : [{ label: "Whom or what", value: oneLine(part) }])
    ],
    facts: facts.map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) })),
    fields: Object.entries(changes).map(toField),
    others: Object.entries(values)
      .filter(([name]) => !namedAnyway.includes(name) && !roots.has(name))
      .map(([label, value]) => ({ label: oneLine(label), value: formatValue(value) })),
    groups: [],
    risks: [],
    ...(instead === undefined ? {} : { instead: oneLine(instead) }),
    undo: describeUndo(danger),
    ...toTypeOf(danger, level)
  }
}

/** A plan for the view of a client, with the secret that confirms it. */
export const makeView = (
  danger: DestructiveChange,
  level: AskedLevel,
  origin: ConfirmationOrigin,
  secret: string
): NewView => {
  const { tool, subject, arguments: values } = danger
  if (!isSet(danger)) return { secret, plan: planOf(danger, level, origin) }
  const id = subject.id ?? ""
  return { secret, call: { tool, id, values } }
}
