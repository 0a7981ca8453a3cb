/** The arguments that say whom a change set is about. Nothing is ever meant by leaving something out. */
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import type { Role } from "@effect-losant/core/schemas/Role"
import { Role as RoleSchema } from "@effect-losant/core/schemas/Role"
import type { InviteFilter, MemberFilter, Targets } from "@effect-losant/fleet"
import * as Result from "effect/Result"
import { flagOption, textOption } from "../../arguments/options.ts"
import { buildOrgQuery } from "../../arguments/orgFilters.ts"
import type { Option, OptionValues, Problem, Reader } from "../../model/ArgumentSpec.ts"
import { parseJsonText } from "../../text/json.ts"
import { orgOptionNames, orgOptions } from "../bulk/defineJob.ts"
import type { Operation } from "./changeArgument.ts"

const readFilled: Reader<string> = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? Result.succeed(value)
    : Result.fail("expected a text that is not empty")

const days: Option<number> & { readonly least: number } = { schema: { type: "integer" }, least: 1 }

/** A text is one name: names may hold commas. */
const readOrgs: Reader<ReadonlyArray<string>> = (value) => {
  const parsed = parseJsonText(value)
  const list: ReadonlyArray<unknown> = Array.isArray(parsed) ? parsed : [value]
  return list.length > 0 && list.every((item) => typeof item === "string" && item.trim() !== "")
    ? Result.succeed(list.map(String))
    : Result.fail("expected a list of ids or names, none of them empty")
}

const orgs: Option<ReadonlyArray<string>> = {
  schema: { type: "array", items: { type: "string" } },
  description: "Ids or names",
  read: readOrgs
}
const role: Option<Role> = { schema: { type: "string", enum: RoleSchema.literals }, description: "The present one" }

export const whomOptions = {
  orgs,
  ...orgOptions,
  person: { ...textOption("Email or userId"), read: readFilled },
  all: flagOption(),
  role,
  expired: flagOption(),
  olderThanDays: days
}

type Whom = OptionValues<typeof whomOptions>

/** The targets of a set, and the members or invitations in them. */
export interface Meant {
  readonly targets: Targets
  readonly members?: MemberFilter
  readonly invites?: InviteFilter
}

const problem = (argument: string, message: string): Result.Result<never, ReadonlyArray<Problem>> =>
  Result.fail([{ argument, message }])

const isAboutInvites = (operation: Operation): boolean => operation === "resend_invite" || operation === "revoke_invite"
const isAboutMembers = (operation: Operation): boolean => operation === "update_member" || operation === "remove_member"

/** The organizations that the arguments name, in each of the ways in which they do. */
const orgTargets = (values: Whom, now: number): ReadonlyArray<readonly [way: string, targets: Targets]> => {
  const { orgs, all } = values
  const [first, ...others] = orgs ?? []
  const given = orgOptionNames.filter((name) => values[name] !== undefined)
  const query: OrgQuery | undefined = buildOrgQuery(values, now)
  return [
    ...(first === undefined ? [] : [["orgs", { orgs: [first, ...others] }] as const]),
    ...(given.length === 0 ? [] : [[given.join(", "), { query: query ?? {} }] as const]),
    ...(all === true ? [["all", { all: true }] as const] : [])
  ]
}

const inviteFilter = ({ expired, olderThanDays, role, person }: Whom, byPerson: boolean): InviteFilter | undefined => {
  const filter = {
    ...(expired === undefined ? {} : { expired }),
    ...(olderThanDays === undefined ? {} : { olderThanDays }),
    ...(role === undefined ? {} : { role }),
    ...(person === undefined || byPerson ? {} : { email: person })
  }
  return Object.keys(filter).length === 0 ? undefined : filter
}

const whomAdvice = "say whom: orgs, a filter of organizations, or all true"

/** Reads whom the operation is about. `now` is in milliseconds. */
export const readWhom = (
  operation: Operation,
  values: Whom,
  now: number
): Result.Result<Meant, ReadonlyArray<Problem>> => {
  const { person, role, expired, olderThanDays } = values
  const found = orgTargets(values, now)
  const [only, second] = found
  if (second !== undefined) {
    return problem(second[0], `names organizations in another way than ${only?.[0]}: give one of the two`)
  }
  if (!isAboutInvites(operation) && (expired !== undefined || olderThanDays !== undefined)) {
    return problem(expired === undefined ? "olderThanDays" : "expired", "is for resend_invite and revoke_invite")
  }
  if (isAboutInvites(operation)) {
    const invites = inviteFilter(values, only === undefined)
    const filter = invites === undefined ? {} : { invites }
    if (only !== undefined) {
      return invites === undefined
        ? problem("expired", "say which invitations: expired, olderThanDays, role or person")
        : Result.succeed({ targets: only[1], ...filter })
    }
    if (person !== undefined) return Result.succeed({ targets: { person }, ...filter })
    return invites === undefined
      ? problem("orgs", "say which invitations: expired, olderThanDays, role or person")
      : Result.succeed({ targets: { all: true }, ...filter })
  }
  if (isAboutMembers(operation)) {
    if (only === undefined && person !== undefined && role === undefined) return Result.succeed({ targets: { person } })
    if (only === undefined) return problem("orgs", role === undefined ? `${whomAdvice}; or person` : whomAdvice)
    if (person !== undefined && role !== undefined) return problem("role", "give either person or role")
    if (person !== undefined) return Result.succeed({ targets: only[1], members: { person } })
    return role === undefined
      ? problem("person", "say which members: person, or role")
      : Result.succeed({ targets: only[1], members: { role } })
  }
  if (role !== undefined) return problem("role", "is the present role; the one to give goes into change")
  return only === undefined ? problem("orgs", whomAdvice) : Result.succeed({ targets: only[1] })
}
