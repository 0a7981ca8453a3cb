/** Whether calls are recorded, and where: what `--audit` or `LOSANT_MCP_AUDIT` says. */
import * as Path from "node:path"
import * as Result from "effect/Result"
import type { Environment } from "../model/Environment.ts"
import { isPlaceholder } from "../policy/policySettings.ts"
import { quote } from "../text/escapes.ts"

const longestPath = 1_000

const variable = "LOSANT_MCP_AUDIT"
const flagName = "--audit"

const wholePath = (name: string, given: string): Result.Result<string, string> => {
  const shown = `${name} is ${quote(given, longestPath)}, which`
  if (isPlaceholder(given)) {
    return Result.fail(`${shown} was not filled in: write the whole path of a file where the server is configured.`)
  }
  // A client starts the server wherever it likes, and "off" would be the name of a file.
  return Path.isAbsolute(given)
    ? Result.succeed(Path.normalize(given))
    : Result.fail(`${shown} is not the whole path of a file. Without ${name} there is no trail.`)
}

/**
 * The file that `--audit` or `LOSANT_MCP_AUDIT` names, by its whole path; nothing where neither is given. Both may be
 * given where they name the same.
 */
export const parseAudit = (environment: Environment, flag?: string): Result.Result<string | undefined, string> => {
  if (flag !== undefined && flag.trim() === "") return Result.fail(`${flagName} names no file.`)
  const given = [
    [flagName, flag?.trim() ?? ""],
    [variable, environment[variable]?.trim() ?? ""]
  ] as const
  const paths = Result.all(given.filter(([, text]) => text !== "").map(([name, text]) => wholePath(name, text)))
  return Result.flatMap(paths, ([one, other]) =>
    other === undefined || other === one
      ? Result.succeed(one)
      : Result.fail(`${flagName} and ${variable} name two files, and there is one trail: leave one of them out.`)
  )
}
