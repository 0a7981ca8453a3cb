/** The way in which the person confirms a destructive change. */
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { quoteSetting } from "../text/secrets.ts"
import { variables } from "./variables.ts"

/**
 * - `auto`: in a view if the client shows views, by a form if it shows forms, otherwise by a token.
 * - `elicit`: by a form. A client that cannot show one is refused.
 * - `token`: by a plan, and a second call with the token of the plan.
 * - `off`: no confirmation.
 */
export type ConfirmMode = (typeof variables.LOSANT_MCP_CONFIRM.choices)[number]

/**
 * - `proportional`: the person types a name only for a change that cannot be undone, and otherwise agrees to the plan.
 * - `strict`: the person types a name for every change that has to be confirmed.
 */
export type LevelSetting = (typeof variables.LOSANT_MCP_CONFIRM_LEVEL.choices)[number]

/** Reads a variable with choices. An unknown value stops the start, because it may stand for a stricter choice. */
const parseChoice = <C extends string>(
  environment: Environment,
  name: string,
  { choices, default: otherwise }: { readonly choices: ReadonlyArray<C>; readonly default: C }
): Result.Result<C, string> => {
  const value = readVariable(environment, name)
  const choice = value === "" ? otherwise : choices.find((one) => one === value.toLowerCase())
  return choice === undefined
    ? Result.fail(`${name} is ${quoteSetting(value)}; it has to be one of ${choices.join(", ")}.`)
    : Result.succeed(choice)
}

/** Reads `LOSANT_MCP_CONFIRM`. */
export const parseConfirmMode = (environment: Environment): Result.Result<ConfirmMode, string> =>
  parseChoice<ConfirmMode>(environment, "LOSANT_MCP_CONFIRM", variables.LOSANT_MCP_CONFIRM)

/** Reads `LOSANT_MCP_CONFIRM_LEVEL`. */
export const parseLevelSetting = (environment: Environment): Result.Result<LevelSetting, string> =>
  parseChoice<LevelSetting>(environment, "LOSANT_MCP_CONFIRM_LEVEL", variables.LOSANT_MCP_CONFIRM_LEVEL)
