/** The argument `change`: it takes the arguments of the operation's own tool, without those that name the target. */
import type * as Action from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMember from "@effect-losant/core/InstanceOrgMember"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { findExcess } from "../../arguments/argumentSize.ts"
import { checkMember, checkNotEmpty } from "../../arguments/crossChecks.ts"
import { clearOption } from "../../arguments/options.ts"
import { type CallParts, parseCall } from "../../arguments/parseCall.ts"
import { argumentsOf } from "../../arguments/toolArguments.ts"
import type { Option, Options, Problem, Reader } from "../../model/ArgumentSpec.ts"
import { type JsonObject, parseJsonText, toJsonObject } from "../../text/json.ts"
import { findContradictions } from "../orgs/updateProblems.ts"

/** The operations of a change set that a tool offers. */
export const operations = [
  "update_org",
  "add_member",
  "update_member",
  "remove_member",
  "invite",
  "resend_invite",
  "revoke_invite"
] as const
export type Operation = (typeof operations)[number]

const readChange: Reader<JsonObject> = (value) => {
  const change = parseJsonText(value)
  if (!Predicate.isObject(change)) return Result.fail("expected an object, or its JSON")
  if (Object.keys(change).length === 0) return Result.fail("must not be empty: say what to change")
  const excess = findExcess(change)
  return excess === undefined ? Result.succeed(toJsonObject(change)) : Result.fail(`is ${excess}`)
}

export const changeOption: Option<JsonObject> = {
  // Some clients refuse the schema of an object without properties.
  schema: { type: "string" },
  description:
    'JSON of the arguments of losant_update_org, such as {"limits":{"device":200},"tags":{"add":["tier=gold"]}}; ' +
    'else of the member or invitation, such as {"role":"view"}',
  read: readChange
}

/** The part of an operation's own tool that reads the change. */
interface Syntax {
  readonly action: Action.Any
  readonly options?: Options
  readonly ownForms?: ReadonlyArray<string>
  readonly check?: (parts: CallParts) => ReadonlyArray<Problem>
}

const bodyIsNotEmpty = ({ body, options }: CallParts): ReadonlyArray<Problem> =>
  checkNotEmpty(Object.keys(body).length === 0 && options["clear"] === undefined)

// Sound: the option's reader gives a list of names.
const clearOf = ({ options }: CallParts) => (options["clear"] ?? []) as ReadonlyArray<string>

const syntaxes: { readonly [O in Operation]?: Syntax } = {
  update_org: {
    action: InstanceOrg.patch,
    options: clearOption,
    ownForms: ["tags"],
    check: (parts) => [
      ...bodyIsNotEmpty(parts),
      // Sound: the readers of the arguments have read each field.
      ...findContradictions(parts.body as Parameters<typeof findContradictions>[0], clearOf(parts))
    ]
  },
  add_member: { action: InstanceOrgMembers.post, check: ({ body }) => checkMember(body) },
  update_member: { action: InstanceOrgMember.patch, check: bodyIsNotEmpty },
  invite: { action: InstanceOrgInvites.post },
  resend_invite: { action: InstanceOrgInvite.resendInvite }
}

/** The problem with the place of its argument in the call. */
const atChange = ({ argument, message }: Problem): Problem => ({
  argument: argument === "arguments" ? "change" : `change.${argument}`,
  message
})

/** True if the operation takes a change. Removals take none. */
export const takesChange = (operation: Operation): boolean => syntaxes[operation] !== undefined

/** Reads the change of an operation that takes one. `now` is in milliseconds. */
export const parseChange = (
  operation: Operation,
  change: JsonObject,
  now: number
): Result.Result<JsonObject, ReadonlyArray<Problem>> => {
  const syntax = syntaxes[operation]
  if (syntax === undefined) return Result.succeed({})
  const { action, options = {}, ownForms = [], check } = syntax
  const own = argumentsOf(action, {}, options).filter(({ place }) => place === "body" || place === "option")
  return Result.mapBoth(
    parseCall(
      { arguments: own, hasInstance: true, action, ownForms, ...(check === undefined ? {} : { check }) },
      change,
      now
    ),
    {
      onFailure: (problems) => problems.map(atChange),
      onSuccess: ({ body, options }) => toJsonObject({ ...body, ...options })
    }
  )
}
