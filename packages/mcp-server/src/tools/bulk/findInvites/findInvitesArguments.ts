/** The arguments of losant_find_invites. */
import { Role } from "@effect-losant/core/schemas/Role"
import { flagOption, textOption } from "../../../arguments/options.ts"
import type { Option, OptionValues } from "../../../model/ArgumentSpec.ts"
import { fleetTools } from "../../../model/views/names.ts"
import type * as Continuation from "../continuation.ts"
import { continueOption } from "../defineJob.ts"

const olderThanDays: Option<number> = { schema: { type: "integer", maximum: 36_500 } }
const role: Option<string> = { schema: { type: "string", enum: Role.literals } }

const filterOptions = { expired: flagOption(), olderThanDays, role, email: textOption() }

export const options = { ...filterOptions, ...continueOption }

export type FindInvitesArguments = OptionValues<typeof options>

export const job: Continuation.Job<FindInvitesArguments> = {
  tool: fleetTools.invites,
  // Sound: these are its keys.
  fixedArguments: Object.keys(filterOptions) as ReadonlyArray<keyof typeof filterOptions>
}
