/** The definition of a tool: clients get it with the list of tools. */
import type { ObjectSchema } from "../../model/ToolSchema.ts"
import type { ToolSpec } from "../../model/tool/ToolSpec.ts"

/** It is plain data, because the build keeps it as JSON. */
export interface Definition extends Pick<ToolSpec, "name" | "title" | "description" | "hints"> {
  readonly toolset: string
  /** Clients see the tool unless the person chooses other toolsets. */
  readonly isOnByDefault: boolean
  /** Losant's name of the action that the tool carries out, if it is a single one. */
  readonly action?: string
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** The definition for a server with a configured instance, which is then no argument. */
export const withInstance = (definition: Definition): Definition => {
  const { instanceId: _, ...properties } = definition.inputSchema.properties
  return { ...definition, inputSchema: { ...definition.inputSchema, properties } }
}
