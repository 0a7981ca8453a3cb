/** The issues that core finds in the input of an action, as problems of the arguments of a tool. */
import type * as Action from "@effect-losant/core/Action"
import type { Issue } from "@effect-losant/core/LosantError"
import type { Problem } from "./Arguments.ts"
import { vocabulary } from "./Vocabulary.ts"

const missingKey = "Missing key"
const excessKey = "Expected no excess property"

const worded = (message: string): string => {
  if (message === missingKey) return "is required"
  if (message === excessKey) return "is not known here"
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`
}

const parentOf = ({ path }: Issue): string => JSON.stringify(path.slice(0, -1))

/**
 * Where a value may have several shapes, each shape it does not have complains: that keys of another shape are there,
 * and that its own are not. What is left is what is wrong with the shape that was meant.
 */
const withoutEchoes = (issues: ReadonlyArray<Issue>): ReadonlyArray<Issue> => {
  const real = issues.filter(({ message }) => message !== missingKey && message !== excessKey)
  return issues.filter((issue) => {
    if (real.includes(issue)) return true
    const siblings = issues.filter((other) => parentOf(other) === parentOf(issue))
    const isAmbiguous = [missingKey, excessKey].every((kind) => siblings.some(({ message }) => message === kind))
    return !(isAmbiguous && siblings.some((sibling) => real.includes(sibling)))
  })
}

/** At most so many: what an assistant corrects at once. */
const most = 8

export const problemsOf = (action: Action.Any, issues: ReadonlyArray<Issue>): ReadonlyArray<Problem> => {
  const [bodyName] = Object.keys(action.body)
  const problems = withoutEchoes(issues).map((issue): Problem => {
    const path = issue.path[0] === bodyName ? issue.path.slice(1) : issue.path
    const { foundBy } = vocabulary[String(path[0])] ?? {}
    const hint = foundBy === undefined || path.length > 1 ? "" : `; ${foundBy} finds it`
    // What is wrong with all of them stands at no path.
    return { argument: path.length === 0 ? "arguments" : path.join("."), message: `${worded(issue.message)}${hint}` }
  })
  const distinct = new Map(problems.map((problem) => [`${problem.argument}: ${problem.message}`, problem]))
  return [...distinct.values()].slice(0, most)
}
