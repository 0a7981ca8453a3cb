// The settings of a server in a test.
import * as Result from "effect/Result"
import { type Flags, noFlags } from "../../src/config/Flags.ts"
import { parseServerConfig, type ServerConfig } from "../../src/config/ServerConfig.ts"
import type { Environment } from "../../src/model/Environment.ts"
import { definitions } from "../../src/tools/definitions/definitions.ts"
import { allToolsets } from "./allToolsets.ts"

/**
 * Parses valid settings. Unless the environment sets them, confirmation and journal are off, and all toolsets are on.
 */
export const configOf = (environment: Environment, flags: Partial<Flags> = {}): ServerConfig =>
  Result.getOrThrowWith(
    parseServerConfig(
      { LOSANT_MCP_CONFIRM: "off", LOSANT_MCP_JOURNAL: "off", ...allToolsets, ...environment },
      { ...noFlags, ...flags },
      definitions
    ),
    (message) => new Error(message)
  )
