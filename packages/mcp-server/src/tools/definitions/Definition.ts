/** The definition of a tool: clients get it with the list of tools. */
import type { ObjectSchema } from "../../model/ToolSchema.ts"
import type { ToolSpec } from "../../model/tool/ToolSpec.ts"
import type { PageName } from "../../model/views/names.ts"

/** The part of a definition by which tools are chosen. */
export interface ToolSummary extends Pick<ToolSpec, "name" | "hints"> {
  readonly toolset: string
  /** Clients see the tool unless the person chooses other toolsets. */
  readonly isOnByDefault: boolean
  /** Losant's name of the action that the tool carries out, if it is a single one. */
  readonly action?: string
  /** The page that shows the tool's answers, in a client that shows views. */
  readonly page?: PageName
}

/** It is plain data, because the build keeps it as JSON. */
export interface Definition extends ToolSummary, Pick<ToolSpec, "title" | "description"> {
  readonly inputSchema: ObjectSchema
  readonly outputSchema: ObjectSchema
}

/** The definition for a server with a configured instance, which is then no argument. */
export const withInstance = (definition: Definition): Definition => {
  const { instanceId: _, ...properties } = definition.inputSchema.properties
  return { ...definition, inputSchema: { ...definition.inputSchema, properties } }
}
