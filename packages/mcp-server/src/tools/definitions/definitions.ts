/**
 * The definitions of all tools, for a server without a configured instance. The build replaces this module by the data
 * that it exports (see `definitionsAhead.mjs`): a start then neither computes them nor loads what that takes.
 */
import { makeToolsWithToolsets } from "../registry.ts"
import { toolsets } from "../toolsets.ts"
import type { Definition } from "./Definition.ts"

export const definitions: ReadonlyArray<Definition> = makeToolsWithToolsets(false).map(({ toolset, tool }) => {
  const { name, title, description, hints } = tool.spec
  return {
    name,
    title,
    description,
    hints,
    toolset,
    isOnByDefault: toolsets[toolset].isOnByDefault,
    ...(tool.action === undefined ? {} : { action: tool.action.action }),
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema
  }
})
