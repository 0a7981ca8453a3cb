/**
 * The parts that custom nodes have as they are answered and as they are sent.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { text } from "../Scalars.ts"

/**
 * The categories under which the editor of workflows lists a node.
 *
 * @example
 * ```ts
 * import { categories } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * const isCategory = (text: string) => categories.some((category) => category === text)
 * ```
 *
 * @since 0.2.0
 */
export const categories = ["data", "experience", "logic", "output", "debug"] as const

/**
 * The types of the fields that a person fills in.
 *
 * @example
 * ```ts
 * import { fieldTypes } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * const isType = (text: string) => fieldTypes.some((type) => type === text)
 * ```
 *
 * @since 0.2.0
 */
export const fieldTypes = [
  "checkbox",
  "select",
  "stringTemplate",
  "numberTemplate",
  "jsonTemplate",
  "payloadPath",
  "section"
] as const

/**
 * The ways in which a node puts a result into the payload.
 *
 * @example
 * ```ts
 * import { resultModes } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * const isMode = (text: string) => resultModes.some((mode) => mode === text)
 * ```
 *
 * @since 0.2.0
 */
export const resultModes = ["optional", "required", "none"] as const

const dataUrl = /^data:image\/(jpg|jpeg|png|svg\+xml);base64,[0-9a-zA-Z+/=]*$/u

/**
 * An image as a data URL.
 *
 * @example
 * ```ts
 * import { IconData } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 * import * as Schema from "effect/Schema"
 *
 * const isIcon = Schema.is(IconData)
 * ```
 *
 * @since 0.2.0
 */
export const IconData = Schema.String.check(
  Schema.isMaxCodePoints(32_767),
  Schema.isPattern(dataUrl, {
    expected: "an image as a data URL"
  })
)

/**
 * The version of the edge agent that a node needs.
 *
 * @example
 * ```ts
 * import { Version } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 * import * as Schema from "effect/Schema"
 *
 * const isVersion = Schema.is(Version)
 * ```
 *
 * @since 0.2.0
 */
export const Version = Schema.String.check(
  Schema.isPattern(/^(0|([1-9]\d*))\.(0|([1-9]\d*))\.(0|([1-9]\d*))$/u, { expected: "a version such as 1.30.0" })
)

/**
 * The ids of the nodes to which the outputs of a node lead.
 *
 * @example
 * ```ts
 * import type { Outputs } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * // One output, which leads to two nodes.
 * const outputs: typeof Outputs.Type = [["multiply", "debug"]]
 * ```
 *
 * @since 0.2.0
 */
export const Outputs = Schema.Array(Schema.Array(text(1, 48)).check(Schema.isMaxLength(100))).check(
  Schema.isMaxLength(100)
)

/**
 * The settings of a node, which depend on its type.
 *
 * @example
 * ```ts
 * import type { Settings } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * const settings: typeof Settings.Type = { expression: "{{working.a}} * 2" }
 * ```
 *
 * @since 0.2.0
 */
export const Settings = Schema.Record(Schema.String, Schema.Unknown)

/**
 * A node of the workflow within a custom node.
 *
 * @example
 * ```ts
 * import type { WorkflowNode } from "@effect-losant/core/schemas/instance/CustomNodeParts"
 *
 * const node: typeof WorkflowNode.Type = { id: "debug", type: "DebugNode", outputIds: [] }
 * ```
 *
 * @since 0.2.0
 */
export const WorkflowNode = Schema.Struct({
  id: Schema.optionalKey(text(0, 1024)),
  type: text(1, 1024),
  config: Schema.optionalKey(Settings),
  meta: Schema.optionalKey(Settings),
  outputIds: Schema.optionalKey(Outputs)
})
