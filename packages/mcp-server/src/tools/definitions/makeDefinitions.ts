/** Makes the definitions of the tools from the tools themselves. Only the build and tests run this. */
import { makeToolsWithToolsets } from "../registry.ts"
import { toolsets } from "../toolsets.ts"
import type { Definition } from "./Definition.ts"

/** The definitions for a server without a configured instance: of the tools that are on by default, or of all others. */
export const makeDefinitions = (isOnByDefault: boolean): ReadonlyArray<Definition> =>
  makeToolsWithToolsets(false)
    .filter(({ toolset }) => toolsets[toolset].isOnByDefault === isOnByDefault)
    .map(({ toolset, tool }) => {
      const { name, title, description, hints } = tool.spec
      return {
        name,
        title,
        description,
        hints,
        toolset,
        isOnByDefault,
        ...(tool.action === undefined ? {} : { action: tool.action.action }),
        inputSchema: tool.inputSchema,
        outputSchema: tool.outputSchema
      }
    })
