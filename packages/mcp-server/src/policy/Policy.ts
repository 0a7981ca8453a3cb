/** What the person who runs the server lets it do: read from flags and environment before the server starts. */
import * as Result from "effect/Result"
import type { Hints } from "../model/ToolSpec.ts"
import { quote } from "../text/escapes.ts"
import { closestName } from "../text/fuzzySuggestions.ts"
import { type OrgRule, parseRule, ruleForms } from "./OrgRule.ts"
import type { OrgRules } from "./OrgRules.ts"
import { type Environment, parseFlag, parseList, policySettings, type Setting } from "./policySettings.ts"
import { conditionsLength, maxConditionsLength } from "./rulesQuery.ts"

export interface Policy extends OrgRules {
  /** Nothing is changed, whatever the token allows. */
  readonly readOnly: boolean
  /** The only tools that there are; all of them where it is undefined. */
  readonly tools?: ReadonlyArray<string>
  /** Tools that there are not. */
  readonly excludeTools: ReadonlyArray<string>
}

/** Everything is allowed that the token allows. */
export const noPolicy: Policy = { readOnly: false, excludeTools: [], allow: [], deny: [] }

/** What the flags say: a value for each time that a flag was given, those of tools split at their commas. */
export interface PolicyFlags {
  readonly readOnly?: boolean
  readonly tools?: ReadonlyArray<string>
  readonly excludeTools?: ReadonlyArray<string>
  readonly allowOrg?: ReadonlyArray<string>
  readonly denyOrg?: ReadonlyArray<string>
}

/** What a policy looks at in a tool. */
export interface KnownTool {
  readonly name: string
  readonly hints: Pick<Hints, "readOnlyHint">
}

/** Whether a tool is there: one that is not is neither listed nor callable. */
export const showsTool = (
  { readOnly, tools, excludeTools }: Pick<Policy, "readOnly" | "tools" | "excludeTools">,
  { name, hints }: KnownTool
): boolean => (tools?.includes(name) ?? true) && !excludeTools.includes(name) && (hints.readOnlyHint || !readOnly)

/** One of the two places of a setting, by its name, with what stands there. */
interface Place {
  readonly name: string
  readonly values: ReadonlyArray<string>
}

const longestQuoted = 80

/**
 * Reads a policy, or says everything that is wrong, a line each. Where a flag and its variable are both given, both hold:
 * an organization or a tool has to be in the one list and in the other, what either excludes is excluded, and the server
 * only reads if either says so.
 */
export const parsePolicy = (
  flags: PolicyFlags,
  environment: Environment,
  knownTools: ReadonlyArray<KnownTool>
): Result.Result<Policy, string> => {
  const toolNames = knownTools.map(({ name }) => name)
  const problems: Array<string> = []
  const problem = (name: string, why: string) => void problems.push(`${name}: ${why}.`)

  const places = (setting: Setting, given: ReadonlyArray<string> = []): ReadonlyArray<Place> => {
    const fromEnvironment = parseList(environment[setting.variable])
    if (Result.isFailure(fromEnvironment)) problem(setting.variable, fromEnvironment.failure)
    const values = Result.getOrElse(fromEnvironment, () => [])
    return [
      { name: setting.flag, values: given },
      { name: setting.variable, values }
    ].filter((place) => place.values.length > 0)
  }

  const sound = ({ name, values }: Place, allowed: string): ReadonlyArray<string> =>
    values.filter((value) => {
      if (value.trim() === "") problem(name, `a value is empty; give ${allowed}`)
      else if (value.includes("${"))
        problem(
          name,
          `${quote(value, longestQuoted)} was not filled in: replace the placeholder by its value where the server is configured, or remove it`
        )
      else return true
      return false
    })

  const toolsOf = (place: Place): ReadonlyArray<string> =>
    sound(place, "names of tools").flatMap((value) => {
      const name = value.trim()
      if (toolNames.includes(name)) return [name]
      const near = closestName(name, toolNames)
      problem(
        place.name,
        `there is no tool ${quote(name, longestQuoted)}${near === undefined ? "" : `: did you mean ${near}?`} There are ${toolNames.join(", ")}`
      )
      return []
    })

  const rulesOf = (place: Place): ReadonlyArray<OrgRule> =>
    sound(place, ruleForms).flatMap((value) => {
      const rule = parseRule(value)
      if (Result.isSuccess(rule)) return [rule.success]
      problem(place.name, `${rule.failure}; allowed is ${ruleForms}`)
      return []
    })

  const readOnly = parseFlag(environment[policySettings.readOnly.variable])
  if (Result.isFailure(readOnly)) problem(policySettings.readOnly.variable, readOnly.failure)
  const shown = places(policySettings.tools, flags.tools)
  const lists = shown.map(toolsOf)
  const excludeTools = places(policySettings.excludeTools, flags.excludeTools).flatMap(toolsOf)
  const tools = lists.length === 0 ? undefined : toolNames.filter((name) => lists.every((list) => list.includes(name)))
  const allow = places(policySettings.allowOrg, flags.allowOrg).map(rulesOf)
  const deny = places(policySettings.denyOrg, flags.denyOrg).flatMap(rulesOf)
  const visible = {
    readOnly: flags.readOnly === true || Result.getOrElse(readOnly, () => true),
    ...(tools === undefined ? {} : { tools }),
    excludeTools
  }
  if (problems.length === 0 && !knownTools.some((tool) => showsTool(visible, tool))) {
    const limiting = [
      policySettings.tools,
      policySettings.excludeTools,
      ...(visible.readOnly ? [policySettings.readOnly] : [])
    ]
    const names = limiting.flatMap(({ flag, variable }) => [flag, variable])
    problem(names.join(", "), "together they leave no tool")
  }
  const length = problems.length === 0 ? conditionsLength({ allow, deny }) : 0
  if (length > maxConditionsLength) {
    const names = [policySettings.allowOrg, policySettings.denyOrg].flatMap(({ flag, variable }) => [flag, variable])
    problem(
      names.join(", "),
      `the rules are too long to be sent to Losant with a query: ${length} characters of at most ${maxConditionsLength}. ` +
        "Give the organizations a tag in Losant, and name the tag"
    )
  }
  return problems.length > 0 ? Result.fail(problems.join("\n")) : Result.succeed({ ...visible, allow, deny })
}
