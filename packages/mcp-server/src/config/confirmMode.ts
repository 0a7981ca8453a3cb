/** The way in which the person confirms a destructive change. */
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { quoteSetting } from "../text/secrets.ts"
import { variables } from "./variables.ts"

const variable = "LOSANT_MCP_CONFIRM"
const { choices: modes, default: defaultMode } = variables[variable]

/**
 * - `auto`: by a form if the client can show one, otherwise by a token.
 * - `elicit`: by a form. A client that cannot show one is refused.
 * - `token`: by a plan, and a second call with the token of the plan and the name of the organization.
 * - `off`: no confirmation.
 */
export type ConfirmMode = (typeof modes)[number]

const isMode = (text: string): text is ConfirmMode => modes.some((mode) => mode === text)

/** Reads `LOSANT_MCP_CONFIRM`. An unknown value stops the start, because it may stand for a stricter mode. */
export const parseConfirmMode = (environment: Environment): Result.Result<ConfirmMode, string> => {
  const value = readVariable(environment, variable)
  const mode = value === "" ? defaultMode : value.toLowerCase()
  return isMode(mode)
    ? Result.succeed(mode)
    : Result.fail(`${variable} is ${quoteSetting(value, 50)}; it has to be one of ${modes.join(", ")}.`)
}
