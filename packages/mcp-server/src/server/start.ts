/** Starts the server if its settings are right. */
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { parseServerConfig } from "../config/ServerConfig.ts"
import { makeRedact } from "../observability/redaction.ts"
import { definitions } from "../tools/definitions/definitions.ts"
import { serve } from "./Server.ts"

/** Serves, or returns the message about the settings that have to be corrected first. */
export const start = async (flags: Flags): Promise<string | undefined> => {
  const config = parseServerConfig(process.env, flags, definitions)
  if (Result.isFailure(config)) return makeRedact(process.env)(config.failure)
  const { audit } = config.success
  if (audit !== undefined) {
    const [Effect, { checkAudit }] = await Promise.all([import("effect/Effect"), import("../safety/AuditTrail.ts")])
    const problem = await Effect.runPromise(Effect.result(checkAudit(audit)))
    if (Result.isFailure(problem)) return makeRedact(process.env)(problem.failure)
  }
  serve(config.success)
  return undefined
}
