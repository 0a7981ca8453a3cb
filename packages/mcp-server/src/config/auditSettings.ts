/** The file of the audit trail: `--audit` or `LOSANT_MCP_AUDIT`. */
import * as Path from "node:path"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { maxPathLength } from "../text/escapes.ts"
import { quoteSetting } from "../text/secrets.ts"
import { isPlaceholder } from "../text/settingMistakes.ts"
import { variables } from "./variables.ts"

const variable = "LOSANT_MCP_AUDIT"
const { flag: flagName } = variables[variable]

const parsePath = (name: string, value: string): Result.Result<string, string> => {
  const subject = `${name} is ${quoteSetting(value, maxPathLength)}`
  if (isPlaceholder(value)) {
    return Result.fail(
      `${subject}, a placeholder that was not filled in: write the absolute path of a file where the server is configured.`
    )
  }
  // The client chooses the working folder, and "off" would be the name of a file.
  return Path.isAbsolute(value)
    ? Result.succeed(Path.normalize(value))
    : Result.fail(`${subject}. It has to be the absolute path of a file. Without ${name} no audit trail is written.`)
}

/** The absolute path of the trail; undefined if neither the flag nor the variable is set. If both are, they must agree. */
export const parseAudit = (environment: Environment, flag?: string): Result.Result<string | undefined, string> => {
  if (flag !== undefined && flag.trim() === "") return Result.fail(`${flagName} names no file.`)
  const sources = [
    [flagName, flag?.trim() ?? ""],
    [variable, readVariable(environment, variable)]
  ] as const
  const paths = Result.all(sources.filter(([, value]) => value !== "").map(([name, value]) => parsePath(name, value)))
  return Result.flatMap(paths, ([first, second]) =>
    second === undefined || second === first
      ? Result.succeed(first)
      : Result.fail(`${flagName} and ${variable} name two files, but there is only one trail: remove one of them.`)
  )
}
