/** All tools. */
import type { Tool } from "../model/Tool.ts"
import type { ToolDeclaration } from "./define/makeTool.ts"
import { type ToolsetName, toolsetNames, toolsets } from "./toolsets.ts"

const declarations: ReadonlyArray<readonly [ToolsetName, ToolDeclaration]> = toolsetNames.flatMap((name) =>
  toolsets[name].tools.map((tool: ToolDeclaration) => [name, tool] as const)
)

const byName: ReadonlyMap<string, ToolDeclaration> = new Map(declarations.map(([, tool]) => [tool.name, tool]))

/** All tools, in the order in which clients list them, each with its toolset. */
export const makeTools = (hasInstance: boolean): ReadonlyArray<Tool> =>
  declarations.map(([, tool]) => tool.make(hasInstance))

/** The toolset of each tool, by name. */
export const toolsetOf: ReadonlyMap<string, ToolsetName> = new Map(
  declarations.map(([toolset, { name }]) => [name, toolset])
)

/** The tool of a name. To make one takes a while, and few are called in a session. */
export const toolOf = (name: string, hasInstance: boolean): Tool | undefined => byName.get(name)?.make(hasInstance)
