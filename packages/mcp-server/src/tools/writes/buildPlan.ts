/** What the plans of all writes have in common. */
import { type Any, requestOf } from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import { type InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import { withoutExtras } from "../../arguments/extras.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/DestructiveChange.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Values } from "../../model/Values.ts"
import type { GivenWrite, Plan, WriteCall } from "../../model/WritePlan.ts"
import { diff } from "../../safety/changes/diff.ts"
import { asAsked } from "./assertSameId.ts"

/** Where a call reads what belongs to its organization. */
export const at = ({ instanceId, values }: WriteCall): Values => ({
  instanceId,
  orgId: values["orgId"],
  ...withoutExtras
})

/** What a writing tool takes beside the fields that it writes: arguments of the server, not of the action. */
const ownArguments = new Set(["dryRun", "ifLastUpdated", "confirmToken", "confirmName", "clear"])

const inUrl = (action: Any, name: string): boolean =>
  Object.hasOwn(action.params, name) || Object.hasOwn(action.query, name)

const picked = (values: Values, isWanted: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)))

/** The arguments of the call that are fields of the body. */
export const fieldsOf = ({ action, values }: GivenWrite): Values =>
  picked(values, (name) => !inUrl(action, name) && !ownArguments.has(name))

/** The same fields of `state` as of `fields`. */
export const sameFields = (state: Values, fields: Values): Values =>
  picked(state, (name) => Object.hasOwn(fields, name) && state[name] !== undefined)

export const invalid = (...problems: ReadonlyArray<Problem>) => Effect.fail(new InvalidArguments(problems))

/** The organization as it is, with the summary fields named and no others. */
export const readOrg = (
  { reach, instanceId, values }: WriteCall,
  summaryInclude: ReadonlyArray<SummaryField> = []
): Effect.Effect<InstanceOrg, LosantError | Refusal> =>
  reach
    .execute(actions["instanceOrg.get"], {
      instanceId,
      orgId: values["orgId"],
      // A list of none would be an empty parameter, which counts as not given, and then all of it comes.
      summaryInclude: summaryInclude.length === 0 ? ["memberCount"] : summaryInclude,
      ...withoutExtras
    })
    .pipe(Effect.flatMap((org) => asAsked("organization", values["orgId"], org, ({ id }) => id)))

const isOfState = (name: string): boolean =>
  name === "id" || name === "lastUpdated" || Object.hasOwn(InstanceOrgPatch.fields, name)

/**
 * What somebody can change of an organization, and when somebody last did, where Losant says so. What it counts, which
 * changes by itself, is left out.
 */
export const orgState = (org: InstanceOrg): Values => picked({ ...org }, isOfState)

/** Where the organization of a plan stands. */
export const placeOf = (org: InstanceOrg): Pick<Plan, "org" | "orgState" | "lastUpdated"> => ({
  org: { id: org.id, name: org.name },
  orgState: orgState(org),
  ...(org.lastUpdated === undefined ? {} : { lastUpdated: org.lastUpdated })
})

// They decide whether the call may be made, not what it does; the instance a danger names by itself.
const aside = new Set(["confirmToken", "confirmName", "dryRun", "instanceId"])

/**
 * A danger to the organization of a plan, and what a confirmation of it is bound to: `state` is what it depends on
 * beside the organization's own.
 */
export const dangerOf = (
  { instanceId, values }: GivenWrite,
  org: InstanceOrg,
  {
    state,
    ...danger
  }: Pick<Danger, "tool" | "action" | "facts" | "typesName" | "subject" | "instead"> & Partial<Pick<Danger, "state">>
): Danger => ({
  ...danger,
  instanceId,
  orgId: org.id,
  orgName: org.name,
  state: { org: orgState(org), ...state },
  arguments: picked(values, (name) => !aside.has(name))
})

/** What a write's own plan says. */
export type Own = Omit<Plan, "action" | "input" | "request" | "changes">

/** The plan that sends the fields of `after` in the body, or fails as the call would on what its schema refuses. */
export const planned = Effect.fnUntraced(function* (
  { action, instanceId, values }: GivenWrite,
  own: Own
): Effect.fn.Return<Plan, LosantInvalidInput> {
  const [bodyName] = Object.keys(action.body)
  const input = {
    ...picked(values, (name) => inUrl(action, name)),
    instanceId,
    ...(bodyName === undefined ? {} : { [bodyName]: own.after }),
    ...withoutExtras
  }
  const request = yield* requestOf(action, input)
  return { ...own, action, input, request, changes: diff(own.before, own.after) }
})

/** Fails as the call would on fields that its schema refuses: what cannot be sent needs nothing to be read first. */
export const validated = (call: GivenWrite, after: Values): Effect.Effect<void, LosantInvalidInput> =>
  Effect.asVoid(planned(call, { org: {}, before: {}, after }))
