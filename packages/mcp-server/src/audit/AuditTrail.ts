/** The trail of the calls: who asked for what, and how it went. */
import * as Path from "node:path"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { quote } from "../answers/Escapes.ts"
import { appendLine, prepare } from "../files/append.ts"
import type { FileFailure } from "../files/FileFailure.ts"
import { isPlaceholder } from "../policy/Setting.ts"
import { Refusal } from "../Refusal.ts"
import type { Environment } from "../ServerConfig.ts"
import { type AuditEntry, type AuditOrigin, isStartOfTrail, lineOf } from "./AuditEntry.ts"

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

/**
 * Makes the file ready, or says why no trail can be kept: then the server must not start. An old trail stays, and is made
 * readable for the user alone; another file is left as it is.
 */
export const checkAudit = (path: string): Effect.Effect<void, string> =>
  Effect.mapError(
    prepare(path, isStartOfTrail),
    ({ why }) => `The audit trail cannot be kept in ${quote(path, longestPath)}: ${why}. Name another file.`
  )

const refusal = (path: string, { why }: FileFailure): Refusal =>
  new Refusal(
    "audit",
    `This server answers for every call with a line in its audit trail, and that cannot be written to ` +
      `${quote(path, longestPath)}: ${why}. The person who runs the server has to put that right; then call again.`
  )

export interface Audit {
  /** Whether there is a trail; where there is none, nothing need be prepared for it. */
  readonly isOn: boolean
  /**
   * Writes a line, and ends when it is on the disk. Where it fails, nothing is to be sent, and no answer of Losant's
   * given away: the refusal says why.
   */
  readonly record: (entry: AuditEntry) => Effect.Effect<void, Refusal>
}

/** Without a layer there is no trail. */
export const AuditTrail = Context.Reference<Audit>("@effect-losant/mcp-server/AuditTrail", {
  defaultValue: () => ({ isOn: false, record: () => Effect.void })
})

/** A trail in a file. `redact` takes secrets out of a text. */
export const layer = (path: string, origin: AuditOrigin, redact: (text: string) => string): Layer.Layer<never> =>
  Layer.succeed(AuditTrail, {
    isOn: true,
    record: (entry) =>
      Effect.mapError(
        Effect.suspend(() => appendLine(path, lineOf(entry, origin, redact))),
        (failure) => refusal(path, failure)
      )
  })
