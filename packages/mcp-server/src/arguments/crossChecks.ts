/** Rules between the arguments of a tool. */
import type { Problem } from "../model/ArgumentSpec.ts"

/** A person as the arguments of a tool name one. */
interface Person {
  readonly userId?: unknown
  readonly email?: unknown
  readonly disallowTransfer?: unknown
}

/** A person is named by `userId` or by `email`; `at` is where the person stands in the arguments. */
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

/** The rules for a member that is added. */
export const checkMember = (member: Person): ReadonlyArray<Problem> => checkPerson(member, "")

/** The same for each of the members of a new organization. */
export const checkMembers = ({ members = [] }: { readonly members?: ReadonlyArray<Person> }): ReadonlyArray<Problem> =>
  members.flatMap((member, index) => checkPerson(member, `members.${index}.`))

/** A change has to change something. */
export const somethingToChange = (isEmpty: boolean): ReadonlyArray<Problem> =>
  isEmpty ? [{ argument: "arguments", message: "say what to change: give at least one argument beside the ids" }] : []
