/** Logs as logfmt to a sink, without the token and without hidden characters. */
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import type { ServerConfig } from "../config/ServerConfig.ts"
import { visible } from "../text/escapes.ts"
import { makeRedact } from "./redaction.ts"
import type { Sink } from "./stderr.ts"

/** Logs from the configured level on. */
export const layer = (config: ServerConfig, sink: Sink): Layer.Layer<never> => {
  const redact = makeRedact(config.environment)
  const logger = Logger.map(Logger.formatLogFmt, (line) => sink(visible(redact(line))))
  return Layer.merge(Logger.layer([logger]), Layer.succeed(References.MinimumLogLevel, config.logLevel))
}
