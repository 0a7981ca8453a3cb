/**
 * Custom nodes, as they are sent.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { text } from "../Scalars.ts"
import { categories, IconData, Outputs, resultModes, Settings, Version, WorkflowNode } from "./CustomNodeParts.ts"

const field = <const T extends string, const F extends Schema.Struct.Fields>(type: T, fields: F) =>
  Schema.Struct({
    type: Schema.Literals([type]),
    label: text(1, 1024),
    id: Schema.optionalKey(text(1, 1024)),
    description: Schema.optionalKey(text(0, 32_767)),
    ...fields
  })

const required = { required: Schema.optionalKey(Schema.Boolean) }
const Option = Schema.Struct({ label: Schema.optionalKey(text(0, 1024)), value: text(1, 1024) })

const Field = Schema.Union([
  field("checkbox", { defaultValue: Schema.optionalKey(Schema.Boolean) }),
  field("select", {
    defaultValue: text(1, 1024),
    options: Schema.Array(Option).check(Schema.isMinLength(1), Schema.isMaxLength(100))
  }),
  field("stringTemplate", {
    defaultValue: Schema.optionalKey(text(0, 1024)),
    ...required,
    validRegExp: Schema.optionalKey(text(0, 1024))
  }),
  field("numberTemplate", {
    defaultValue: Schema.optionalKey(Schema.Finite),
    ...required,
    validMin: Schema.optionalKey(Schema.Finite),
    validMax: Schema.optionalKey(Schema.Finite)
  }),
  field("jsonTemplate", { defaultValue: Schema.optionalKey(text(0, 32_767)), ...required }),
  field("payloadPath", required),
  field("section", {})
])

const Config = Schema.Struct({
  outputCount: Schema.Literals([1, 2]),
  resultMode: Schema.Literals(resultModes),
  resultDescription: Schema.optionalKey(text(0, 32_767)),
  fields: Schema.Array(Field).check(Schema.isMaxLength(100))
})

// The workflow of a custom node begins where the node is used, and nowhere else.
const Trigger = Schema.Struct({
  key: Schema.optionalKey(text(0, 1024)),
  type: Schema.Literals(["customNodeStart"]),
  config: Schema.optionalKey(Schema.Record(Schema.String, Schema.Never)),
  meta: Schema.optionalKey(Settings),
  outputIds: Schema.optionalKey(Outputs)
})

const workflow = { triggers: Schema.Array(Trigger), nodes: Schema.Array(WorkflowNode) }

const settings = {
  description: Schema.optionalKey(text(0, 32_767)),
  shortDescription: Schema.optionalKey(text(0, 1024)),
  iconData: Schema.optionalKey(Schema.Union([IconData, Schema.Null])),
  docsUrl: Schema.optionalKey(text(0, 1024)),
  category: Schema.optionalKey(Schema.Literals([...categories, ""])),
  minimumAgentVersion: Schema.optionalKey(Version),
  customNodeConfig: Schema.optionalKey(Config),
  customNodeSupports: Schema.optionalKey(Schema.Array(Schema.Literals(["cloud", "edge"])).check(Schema.isMaxLength(1)))
}

/**
 * A new custom node: a whole workflow. Losant documents neither what the nodes of a workflow hold nor how they are drawn;
 * start from a workflow that its editor made.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const nothing: Schemas.InstanceCustomNodePost = {
 *   name: "Does nothing",
 *   triggers: [{ type: "customNodeStart", outputIds: [[]] }],
 *   nodes: [],
 *   customNodeConfig: { outputCount: 1, resultMode: "none", fields: [] },
 *   customNodeSupports: ["cloud"]
 * }
 * ```
 *
 * @since 0.2.0
 */
export class InstanceCustomNodePost extends Schema.Opaque<InstanceCustomNodePost>()(
  Schema.Struct({ name: text(1, 255), ...workflow, ...settings })
) {}

/**
 * The changes to a custom node. They take effect at once wherever the node is used. A field that is absent stays as it
 * is; `triggers`, `nodes` and the fields of `customNodeConfig` are replaced whole.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 *
 * const rename: Schemas.InstanceCustomNodePatch = { name: "Converts units", category: "data" }
 * ```
 *
 * @since 0.2.0
 */
export class InstanceCustomNodePatch extends Schema.Opaque<InstanceCustomNodePatch>()(
  Schema.Struct({
    name: Schema.optionalKey(text(1, 255)),
    triggers: Schema.optionalKey(workflow.triggers),
    nodes: Schema.optionalKey(workflow.nodes),
    ...settings
  })
) {}
