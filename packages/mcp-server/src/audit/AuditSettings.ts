/** Whether calls are recorded, and where: what `--audit` or `LOSANT_MCP_AUDIT` says. */
import * as Path from "node:path"
import * as Result from "effect/Result"
import type { Environment } from "../ServerConfig.ts"

/** The file that `--audit` names, or else `LOSANT_MCP_AUDIT`, as a whole path; nothing where neither is given. */
export const parseAudit = (environment: Environment, flag?: string): Result.Result<string | undefined, string> => {
  if (flag !== undefined && flag.trim() === "") return Result.fail("--audit names no file.")
  const path = (flag ?? environment["LOSANT_MCP_AUDIT"] ?? "").trim()
  return Result.succeed(path === "" ? undefined : Path.resolve(path))
}
