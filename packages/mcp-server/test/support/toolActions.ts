// The actions that have a tool, for tests that go through all of them. Once every action has one, these are `actions`.
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { type ToolActionName, toolsetNames, toolsets } from "../../src/tools/toolsets.ts"

const names: ReadonlySet<unknown> = new Set(
  toolsetNames.flatMap((name) => toolsets[name].tools.map(({ action }): ActionName | undefined => action))
)

// Sound: what is left has a tool by the line above.
export const toolActions = Object.fromEntries(Object.entries(actions).filter(([name]) => names.has(name))) as Pick<
  typeof actions,
  ToolActionName
>
