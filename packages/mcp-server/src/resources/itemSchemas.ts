/** The JSON Schemas of bodies that are too long for the definitions of their tools, as resources. */
import { ApiTokenPost } from "@effect-losant/core/schemas/instance/ApiToken"
import { InstanceCustomNodePost } from "@effect-losant/core/schemas/instance/CustomNodeBody"
import { NotificationRulePost } from "@effect-losant/core/schemas/instance/NotificationRule"
import { InstancePatch } from "@effect-losant/core/schemas/instance/Report"
import * as Schema from "effect/Schema"

const bodies = {
  "instance-settings": { title: "Settings of an instance", body: InstancePatch },
  "api-token": { title: "API token", body: ApiTokenPost },
  "notification-rule": { title: "Notification rule", body: NotificationRulePost },
  "custom-node": { title: "Custom node", body: InstanceCustomNodePost }
} as const

export type ItemSchemaName = keyof typeof bodies

/** The compact JSON Schema of a new item of this kind. A change takes the same fields. */
export const itemSchema = (name: ItemSchemaName): string => {
  const { title, body } = bodies[name]
  const { schema, definitions } = Schema.toJsonSchemaDocument(body, { onExcessProperty: "error" })
  return JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    ...schema,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  })
}
