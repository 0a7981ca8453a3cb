/** How the person confirms what destroys. */
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { quote } from "../text/escapes.ts"

const modes = ["auto", "elicit", "token", "off"] as const

/**
 * - `auto`: by a form where the client can show one, else by a token.
 * - `elicit`: by a form; a client that cannot show one is refused.
 * - `token`: by a plan, and a second call with its token and the organization's name.
 * - `off`: not at all.
 */
export type ConfirmMode = (typeof modes)[number]

const isMode = (text: string): text is ConfirmMode => modes.some((mode) => mode === text)

/**
 * Reads `LOSANT_MCP_CONFIRM`, by default `auto`. Another value is a message that has to stop the start: whoever set it
 * meant something, and it may have been the stricter.
 */
export const parseConfirmMode = (environment: Environment): Result.Result<ConfirmMode, string> => {
  const given = environment["LOSANT_MCP_CONFIRM"]?.trim() ?? ""
  const wanted = given === "" ? "auto" : given.toLowerCase()
  return isMode(wanted)
    ? Result.succeed(wanted)
    : Result.fail(`LOSANT_MCP_CONFIRM is ${quote(given, 50)}; it has to be one of ${modes.join(", ")}.`)
}
