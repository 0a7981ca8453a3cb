/** Starts the server if its settings are right. */
import * as Result from "effect/Result"
import type { Flags } from "../config/Flags.ts"
import { parseServerConfig } from "../config/ServerConfig.ts"
import { makeRedact } from "../observability/redaction.ts"
import { showsTool } from "../policy/Policy.ts"
import { defaultDefinitions } from "../tools/definitions/defaultDefinitions.ts"
import { toolSummaries } from "../tools/definitions/toolSummaries.ts"
import { serve } from "./Server.ts"

/** Serves, or returns the message about the settings that have to be corrected first. */
export const start = async (flags: Flags): Promise<string | undefined> => {
  const config = parseServerConfig(process.env, flags, toolSummaries)
  if (Result.isFailure(config)) return makeRedact(process.env)(config.failure)
  const { audit } = config.success
  if (audit !== undefined) {
    const [Effect, { checkAudit }] = await Promise.all([import("effect/Effect"), import("../safety/AuditTrail.ts")])
    const problem = await Effect.runPromise(Effect.result(checkAudit(audit)))
    if (Result.isFailure(problem)) return makeRedact(process.env)(problem.failure)
  }
  const isOptInChosen = toolSummaries.some((tool) => !tool.isOnByDefault && showsTool(config.success.policy, tool))
  const { optInDefinitions } = isOptInChosen
    ? await import("../tools/definitions/optInDefinitions.ts")
    : { optInDefinitions: [] }
  serve(config.success, [...defaultDefinitions, ...optInDefinitions])
  return undefined
}
