/** The position of the search for a person, and its state within a call. */
import * as Schema from "effect/Schema"
import type { JsonObject } from "../../../text/json.ts"
import type { Collection } from "../collect.ts"
import { optionalText, positionText } from "../positionText.ts"
import type { FindMembersArguments } from "./findMembersArguments.ts"
import { parsePerson } from "./person.ts"

/** The phases in their order: search the organizations for the account, read its memberships, read the invitations. */
const phase = Schema.Literals(["account", "memberships", "invites", "end"])
export type Phase = typeof phase.Type

/** The position at which a call begins, and the numbers that earlier calls found. */
export const findMembersPosition = positionText({
  phase,
  userId: optionalText(Schema.String),
  email: optionalText(Schema.String),
  after: optionalText(Schema.String),
  /** The number of organizations that this phase visited. */
  checked: Schema.FiniteFromString,
  /** The number of visits of the phases before. */
  earlier: Schema.FiniteFromString,
  /** The highest number of organizations that a phase visited: each phase begins with the first organization. */
  maxChecked: Schema.FiniteFromString,
  memberships: Schema.FiniteFromString,
  invitations: Schema.FiniteFromString
})

export type Position = typeof findMembersPosition.Type

/** The position of the first call. A person who is named by a user's id needs no search for the account. */
export const firstPosition = ({ person }: FindMembersArguments): Position => {
  const { userId, email } = parsePerson(person)
  return {
    phase: userId === undefined ? "account" : "memberships",
    userId,
    email,
    after: undefined,
    checked: 0,
    earlier: 0,
    maxChecked: 0,
    memberships: 0,
    invitations: 0
  }
}

/** The state of a call between two phases. */
export interface JobState {
  readonly position: Position
  readonly isDone: boolean
  readonly profile?: JsonObject
  readonly items: ReadonlyArray<JsonObject>
  readonly invites: ReadonlyArray<JsonObject>
  /** The numbers and failures of the visits. The results are in the fields above. */
  readonly visits: Collection<unknown>
}
