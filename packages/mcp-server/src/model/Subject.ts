/** The subject of a call, such as an organization. Policy, confirmation, journal and audit refer to it. */
import type * as Action from "@effect-losant/core/Action"
import type { Target } from "./VerificationCall.ts"

export interface Subject {
  /** In words, such as `organization` or `notification rule`. */
  readonly kind: string
  /** Absent if the call creates the subject. */
  readonly id?: string
  /** The name in Losant. */
  readonly name?: string
}

const toWords = (name: string): string =>
  name
    .replace(/^instance(?=[A-Z])/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
    .replace(/^api\b/, "API")

/** The kind of the item whose id a parameter of a path holds: for `apiTokenId` it is `API token`. */
export const kindOfParameter = (parameter: string): string => toWords(parameter.replace(/Id$/, ""))

/** The kind of the item that an action is about: for `instanceNotificationRule.patch` it is `notification rule`. */
export const kindOfItem = ({ action }: Action.Any): string => toWords(action.slice(0, action.indexOf(".")))

/** The parameter of the path that holds the id of the item, such as `notificationRuleId`. */
export const itemParameter = ({ params }: Action.Any): string => Object.keys(params).at(-1) ?? "instanceId"

/** The item of an instance that a call names, unless it is an organization or in one. */
export const itemSubject = (action: Action.Any | undefined, { orgId, ...ids }: Target): Subject | undefined => {
  const id = action === undefined || orgId !== undefined ? undefined : ids[itemParameter(action)]
  return action === undefined || id === undefined ? undefined : { kind: kindOfItem(action), id }
}

/** The field under which the answer of a write shows a subject of this kind. */
export const subjectField = (kind: string): string =>
  kind === "organization"
    ? "org"
    : kind.toLowerCase().replaceAll(/ ([a-z])/g, (_, letter: string) => letter.toUpperCase())
