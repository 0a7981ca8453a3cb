/** All tools, by their toolsets. */
import type { Tool } from "../model/tool/Tool.ts"
import type { ToolDeclaration } from "./define/makeTool.ts"
import { type ToolsetName, toolsetNames, toolsets } from "./toolsets.ts"

interface Entry {
  readonly toolset: ToolsetName
  readonly declaration: ToolDeclaration
}

const entries: ReadonlyArray<Entry> = toolsetNames.flatMap((toolset) =>
  toolsets[toolset].tools.map((declaration: ToolDeclaration) => ({ toolset, declaration }))
)

const byName: ReadonlyMap<string, ToolDeclaration> = new Map(
  entries.map(({ declaration }) => [declaration.name, declaration])
)

/** The toolset of each tool, by the tool's name. */
export const toolsetOf: ReadonlyMap<string, ToolsetName> = new Map(
  entries.map(({ toolset, declaration }) => [declaration.name, toolset])
)

/** All tools with their toolsets, in the order in which clients list them. */
export const makeToolsWithToolsets = (
  hasInstance: boolean
): ReadonlyArray<{ readonly toolset: ToolsetName; readonly tool: Tool }> =>
  entries.map(({ toolset, declaration }) => ({ toolset, tool: declaration.make(hasInstance) }))

/** All tools, in the same order. */
export const makeTools = (hasInstance: boolean): ReadonlyArray<Tool> =>
  makeToolsWithToolsets(hasInstance).map(({ tool }) => tool)

/** The tool of a name. To make one takes a while, and few are called in a session. */
export const toolOf = (name: string, hasInstance: boolean): Tool | undefined => byName.get(name)?.make(hasInstance)
