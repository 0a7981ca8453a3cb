/** Logs as logfmt on stderr: stdout belongs to the protocol. */
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import { visible } from "../answers/Escapes.ts"
import type { ServerConfig } from "../ServerConfig.ts"
import { makeRedact } from "./Redaction.ts"

/** Where a line of the log goes. */
export type Sink = (line: string) => void

export const toStderr: Sink = (line) => {
  process.stderr.write(`${line}\n`)
}

/** Keeps the process alive where nobody reads stderr any more: the answers matter, the log does not. */
export const ignoreLostLogs = (): void => {
  process.stderr.on("error", () => undefined)
}

/** Logs from the configured level on. Whatever a line holds, the token is replaced in it, and nothing is hidden. */
export const layer = (config: ServerConfig, sink: Sink): Layer.Layer<never> => {
  const redact = makeRedact(config.environment)
  const logger = Logger.map(Logger.formatLogFmt, (line) => sink(visible(redact(line))))
  return Layer.merge(Logger.layer([logger]), Layer.succeed(References.MinimumLogLevel, config.logLevel))
}
