// How the answer of an action becomes that of its tool, where the two differ.
import * as Predicate from "effect/Predicate"
import type { ToolSpec, Values } from "./ToolSpec.ts"

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
