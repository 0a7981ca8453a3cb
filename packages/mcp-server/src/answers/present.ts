// How the answer of an action becomes that of its tool, where the two differ.
import * as Predicate from "effect/Predicate"
import type { ToolSpec, Values } from "../ToolSpec.ts"
import { longestText, longestWhole } from "./Bounded.ts"
import { wanted } from "./Fields.ts"

const sentAt = (invite: Values): string => String(invite["inviteDate"] ?? "")

/**
 * Losant answers a new invitation with all that are open. The new one is the latest to its address, and stands first,
 * under a name of its own.
 */
export const newInviteFirst: Pick<ToolSpec, "present" | "presents"> = {
  present: (answer, values) => {
    const email = String(values["email"]).toLowerCase()
    const items: ReadonlyArray<unknown> = Array.isArray(answer["items"]) ? answer["items"] : []
    const [invite] = items
      .filter(Predicate.isObject)
      .filter((item) => String(item["email"]).toLowerCase() === email)
      .sort((one, other) => sentAt(other).localeCompare(sentAt(one)))
    return invite === undefined ? answer : { invite, ...answer }
  },
  presents: { invite: { type: "object" } }
}

/** Answers nothing but the fields that were asked for, whole, beside the id; `absent` are those that it does not have. */
export const onlyFields: Pick<ToolSpec, "own" | "present" | "presents" | "longest"> = {
  own: ["fields"],
  present: (answer, values) => {
    const fields = wanted(values)?.map(({ name }) => name)
    if (fields === undefined) return answer
    const absent = fields.filter((name) => !Object.hasOwn(answer, name))
    const present = Object.entries(answer).filter(
      ([name]) => name === "id" || name === "userId" || fields.includes(name)
    )
    return { ...Object.fromEntries(present), ...(absent.length === 0 ? {} : { absent }) }
  },
  presents: { absent: { type: "array", items: { type: "string" } }, leftOut: { type: "string" } },
  longest: (values) => (wanted(values) === undefined ? longestText : longestWhole)
}
