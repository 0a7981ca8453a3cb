/** The name of the tool that finds memberships, and the arguments that stay as they are while it continues. */
import type * as Continuation from "../continuation.ts"

export const name = "losant_find_members"
export const job: Continuation.Job = { tool: name, fixed: ["person", "includeInvites"] }
