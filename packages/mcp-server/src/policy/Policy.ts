/** The limits that the person who runs the server sets: parsed from flags and environment before the server starts. */
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { quoteSetting } from "../text/secrets.ts"
import { type OrgRule, parseRule, ruleForms } from "./OrgRule.ts"
import type { OrgRules } from "./OrgRules.ts"
import { parseFlag, parseList, policySettings, type Setting } from "./policySettings.ts"
import { conditionsLength, maxConditionsLength } from "./rulesQuery.ts"
import { defaultToolsets, type KnownTool, type NameList, parseNameList, selectTools } from "./toolSelection.ts"

export interface Policy extends OrgRules {
  /** The server changes nothing, even if the token allows it. */
  readonly readOnly: boolean
  /** The only tools that the server offers. Undefined means all tools. */
  readonly tools?: ReadonlyArray<string>
  /** The tools that the server does not offer. */
  readonly excludeTools: ReadonlyArray<string>
}

/** No limits but those of the token. */
export const noPolicy: Policy = { readOnly: false, excludeTools: [], allow: [], deny: [] }

/** The values of the flags. A repeated flag gives several values; lists of tools are already split at their commas. */
export interface PolicyFlags {
  readonly readOnly?: boolean
  readonly toolsets?: ReadonlyArray<string>
  readonly tools?: ReadonlyArray<string>
  readonly excludeTools?: ReadonlyArray<string>
  readonly allowOrg?: ReadonlyArray<string>
  readonly denyOrg?: ReadonlyArray<string>
}

/** A tool that the policy hides is neither listed nor callable. */
export const showsTool = (
  { readOnly, tools, excludeTools }: Pick<Policy, "readOnly" | "tools" | "excludeTools">,
  { name, hints }: Pick<KnownTool, "name" | "hints">
): boolean => (tools?.includes(name) ?? true) && !excludeTools.includes(name) && (hints.readOnlyHint || !readOnly)

/** A flag or a variable, with its values. */
interface Source {
  readonly name: string
  readonly values: ReadonlyArray<string>
}

/**
 * Parses a policy. It fails with a line for each mistake. If a flag and its variable are both set, both apply: an
 * organization, a tool or a toolset has to be in both lists, an exclusion in either list counts, and either one makes
 * the server read-only.
 */
export const parsePolicy = (
  flags: PolicyFlags,
  environment: Environment,
  knownTools: ReadonlyArray<KnownTool>
): Result.Result<Policy, string> => {
  const toolNames = knownTools.map(({ name }) => name)
  const problems: Array<string> = []
  const addProblem = (name: string, why: string) => void problems.push(`${name}: ${why}.`)

  const sourcesOf = (setting: Setting, flagValues: ReadonlyArray<string> = []): ReadonlyArray<Source> => {
    const list = parseList(environment[setting.variable])
    if (Result.isFailure(list)) addProblem(setting.variable, list.failure)
    return [
      { name: setting.flag, values: flagValues },
      { name: setting.variable, values: Result.getOrElse(list, () => []) }
    ].filter(({ values }) => values.length > 0)
  }

  const usableValues = ({ name, values }: Source, expected: string): ReadonlyArray<string> =>
    values.filter((value) => {
      if (value.trim() === "") addProblem(name, `a value is empty; write ${expected}`)
      else if (value.includes("${"))
        addProblem(
          name,
          `${quoteSetting(value)} is a placeholder that was not filled in: write its value where the server is configured, or remove it`
        )
      else return true
      return false
    })

  const parseRules = (source: Source): ReadonlyArray<OrgRule> =>
    usableValues(source, ruleForms).flatMap((value) => {
      const rule = parseRule(value)
      if (Result.isSuccess(rule)) return [rule.success]
      addProblem(source.name, `${rule.failure}; a rule is ${ruleForms}`)
      return []
    })

  const readOnly = parseFlag(environment[policySettings.readOnly.variable])
  if (Result.isFailure(readOnly)) addProblem(policySettings.readOnly.variable, readOnly.failure)
  const parseNames = (source: Source, kind: "tool" | "toolset", names: ReadonlyArray<string>): NameList => {
    const usable = usableValues(source, `names of ${kind}s`)
    const list = parseNameList(kind, usable, names)
    for (const problem of list.problems) addProblem(source.name, problem)
    return { source: source.name, names: list.names }
  }
  const toolsetNames = [...new Set(knownTools.map(({ toolset }) => toolset))]
  const byDefault = knownTools.flatMap(({ toolset, isOnByDefault }) => (isOnByDefault ? [toolset] : []))
  const toolsets = sourcesOf(policySettings.toolsets, flags.toolsets).map((one) => {
    const { source, names } = parseNames(one, "toolset", [defaultToolsets, ...toolsetNames])
    return { source, names: names.flatMap((name) => (name === defaultToolsets ? byDefault : [name])) }
  })
  const toolLists = sourcesOf(policySettings.tools, flags.tools).map((one) => parseNames(one, "tool", toolNames))
  const { tools, problems: conflicts } = selectTools(knownTools, toolsets, toolLists)
  for (const { source, problem } of conflicts) addProblem(source, problem)
  const excludeTools = sourcesOf(policySettings.excludeTools, flags.excludeTools).flatMap(
    (one) => parseNames(one, "tool", toolNames).names
  )
  const allow = sourcesOf(policySettings.allowOrg, flags.allowOrg).map(parseRules)
  const deny = sourcesOf(policySettings.denyOrg, flags.denyOrg).flatMap(parseRules)
  const toolPolicy = {
    readOnly: flags.readOnly === true || Result.getOrElse(readOnly, () => true),
    ...(tools === undefined ? {} : { tools }),
    excludeTools
  }
  if (problems.length === 0 && !knownTools.some((tool) => showsTool(toolPolicy, tool))) {
    const limiting = [
      policySettings.toolsets,
      policySettings.tools,
      policySettings.excludeTools,
      ...(toolPolicy.readOnly ? [policySettings.readOnly] : [])
    ]
    const names = limiting.flatMap(({ flag, variable }) => [flag, variable])
    addProblem(names.join(", "), "together they leave no tool")
  }
  const length = problems.length === 0 ? conditionsLength({ allow, deny }) : 0
  if (length > maxConditionsLength) {
    const names = [policySettings.allowOrg, policySettings.denyOrg].flatMap(({ flag, variable }) => [flag, variable])
    addProblem(
      names.join(", "),
      `the rules are too long for a query to Losant: ${length} characters of at most ${maxConditionsLength}. Give the ` +
        "organizations a tag in Losant, and write a rule for the tag"
    )
  }
  return problems.length > 0 ? Result.fail(problems.join("\n")) : Result.succeed({ ...toolPolicy, allow, deny })
}
