/** What clients are told of a tool. */
import type { ObjectSchema } from "../../model/ToolSchema.ts"
import type { ToolSpec } from "../../model/ToolSpec.ts"

/** It is plain data: the build keeps it as JSON. */
export interface Definition extends Pick<ToolSpec, "name" | "title" | "description" | "hints"> {
  readonly toolset: string
  /** Losant's name of the action that the tool carries out, where it is a single one. */
  readonly action?: string
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** The definition where an instance is configured: then it is no argument. */
export const withInstance = (definition: Definition): Definition => {
  const { instanceId: _, ...properties } = definition.inputSchema.properties
  return { ...definition, inputSchema: { ...definition.inputSchema, properties } }
}
