/** The arguments of losant_find_members. */
import { flagOption } from "../../../arguments/options.ts"
import type { Option, OptionValues } from "../../../model/ArgumentSpec.ts"
import type * as Continuation from "../continuation.ts"
import { continueOption } from "../defineJob.ts"
import { readPerson } from "./person.ts"

const person: Option<string> & { readonly isRequired: true } = {
  schema: { type: "string" },
  description: "Email or userId.",
  read: readPerson,
  isRequired: true
}

export const options = { person, includeInvites: flagOption(), ...continueOption }

export type FindMembersArguments = OptionValues<typeof options>

export const job: Continuation.Job<FindMembersArguments> = {
  tool: "losant_find_members",
  fixedArguments: ["person", "includeInvites"]
}
