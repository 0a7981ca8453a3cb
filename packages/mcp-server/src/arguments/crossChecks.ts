/** Rules between the arguments of a tool. */
import * as Predicate from "effect/Predicate"
import type { Problem } from "../model/ArgumentSpec.ts"

/** The arguments that name a person. */
interface Person {
  readonly userId?: unknown
  readonly email?: unknown
  readonly disallowTransfer?: unknown
}

/** A person has either `userId` or `email`. `at` is the path of the person in the arguments, with a dot at its end. */
const checkPerson = ({ userId, email, disallowTransfer }: Person, at: string): ReadonlyArray<Problem> => {
  const byId = userId !== undefined
  if (byId === (email !== undefined)) {
    const message = byId
      ? "give either userId or email, not both"
      : "give userId (of somebody who has a Losant account) or email"
    return [{ argument: `${at}userId`, message }]
  }
  return byId && disallowTransfer !== undefined
    ? [{ argument: `${at}disallowTransfer`, message: "goes with email only: leave it out" }]
    : []
}

/** The rules for a new member. */
export const checkMember = (member: Person): ReadonlyArray<Problem> => checkPerson(member, "")

/** The same rules for each member of a new organization. */
export const checkMembers = ({ members = [] }: { readonly members?: ReadonlyArray<Person> }): ReadonlyArray<Problem> =>
  // The schema of the action reports a member that is not an object.
  members.flatMap((member, index) => (Predicate.isObject(member) ? checkPerson(member, `members.${index}.`) : []))

/** Refuses an update without a change. */
export const checkNotEmpty = (isEmpty: boolean): ReadonlyArray<Problem> =>
  isEmpty ? [{ argument: "arguments", message: "say what to change: give at least one argument beside the ids" }] : []
