/** The choice of tools: by toolsets, or by name. */
import type { Hints } from "../model/tool/ToolSpec.ts"
import { closestName } from "../text/fuzzySuggestions.ts"
import { quoteSetting } from "../text/secrets.ts"
import { policySettings } from "./policySettings.ts"

/** The part of a tool that a policy needs. */
export interface KnownTool {
  readonly name: string
  readonly hints: Pick<Hints, "readOnlyHint">
  readonly toolset: string
  readonly isOnByDefault: boolean
}

/** The names that a flag or a variable lists. */
export interface NameList {
  /** The flag or the variable. */
  readonly source: string
  readonly names: ReadonlyArray<string>
}

/** The name that stands for the toolsets that are on by default, so that others can be added to them. */
export const defaultToolsets = "default"

/** The names of a list that exist, and a sentence without its full stop for each that does not. */
export const parseNameList = (
  kind: "tool" | "toolset",
  values: ReadonlyArray<string>,
  known: ReadonlyArray<string>
): { readonly names: ReadonlyArray<string>; readonly problems: ReadonlyArray<string> } => {
  const names = values.map((value) => value.trim())
  const problemOf = (name: string): string => {
    const closest = closestName(name, known)
    const suggestion = closest === undefined ? "." : `: did you mean ${closest}?`
    return `there is no ${kind} ${quoteSetting(name)}${suggestion} The ${kind}s are ${known.join(", ")}`
  }
  return {
    names: names.filter((name) => known.includes(name)),
    problems: names.filter((name) => !known.includes(name)).map(problemOf)
  }
}

interface Selection {
  /** The tools to offer. Undefined means all tools. */
  readonly tools: ReadonlyArray<string> | undefined
  readonly problems: ReadonlyArray<{ readonly source: string; readonly problem: string }>
}

/** A named tool is offered whatever is on by default, but not if the person chose toolsets without it. */
const conflictsOf = (
  tools: ReadonlyArray<KnownTool>,
  isChosen: (tool: KnownTool) => boolean,
  toolLists: ReadonlyArray<NameList>
): Selection["problems"] =>
  toolLists.flatMap(({ source, names }) => {
    const off = tools.find((tool) => names.includes(tool.name) && !isChosen(tool))
    if (off === undefined) return []
    const { flag, variable } = policySettings.toolsets
    return [
      {
        source,
        problem:
          `${off.name} belongs to the toolset ${off.toolset}, which is off. Add ${off.toolset} to ${flag} or ` +
          `${variable}, or remove the tool`
      }
    ]
  })

/**
 * The tools that are offered. Lists of tools give exactly the tools that are in all of them. Without such a list, the
 * tools of the chosen toolsets are offered, or those that are on by default.
 */
export const selectTools = (
  tools: ReadonlyArray<KnownTool>,
  toolsets: ReadonlyArray<NameList>,
  toolLists: ReadonlyArray<NameList>
): Selection => {
  const isChosen = ({ toolset }: KnownTool): boolean => toolsets.every(({ names }) => names.includes(toolset))
  const isOffered = (tool: KnownTool): boolean => {
    if (toolLists.length > 0) return toolLists.every(({ names }) => names.includes(tool.name))
    return toolsets.length > 0 ? isChosen(tool) : tool.isOnByDefault
  }
  const offered = tools.filter(isOffered)
  return {
    tools: offered.length === tools.length ? undefined : offered.map(({ name }) => name),
    problems: conflictsOf(tools, isChosen, toolLists)
  }
}
