/**
 * The custom nodes of an instance.
 *
 * @module
 * @since 0.2.0
 */
import * as Action from "./Action.ts"
import { LosantNotFound } from "./LosantError.ts"
import { InstanceId } from "./schemas/Ids.ts"
import { InstanceCustomNode, InstanceCustomNodes } from "./schemas/instance/CustomNode.ts"
import { InstanceCustomNodePost } from "./schemas/instance/CustomNodeBody.ts"
import { filtered, paged, pagedById, sorted } from "./schemas/params/ListParams.ts"

const path = "/instances/:instanceId/nodes"
const params = { instanceId: InstanceId }

/**
 * Returns the custom nodes of an instance, a page at a time (Losant's `instanceCustomNodes.get`).
 *
 * @example
 * ```ts
 * import { InstanceCustomNodes, type InstanceId } from "@effect-losant/core"
 *
 * const nodes = (instanceId: InstanceId) => InstanceCustomNodes.get({ instanceId, perPage: 50 })
 * ```
 *
 * @since 0.2.0
 */
export const get = Action.make("instanceCustomNodes.get", {
  method: "GET",
  path,
  params,
  query: { ...sorted(["name", "id", "creationDate", "lastUpdated"]), ...paged, ...filtered(["name"]) },
  success: InstanceCustomNodes,
  errors: [LosantNotFound],
  paging: pagedById,
  scopes: "read"
})

/**
 * Creates a custom node (Losant's `instanceCustomNodes.post`), which all applications of the instance can use at once.
 *
 * @example
 * ```ts
 * import { InstanceCustomNodes, type InstanceId, type Schemas } from "@effect-losant/core"
 *
 * const create = (instanceId: InstanceId, instanceCustomNode: Schemas.InstanceCustomNodePost) =>
 *   InstanceCustomNodes.post({ instanceId, instanceCustomNode })
 * ```
 *
 * @since 0.2.0
 */
export const post = Action.make("instanceCustomNodes.post", {
  method: "POST",
  path,
  params,
  body: { instanceCustomNode: InstanceCustomNodePost },
  success: InstanceCustomNode,
  status: 201,
  errors: [LosantNotFound],
  scopes: "write"
})
