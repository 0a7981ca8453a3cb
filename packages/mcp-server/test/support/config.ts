// The settings of a server in a test.
import * as Result from "effect/Result"
import { type Flags, noFlags } from "../../src/config/Flags.ts"
import { parseServerConfig, type ServerConfig } from "../../src/config/ServerConfig.ts"
import type { Environment } from "../../src/model/Environment.ts"
import { definitions } from "../../src/tools/definitions/definitions.ts"

/** Parses valid settings. Confirmation and journal are off unless the environment sets them. */
export const configOf = (environment: Environment, flags: Partial<Flags> = {}): ServerConfig =>
  Result.getOrThrowWith(
    parseServerConfig(
      { LOSANT_MCP_CONFIRM: "off", LOSANT_MCP_JOURNAL: "off", ...environment },
      { ...noFlags, ...flags },
      definitions
    ),
    (message) => new Error(message)
  )
