/** Makes the definitions of the tools from the tools themselves. Only the build and tests run this. */
import type { Tool } from "../../model/tool/Tool.ts"
import { fleetTools } from "../../model/views/names.ts"
import { planChanges } from "../changes/planChanges.ts"
import { makeToolsWithToolsets } from "../registry.ts"
import { toolsets } from "../toolsets.ts"
import { measureOf } from "../usage/measures.ts"
import type { Definition } from "./Definition.ts"

const rowTools: ReadonlyArray<string> = Object.values(fleetTools)

/** A series over time, which a page can draw. */
const isSeries = ({ action }: Tool): boolean =>
  action !== undefined && (measureOf(action.action, {})?.columns ?? []).length > 0

/**
 * The page that shows the answer of a tool. A plan is shown for each tool that may ask the person, and for the tool that
 * plans for another.
 */
const pageOf = (tool: Tool): Pick<Definition, "page"> => {
  const { name, write } = tool.spec
  if (isSeries(tool)) return { page: "usage" }
  if (rowTools.includes(name)) return { page: "fleet" }
  return name === planChanges.name || (write !== undefined && write.dangers.length > 0) ? { page: "plan" } : {}
}

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
        ...pageOf(tool),
        inputSchema: tool.inputSchema,
        outputSchema: tool.outputSchema
      }
    })
