/**
 * One custom node of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { CustomNodeId, InstanceId } from "./schemas/Ids.ts"
import { InstanceCustomNode } from "./schemas/instance/CustomNode.ts"
import { InstanceCustomNodePatch } from "./schemas/instance/CustomNodeBody.ts"
import { FlowErrors, FlowStats } from "./schemas/instance/FlowRuns.ts"
import { Limit, sortDirection } from "./schemas/params/ListParams.ts"
import { Instant, Milliseconds } from "./schemas/params/TimeParams.ts"
import { Success } from "./schemas/Success.ts"

const path = "/instances/:instanceId/nodes/:instanceCustomNodeId"
const params = { instanceId: InstanceId, instanceCustomNodeId: CustomNodeId }

const flowRange = {
  duration: Schema.optionalKey(Milliseconds.annotate({ default: 86_400_000 })),
  end: Schema.optionalKey(Instant)
}

/**
 * Retrieves a custom node, its workflow, and where it is used (Losant's `instanceCustomNode.get`).
 *
 * @example
 * ```ts
 * import { type CustomNodeId, InstanceCustomNode, type InstanceId } from "@effect-losant/core"
 *
 * const node = (instanceId: InstanceId, instanceCustomNodeId: CustomNodeId) =>
 *   InstanceCustomNode.get({ instanceId, instanceCustomNodeId })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceCustomNode.get", {
  method: "GET",
  path,
  params,
  success: InstanceCustomNode,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Updates a custom node (Losant's `instanceCustomNode.patch`). The change takes effect at once in every workflow that
 * uses the node.
 *
 * @example
 * ```ts
 * import { type CustomNodeId, InstanceCustomNode, type InstanceId } from "@effect-losant/core"
 *
 * const rename = (instanceId: InstanceId, instanceCustomNodeId: CustomNodeId, name: string) =>
 *   InstanceCustomNode.patch({ instanceId, instanceCustomNodeId, instanceCustomNode: { name } })
 * ```
 *
 * @since 0.2.0
 */
export const patch = Action.make("instanceCustomNode.patch", {
  method: "PATCH",
  path,
  params,
  body: { instanceCustomNode: InstanceCustomNodePatch },
  success: InstanceCustomNode,
  errors: [LosantNotFound],
  scopes: "write"
})

/**
 * Deletes a custom node (Losant's `instanceCustomNode.delete`). It is gone from every workflow that used it.
 *
 * @example
 * ```ts
 * import { type CustomNodeId, InstanceCustomNode, type InstanceId } from "@effect-losant/core"
 *
 * const remove = (instanceId: InstanceId, instanceCustomNodeId: CustomNodeId) =>
 *   InstanceCustomNode.delete({ instanceId, instanceCustomNodeId })
 * ```
 *
 * @since 0.2.0
 */
const del = Action.make("instanceCustomNode.delete", {
  method: "DELETE",
  path,
  params,
  success: Success,
  errors: [LosantNotFound],
  scopes: "write"
})

export { del as delete }

/**
 * Returns the errors of a custom node (Losant's `instanceCustomNode.errors`) in the `duration` milliseconds before `end`:
 * by default in the day before now. Losant cuts a longer duration than 31 days without a word.
 *
 * @example
 * ```ts
 * import { type CustomNodeId, InstanceCustomNode, type InstanceId } from "@effect-losant/core"
 *
 * const lastHour = (instanceId: InstanceId, instanceCustomNodeId: CustomNodeId) =>
 *   InstanceCustomNode.errors({ instanceId, instanceCustomNodeId, duration: 3_600_000, limit: 100 })
 * ```
 *
 * @since 0.2.0
 */
export const errors = Action.make("instanceCustomNode.errors", {
  method: "GET",
  path: "/instances/:instanceId/nodes/:instanceCustomNodeId/errors",
  params,
  query: {
    ...flowRange,
    limit: Schema.optionalKey(Limit.annotate({ default: 25 })),
    sortDirection: sortDirection("desc")
  },
  success: FlowErrors,
  errors: [LosantNotFound],
  scopes: "read"
})

/**
 * Returns how often a custom node ran and failed (Losant's `instanceCustomNode.stats`) in the `duration` milliseconds
 * before `end`, in steps of `resolution` milliseconds. Losant counts in steps of 15 minutes, takes a duration of 15 minutes
 * to 31 days, and changes what lies outside without a word.
 *
 * @example
 * ```ts
 * import { type CustomNodeId, InstanceCustomNode, type InstanceId } from "@effect-losant/core"
 *
 * const lastDay = (instanceId: InstanceId, instanceCustomNodeId: CustomNodeId) =>
 *   InstanceCustomNode.stats({ instanceId, instanceCustomNodeId, duration: 86_400_000, resolution: 3_600_000 })
 * ```
 *
 * @since 0.2.0
 */
export const stats = Action.make("instanceCustomNode.stats", {
  method: "GET",
  path: "/instances/:instanceId/nodes/:instanceCustomNodeId/stats",
  params,
  query: { ...flowRange, resolution: Schema.optionalKey(Milliseconds.annotate({ default: 3_600_000 })) },
  success: FlowStats,
  errors: [LosantNotFound],
  scopes: "read"
})
