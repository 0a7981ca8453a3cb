/** The problems of an update in words. */
import type { MergeProblem } from "@effect-losant/core/OrgChanges"
import { clearedLimits, type Mergeable } from "@effect-losant/core/OrgParts"
import { fleetKeyTag } from "@effect-losant/fleet"
import { limitPath } from "../../arguments/clearArgument.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { quote } from "../../text/escapes.ts"

/** Advice for a field that Losant promises to nobody: one that the answer lacks is not necessarily empty. */
const insteadOf = {
  tags: "give all that it is to have, with set",
  banner: "give it both message and level",
  limits: "leave limits as they are, or let a person change them in Losant itself"
}

/** The problem of a merge. `limits` are those that the call sets. */
export const describeMergeProblem = (problem: MergeProblem, limits: object = {}): Problem => {
  if (problem.kind === "notAnswered") {
    const { field } = problem
    return {
      argument: field === "limits" && Object.keys(limits).length === 0 ? "clear" : field,
      message: `Losant did not answer the present value, so nothing can be merged, and the parts that are not sent may be lost: ${insteadOf[field]}`
    }
  }
  const name = quote(problem.limit, 100)
  if (problem.kind === "unknownLimit") return { argument: "clear", message: `there is no limit ${name}` }
  return {
    argument: "limits",
    message:
      `the organization has the limit ${name} with the value ${quote(String(problem.value), 100)}, which cannot be ` +
      "sent along with the others, and Losant may drop what is not sent: set it as well, or give it up with clear " +
      quote(limitPath(problem.limit), 100)
  }
}

/** An organization without its key would be created a second time. */
export const fleetKeyProblem = (argument: string): Problem => ({
  argument,
  message:
    `this takes the tag ${fleetKeyTag} away, by which a fleet that is kept in files knows the organization. The fleet would ` +
    "create another one in its place. Leave the tag as it is. If the person wants to take the organization out of the " +
    "fleet, give releaseFleetKey true"
})

/** Finds the fields that a call both sets and clears. */
export const findContradictions = (
  { limits = {}, ...fields }: Mergeable,
  clear: ReadonlyArray<string>
): ReadonlyArray<Problem> =>
  [
    ...clear.filter((name) => Object.hasOwn(fields, name)),
    ...clearedLimits(clear)
      .filter((name) => Object.hasOwn(limits, name))
      .map(limitPath)
  ].map((name) => ({ argument: "clear", message: `${name} is given a value as well: leave one of the two out` }))
