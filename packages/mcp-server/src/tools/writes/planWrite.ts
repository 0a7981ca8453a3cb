/** Makes the plans of writes. */
import type * as Action from "@effect-losant/core/Action"
import { compare } from "@effect-losant/core/FieldChanges"
import * as InstanceOrgAction from "@effect-losant/core/InstanceOrg"
import type { LosantError, LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { type InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import { minimalSummary } from "../../losant/smallAnswers.ts"
import type { Options, Problem } from "../../model/ArgumentSpec.ts"
import type { Danger } from "../../model/Danger.ts"
import type { DestructiveChange, NamedSubject } from "../../model/DestructiveChange.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import type { BodyOf, Forms, WriteRequest } from "../request/Arguments.ts"
import { assertSameId } from "./assertSameId.ts"

/** The ids of an organization, and the gateway that reaches it. */
export interface OrgLocation {
  readonly gateway: LosantGateway
  readonly ids: { readonly instanceId: InstanceId; readonly orgId: OrgId }
}

const pick = (values: JsonObject, isWanted: (name: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([name]) => isWanted(name)))

/** The fields of `state` that `fields` has too. */
export const pickSameFields = (state: object, fields: object): JsonObject => {
  const values = toJsonObject(state)
  return pick(values, (name) => Object.hasOwn(fields, name) && values[name] !== undefined)
}

export const failInvalid = (...problems: ReadonlyArray<Problem>) => Effect.fail(new InvalidArguments(problems))

/** Reads the organization with the given summary fields and no others. */
export const readOrg = (
  { gateway, ids: { instanceId, orgId } }: OrgLocation,
  summaryInclude: ReadonlyArray<SummaryField> = []
): Effect.Effect<InstanceOrg, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgAction.get, {
      instanceId,
      orgId,
      // An empty list would be an empty parameter. Losant ignores that one and answers all summary fields.
      ...(summaryInclude.length === 0 ? minimalSummary : { summaryInclude })
    })
    .pipe(Effect.flatMap((org) => assertSameId("organization", orgId, org, ({ id }) => id)))

const isStateField = (name: string): boolean =>
  name === "id" || name === "lastUpdated" || Object.hasOwn(InstanceOrgPatch.fields, name)

/**
 * The fields of an organization that people can change, and the time of the last change if Losant answers it. Counts
 * are left out, because they change by themselves.
 */
export const orgState = (org: InstanceOrg): JsonObject => pick(toJsonObject(org), isStateField)

/** The fields of a plan that name its organization. */
export const describeOrg = (org: InstanceOrg): Pick<WritePlan, "subject" | "current"> => ({
  subject: { kind: "organization", id: org.id, name: org.name },
  current: org
})

/** The parts of a dangerous change that differ from call to call. */
interface DangerParts<D extends Danger> extends Pick<DestructiveChange, "facts" | "part" | "instead"> {
  /** Those of the call, among the dangers that the tool declares. */
  readonly dangers: ReadonlyArray<D>
  /** Further things that the decision depends on. */
  readonly state?: JsonObject
  /** Absent if the call creates the organization. */
  readonly org?: InstanceOrg
}

/** The fields of a plan that ask the person for a confirmation. Without a danger there are none. */
export const describeDanger = <D extends Danger>(
  {
    tool,
    instanceId,
    bound
  }: {
    readonly tool: string
    readonly instanceId: InstanceId
    readonly bound: JsonObject
    readonly dangers: ReadonlyArray<D>
  },
  subject: NamedSubject,
  { state, org, ...change }: DangerParts<NoInfer<D>>
): Pick<WritePlan, "danger"> =>
  change.dangers.length === 0
    ? {}
    : {
        danger: {
          ...change,
          tool,
          instanceId,
          subject,
          state: { ...(org === undefined ? {} : { org: orgState(org) }), ...state },
          arguments: bound
        }
      }

/** The same for a change of an organization. The confirmation is bound to the state of the organization. */
export const describeOrgDanger = <D extends Danger>(
  request: Parameters<typeof describeDanger<D>>[0],
  org: InstanceOrg,
  parts: Omit<DangerParts<NoInfer<D>>, "org">
): Pick<WritePlan, "danger"> =>
  describeDanger(request, { kind: "organization", id: org.id, name: org.name }, { ...parts, org })

/** The change that the person is asked about if a call repeats one of moments ago. */
export const describeRepetition = (
  { tool, instanceId, bound }: Pick<Parameters<typeof describeDanger>[0], "tool" | "instanceId" | "bound">,
  subject: NamedSubject,
  { org, ...part }: { readonly part?: string; readonly org?: InstanceOrg }
): DestructiveChange => ({
  ...part,
  tool,
  instanceId,
  subject,
  dangers: ["repeatWrite"],
  facts: [],
  state: org === undefined ? {} : { org: orgState(org) },
  arguments: bound
})

/** The parts of a plan that differ from tool to tool. */
type PlanParts<A extends Action.Any> = Pick<WritePlan, "subject" | "current" | "member" | "invite"> & {
  readonly before: JsonObject
  readonly after: BodyOf<A>
  /** The difference, if the caller has already computed it. */
  readonly changes?: WritePlan["changes"]
  /** Reads Losant's answer to the action. */
  readonly readAnswer: (plan: WritePlan, answer: A["success"]["Type"]) => Partial<WriteAnswer>
}

/** Makes a plan that sends the fields of `after` as the body. It fails if the schema of the action refuses them. */
export const planWrite = <A extends Action.Any, O extends Options, F extends Forms>(
  request: WriteRequest<A, O, F>,
  { after, changes, readAnswer, ...others }: PlanParts<A>
): Effect.Effect<WritePlan, LosantInvalidInput> =>
  Effect.map(request.encode(after), (call) => {
    // Sound: the body of every action is an object.
    const fields = toJsonObject(after as object)
    const plan: WritePlan = {
      ...others,
      call,
      after: fields,
      changes: changes ?? truncateChanges(compare(others.before, fields)),
      send: (gateway, current) =>
        Effect.map(
          gateway.send(call, current),
          (answer): WriteAnswer => ({
            state: {},
            about: {},
            isOfAnother: false,
            ...readAnswer(plan, answer)
          })
        )
    }
    return plan
  })
