/** The definition of the tool that only the pages call. A client keeps it from the model. */
import type { Tool } from "@modelcontextprotocol/server"
import { viewTool } from "../../model/views/names.ts"

const text = { type: "string" } as const

export const viewToolDefinition: Tool = {
  name: viewTool,
  title: "The view of a plan",
  description: "For the view alone: shows where a plan stands, and carries it out once the person confirmed it there.",
  inputSchema: {
    type: "object",
    properties: {
      id: text,
      action: { type: "string", enum: ["show", "confirm", "continue"] },
      secret: text,
      typed: { type: "array", items: text },
      leftOut: { type: "array", items: { type: "integer" } },
      instanceId: text
    },
    required: ["id", "action"],
    additionalProperties: false
  },
  annotations: {
    title: "The view of a plan",
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true
  },
  _meta: { ui: { visibility: ["app"] } }
}
