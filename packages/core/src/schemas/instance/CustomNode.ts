/**
 * Custom nodes: what an instance offers to the workflows of all its applications.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { CustomNodeId, InstanceId, LosantId, ResourceId } from "../Ids.ts"
import { pagedListFields } from "../List.ts"
import { IsoDate, known, text } from "../Scalars.ts"
import {
  categories,
  fieldTypes,
  IconData,
  Outputs,
  resultModes,
  Settings,
  Version,
  WorkflowNode
} from "./CustomNodeParts.ts"

const changers = ["apiToken", "user"] as const

// Tolerant: a type of field that Losant adds later must not fail the answer.
const AnsweredField = Schema.Struct({
  type: known(fieldTypes),
  label: text(1, 1024),
  id: Schema.optionalKey(text(1, 1024)),
  description: Schema.optionalKey(text(0, 32_767)),
  defaultValue: Schema.optionalKey(Schema.Union([Schema.String, Schema.Boolean, Schema.Finite])),
  options: Schema.optionalKey(
    Schema.Array(Schema.Struct({ label: Schema.optionalKey(text(0, 1024)), value: text(1, 1024) }))
  ),
  required: Schema.optionalKey(Schema.Boolean),
  validRegExp: Schema.optionalKey(text(0, 1024)),
  validMin: Schema.optionalKey(Schema.Finite),
  validMax: Schema.optionalKey(Schema.Finite)
})

const AnsweredConfig = Schema.Struct({
  outputCount: Schema.Finite,
  resultMode: known(resultModes),
  resultDescription: Schema.optionalKey(text(0, 32_767)),
  fields: Schema.Array(AnsweredField).check(Schema.isMaxLength(100))
})

const AnsweredTrigger = Schema.Struct({
  key: Schema.optionalKey(text(0, 1024)),
  type: known(["customNodeStart"]),
  config: Schema.optionalKey(Settings),
  meta: Schema.optionalKey(Settings),
  outputIds: Schema.optionalKey(Outputs)
})

const Count = Schema.optionalKey(Schema.Int)

/**
 * A custom node. Its workflow is in `triggers` and `nodes`, and `customNodeConfig` says what a person fills in where it
 * is used. `usage` tells by organization, and for `sandbox`, in how many applications and workflows it is used.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const applicationsWith = ({ usage = {} }: Schemas.InstanceCustomNode) =>
 *   Object.values(usage).reduce((sum, { appCount = 0 }) => sum + appCount, 0)
 * ```
 *
 * @since 0.2.0
 */
export class InstanceCustomNode extends Schema.Opaque<InstanceCustomNode>()(
  Schema.Struct({
    id: CustomNodeId,
    instanceCustomNodeId: Schema.optionalKey(CustomNodeId),
    instanceId: Schema.optionalKey(InstanceId),
    creationDate: Schema.optionalKey(IsoDate),
    createdById: Schema.optionalKey(LosantId),
    createdByType: Schema.optionalKey(known(changers)),
    lastUpdated: Schema.optionalKey(IsoDate),
    lastUpdatedById: Schema.optionalKey(LosantId),
    lastUpdatedByType: Schema.optionalKey(known(changers)),
    name: Schema.optionalKey(text(1, 255)),
    description: Schema.optionalKey(text(0, 32_767)),
    shortDescription: Schema.optionalKey(text(0, 1024)),
    iconData: Schema.optionalKey(IconData),
    docsUrl: Schema.optionalKey(text(0, 1024)),
    category: Schema.optionalKey(known(categories)),
    minimumAgentVersion: Schema.optionalKey(Version),
    triggers: Schema.optionalKey(Schema.Array(AnsweredTrigger).check(Schema.isMaxLength(1))),
    nodes: Schema.optionalKey(Schema.Array(WorkflowNode)),
    customNodeConfig: Schema.optionalKey(AnsweredConfig),
    customNodeSupports: Schema.optionalKey(Schema.Array(known(["cloud", "edge"])).check(Schema.isMaxLength(1))),
    sourceApplicationId: Schema.optionalKey(ResourceId),
    sourceFlowId: Schema.optionalKey(LosantId),
    sourceFlowVersion: Schema.optionalKey(text(1, 255)),
    stats: Schema.optionalKey(Schema.Struct({ errorCount: Count, runCount: Count })),
    usage: Schema.optionalKey(
      Schema.Record(
        Schema.String,
        Schema.Struct({
          appCount: Count,
          flowCount: Count,
          orgName: Schema.optionalKey(text(1, 255)),
          orgIconColor: Schema.optionalKey(text(0, 64))
        })
      )
    )
  })
) {}

/**
 * A page of the custom nodes of an instance.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const namesOn = ({ items }: Schemas.InstanceCustomNodes) => items.map(({ name }) => name)
 * ```
 *
 * @since 0.2.0
 */
export class InstanceCustomNodes extends Schema.Opaque<InstanceCustomNodes>()(
  Schema.Struct({
    items: Schema.Array(InstanceCustomNode),
    instanceId: Schema.optionalKey(InstanceId),
    ...pagedListFields
  })
) {}
