/** All that is wrong with the arguments of a call, so that they can be corrected at once. */
import * as Effect from "effect/Effect"
import { invalidInput } from "../arguments/inputIssues.ts"
import type { Problem } from "../model/ArgumentSpec.ts"
import type { Tool } from "../model/Tool.ts"
import type { Values } from "../model/Values.ts"
import { readableValues } from "../tools/Tool.ts"
import { checkAlone } from "./executeTool.ts"

const rootOf = ({ argument }: Problem): string => argument.split(".")[0] ?? argument

/**
 * What was found wrong, and after it what is wrong with the arguments that could be read: the rules of the action are
 * else asked only once all can be. An argument of which something was found is not spoken of again.
 */
export const allWrong = (
  tool: Tool,
  given: Values,
  found: ReadonlyArray<Problem>
): Effect.Effect<ReadonlyArray<Problem>> => {
  if (tool.kind === "fleet") return Effect.succeed(found)
  const told = new Set(found.map(rootOf))
  const values = readableValues(tool, given)
  return checkAlone(tool, values).pipe(
    Effect.match({
      onSuccess: () => found,
      onFailure: (error) => {
        const others = error._tag === "InvalidArguments" ? error.problems : invalidInput(error)
        // What is not given was found missing already, or has a default.
        const isNew = (problem: Problem) => Object.hasOwn(values, rootOf(problem)) && !told.has(rootOf(problem))
        return [...found, ...others.filter(isNew)]
      }
    })
  )
}
