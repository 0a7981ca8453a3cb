// Rules between the arguments of a tool.

import * as Predicate from "effect/Predicate"
import type { Problem } from "../model/ArgumentSpec.ts"
import type { Values } from "../model/Values.ts"

/** A person is named by `userId` or by `email`; `at` is where the person stands in the arguments. */
const checkPerson = (person: Values, at: string): ReadonlyArray<Problem> => {
  const byId = person["userId"] !== undefined
  const byEmail = person["email"] !== undefined
  if (byId === byEmail) {
    const message = byId
      ? "give either userId or email, not both"
      : "give userId (of somebody who has a Losant account) or email"
    return [{ argument: `${at}userId`, message }]
  }
  return byId && person["disallowTransfer"] !== undefined
    ? [{ argument: `${at}disallowTransfer`, message: "goes with email only: leave it out" }]
    : []
}

/** The rules for a member that is added. */
export const checkMember = (values: Values): ReadonlyArray<Problem> => checkPerson(values, "")

/** The same for each of the members of a new organization. */
export const checkMembers = ({ members }: Values): ReadonlyArray<Problem> =>
  Array.isArray(members)
    ? members.flatMap((member: unknown, index) =>
        Predicate.isObject(member) ? checkPerson(member, `members.${index}.`) : []
      )
    : []

const nothingChanges = new Set([
  ...["instanceId", "orgId", "userId"],
  ...["ifLastUpdated", "dryRun", "confirmToken", "confirmName"]
])

/** A change has to change something. */
export const somethingToChange = (values: Values): ReadonlyArray<Problem> =>
  Object.keys(values).every((name) => nothingChanges.has(name))
    ? [{ argument: "arguments", message: "say what to change: give at least one argument beside the ids" }]
    : []
