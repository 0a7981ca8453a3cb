/**
 * The definitions of all tools, for a server without a configured instance. The build replaces this module by what it
 * comes out as (see `definitionsAhead.mjs`): a start then neither computes them nor loads what that takes.
 */
import { makeTools } from "../Tool.ts"
import type { Definition } from "./Definition.ts"

export const definitions: ReadonlyArray<Definition> = makeTools(false).map((tool) => {
  const { name, title, description, hints } = tool.spec
  const action = tool.kind === "action" ? { action: tool.action.action } : {}
  return { name, title, description, hints, ...action, inputSchema: tool.inputSchema, outputSchema: tool.outputSchema }
})
