/** Turns the issues that core finds in the input of an action into problems with the arguments of the tool. */
import type * as Action from "@effect-losant/core/Action"
import { actions } from "@effect-losant/core/Actions"
import type { Issue, LosantInvalidInput } from "@effect-losant/core/LosantError"
import { maxProblems, type Problem } from "../model/ArgumentSpec.ts"
import { fieldSchemas, type JsonSchema } from "../model/ToolSchema.ts"
import { similarItems } from "../text/fuzzySuggestions.ts"
import { argumentCatalog } from "./argumentCatalog.ts"

const missingKey = "Missing key"

const formatMessage = (message: string): string =>
  message === missingKey ? "is required" : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`

// Core lists the known names only if they are few. For a long list, such as the limits, it says only this.
const unknownKey = "is not known here"

/** The names that the schema allows in the object at the path, in the body. */
const namesAt = (body: JsonSchema, path: Issue["path"]): ReadonlyArray<string> => {
  const object = path
    .slice(0, -1)
    .reduce<JsonSchema | undefined>(
      (schema, key) => (typeof key === "number" ? schema?.items : schema?.properties?.[key]),
      body
    )
  return Object.keys(object?.properties ?? {})
}

/** Makes the function that suggests names. It lists all names of an object only once: the list may be long. */
const makeSuggestNames = (body: JsonSchema) => {
  const listed = new Set<string>()
  return ({ path, message }: Issue): string => {
    if (message !== unknownKey) return ""
    const names = namesAt(body, path)
    const similarNames = similarItems(String(path.at(-1)), names, (name) => name)
    if (similarNames.length > 0) return ` (did you mean ${similarNames.join(" or ")}?)`
    const list = names.join(", ")
    if (names.length === 0 || listed.has(list)) return ""
    listed.add(list)
    return `; known are ${list}`
  }
}

/** The first problems that the issues mean, each once, in the words of the tool. */
export const issueProblems = (action: Action.Any, issues: ReadonlyArray<Issue>): ReadonlyArray<Problem> => {
  // To make the schemas of the body takes longer than everything else that a call without mistakes does here.
  if (issues.length === 0) return []
  const [bodyName] = Object.keys(action.body)
  const body = fieldSchemas(action.body)
  const suggestNames = makeSuggestNames(body)
  const distinct = new Map(issues.map((issue) => [JSON.stringify([issue.path, issue.message]), issue]))
  return [...distinct.values()].slice(0, maxProblems).map((issue): Problem => {
    const path = issue.path[0] === bodyName ? issue.path.slice(1) : issue.path
    const { foundBy } = argumentCatalog[String(path[0])] ?? {}
    const hint = foundBy === undefined || path.length > 1 ? "" : `; ${foundBy} finds it`
    // An issue without a path is about the arguments as a whole.
    return {
      argument: path.length === 0 ? "arguments" : path.join("."),
      message: `${formatMessage(issue.message)}${suggestNames(issue)}${hint}`
    }
  })
}

const declaredActions: ReadonlyArray<Action.Any> = Object.values(actions)

/** The problems of an error. A job, or a write that reads first, calls other actions than its own. */
export const invalidInputProblems = ({ action, issues }: LosantInvalidInput): ReadonlyArray<Problem> =>
  declaredActions.filter((one) => one.action === action).flatMap((one) => issueProblems(one, issues))
