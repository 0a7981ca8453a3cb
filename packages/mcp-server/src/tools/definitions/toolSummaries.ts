/**
 * All tools, with what their choice takes. The build replaces this module by the data that it exports: the settings name
 * tools, and a start has to know all of them.
 */
import type { Definition, ToolSummary } from "./Definition.ts"
import { definitions } from "./definitions.ts"

const summaryOf = ({ name, hints, toolset, isOnByDefault, action, page }: Definition): ToolSummary => ({
  name,
  hints,
  toolset,
  isOnByDefault,
  ...(action === undefined ? {} : { action }),
  ...(page === undefined ? {} : { page })
})

export const toolSummaries = definitions.map(summaryOf)
