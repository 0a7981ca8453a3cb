/**
 * The plan of a fleet: the writes that bring an instance to the wanted state.
 *
 * @since 0.2.0
 */
import { InstanceId, OrgId } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import { ChangeSetId } from "../model/ChangeSet.ts"
import { orgIdOf, Write } from "../model/Write.ts"

const Note = Schema.Struct({
  orgId: Schema.optionalKey(OrgId),
  /** The key of the organization, or its name if no file has it. */
  org: Schema.String,
  message: Schema.String
})

/**
 * A plan. It holds what it saw of each organization, so a write whose organization has changed is skipped. It is
 * applied once.
 *
 * @example
 * ```ts
 * import { FleetPlan } from "@effect-losant/fleet"
 * import * as Schema from "effect/Schema"
 *
 * const parse = Schema.decodeUnknownEffect(Schema.fromJsonString(FleetPlan))
 * const isEmpty = ({ writes }: FleetPlan) => writes.length === 0
 * ```
 *
 * @since 0.2.0
 */
export const FleetPlan = Schema.Struct({
  format: Schema.Literal("effect-losant/fleet-plan"),
  version: Schema.Literal(1),
  /** The id of the plan, and of the run that applies it. */
  id: ChangeSetId,
  instanceId: InstanceId,
  /** In milliseconds since the epoch. */
  createdAt: Schema.Finite,
  /** The number of organizations that the instance has, and that the files name or the tag with a key. */
  managed: Schema.Int,
  /** The number of requests that the plan took. */
  requests: Schema.Int,
  writes: Schema.Array(Write),
  /** The things that a run does not change, with the reasons. */
  notes: Schema.Array(Note),
  /** By the key of each organization, the digest of its part of the files. */
  wanted: Schema.Record(Schema.String, Schema.String)
})
export type FleetPlan = typeof FleetPlan.Type

/** True for a write that disables or deletes an organization, or takes a member out. */
export const isRemoval = (write: Write): boolean =>
  write._tag === "delete_org" || write._tag === "remove_member" || write.dangers.some((one) => one === "disableOrg")

/** The number of organizations of which a plan takes something away. */
export const countRemovals = ({ writes }: Pick<FleetPlan, "writes">): number =>
  new Set(writes.filter(isRemoval).map((write) => orgIdOf(write) ?? write.orgName)).size
