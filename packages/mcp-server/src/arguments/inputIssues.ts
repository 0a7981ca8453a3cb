/** The issues that core finds in the input of an action, as problems of the arguments of a tool. */
import type * as Action from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import type { Issue, LosantInvalidInput } from "@effect-losant/core/LosantError"
import type { Problem } from "../model/ArgumentSpec.ts"
import { fieldsOf, type JsonSchema } from "../model/ToolSchema.ts"
import { similarItems } from "../text/fuzzySuggestions.ts"
import { argumentCatalog } from "./argumentCatalog.ts"

const missingKey = "Missing key"

const worded = (message: string): string =>
  message === missingKey ? "is required" : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`

// Core names what is known where that is little; of more, such as all limits, it says only this.
const unknownKey = "is not known here"

/** The names that the object in the body could have to which the path leads. */
const namesAt = (action: Action.Any, path: Issue["path"]): ReadonlyArray<string> => {
  const root: JsonSchema = fieldsOf(action.body)
  const object = path
    .slice(0, -1)
    .reduce<JsonSchema | undefined>(
      (schema, key) => (typeof key === "number" ? schema?.items : schema?.properties?.[key]),
      root
    )
  return Object.keys(object?.properties ?? {})
}

const nearestOf = (action: Action.Any, { path, message }: Issue): string => {
  if (message !== unknownKey) return ""
  const names = namesAt(action, path)
  const like = similarItems(String(path.at(-1)), names, (name) => name)
  if (like.length > 0) return ` (did you mean ${like.join(" or ")}?)`
  return names.length === 0 ? "" : `; known are ${names.join(", ")}`
}

/** At most so many: what an assistant corrects at once. */
const most = 8

export const problemsOf = (action: Action.Any, issues: ReadonlyArray<Issue>): ReadonlyArray<Problem> => {
  const [bodyName] = Object.keys(action.body)
  const problems = issues.map((issue): Problem => {
    const path = issue.path[0] === bodyName ? issue.path.slice(1) : issue.path
    const { foundBy } = argumentCatalog[String(path[0])] ?? {}
    const hint = foundBy === undefined || path.length > 1 ? "" : `; ${foundBy} finds it`
    // What is wrong with all of them stands at no path.
    return {
      argument: path.length === 0 ? "arguments" : path.join("."),
      message: `${worded(issue.message)}${nearestOf(action, issue)}${hint}`
    }
  })
  const distinct = new Map(problems.map((problem) => [`${problem.argument}: ${problem.message}`, problem]))
  return [...distinct.values()].slice(0, most)
}

const declared: ReadonlyArray<Action.Any> = Object.values(actions)

/** A job over many organizations, and a write that reads first, call other actions than their own. */
export const invalidInput = ({ action, issues }: LosantInvalidInput): ReadonlyArray<Problem> =>
  declared.filter((one) => one.action === action).flatMap((one) => problemsOf(one, issues))
