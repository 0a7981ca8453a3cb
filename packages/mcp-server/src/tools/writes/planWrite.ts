/** What the plans of all writes on an organization have in common. */
import type * as Action from "@effect-losant/core/Action"
import * as InstanceOrgAction from "@effect-losant/core/InstanceOrg"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { type InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Options, Problem } from "../../model/ArgumentSpec.ts"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Values } from "../../model/Values.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { differences, shortenedChanges } from "../../safety/changes/diff.ts"
import type { BodyOf, Forms } from "../request/Arguments.ts"
import type { WriteRequest } from "../request/WriteRequest.ts"
import { assertSameId } from "./assertSameId.ts"

/** An organization of an instance, and the way to it. */
export interface OrgAt {
  readonly gateway: LosantGateway
  readonly ids: { readonly instanceId: InstanceId; readonly orgId: OrgId }
}

/** The fields that `isWanted`. */
const pick = (values: Values, isWanted: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)))

/** The same fields of `state` as of `fields`. */
export const sameFields = (state: object, fields: object): Values => {
  const values: Values = { ...state }
  return pick(values, (name) => Object.hasOwn(fields, name) && values[name] !== undefined)
}

export const invalid = (...problems: ReadonlyArray<Problem>) => Effect.fail(new InvalidArguments(problems))

/** The organization as it is, with the summary fields named and no others. */
export const readOrg = (
  { gateway, ids: { instanceId, orgId } }: OrgAt,
  summaryInclude: ReadonlyArray<SummaryField> = []
): Effect.Effect<InstanceOrg, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgAction.get, {
      instanceId,
      orgId,
      // A list of none would be an empty parameter, which counts as not given, and then all of it comes.
      summaryInclude: summaryInclude.length === 0 ? ["memberCount"] : summaryInclude
    })
    .pipe(Effect.flatMap((org) => assertSameId("organization", orgId, org, ({ id }) => id)))

const isOfState = (name: string): boolean =>
  name === "id" || name === "lastUpdated" || Object.hasOwn(InstanceOrgPatch.fields, name)

/**
 * The fields of an organization that somebody can change, and when somebody last did, where Losant says so. Counts, which
 * change by themselves, are left out.
 */
export const orgState = (org: InstanceOrg): Values => pick({ ...org }, isOfState)

/** The part of a plan that names the organization it is about. */
export const aboutOrg = (org: InstanceOrg): Pick<WritePlan, "subject" | "current"> => ({
  subject: { kind: "organization", id: org.id, name: org.name },
  current: org
})

/**
 * A change of an organization that a person has to confirm, and the state that the confirmation is bound to: `state` is
 * what it depends on beside the organization's own.
 */
export const destructiveChange = (
  { tool, instanceId, bound }: { readonly tool: string; readonly instanceId: InstanceId; readonly bound: Values },
  org: InstanceOrg,
  {
    state,
    ...change
  }: Pick<DestructiveChange, "action" | "facts" | "typesName" | "part" | "instead"> &
    Partial<Pick<DestructiveChange, "state">>
): DestructiveChange => ({
  ...change,
  tool,
  instanceId,
  subject: { kind: "organization", id: org.id, name: org.name },
  state: { org: orgState(org), ...state },
  arguments: bound
})

/** The fields that a plan says of itself. */
type Own<A extends Action.Any> = Pick<WritePlan, "subject" | "current" | "member" | "invite"> & {
  readonly before: Values
  readonly after: BodyOf<A>
  /** The difference, where it is known already. */
  readonly changes?: WritePlan["changes"]
  /** What the answer of the action tells. */
  readonly readAnswer: (plan: WritePlan, answer: A["success"]["Type"]) => Partial<WriteAnswer>
}

/** Losant documents only `true`, but a deletion that it answers with `false` is none. */
const saysNotDone = (answer: unknown): boolean => Predicate.hasProperty(answer, "success") && answer.success === false

/** The plan that sends the fields of `after` in the body, or fails as the call would on what its schema refuses. */
export const planWrite = <A extends Action.Any, O extends Options, F extends Forms>(
  request: WriteRequest<A, O, F>,
  { after, changes, readAnswer, ...own }: Own<A>
): Effect.Effect<WritePlan, LosantInvalidInput> =>
  Effect.map(request.encode(after), (call) => {
    // Sound: a body is an object of fields, whichever action it is of.
    const fields: Values = { ...(after as object) }
    const plan: WritePlan = {
      ...own,
      call,
      after: fields,
      changes: changes ?? shortenedChanges(differences(own.before, fields)),
      send: (gateway, current) =>
        Effect.map(
          gateway.send(call, current),
          (answer): WriteAnswer => ({
            state: {},
            about: {},
            isOfAnother: false,
            isNotDone: saysNotDone(answer),
            ...readAnswer(plan, answer)
          })
        )
    }
    return plan
  })
