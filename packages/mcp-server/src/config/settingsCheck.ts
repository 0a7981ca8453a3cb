/** A fast check of the settings at the start. */
import { hasProxy } from "../losant/http/proxy.ts"
import { readVariable } from "../model/Environment.ts"
import { isLosantId } from "../text/losantId.ts"
import { isQuoted, isUnfilled } from "../text/settingMistakes.ts"
import type { ServerConfig } from "./ServerConfig.ts"

const token = /^[\x21-\x7e]+$/
const url = /^https:\/\/[\w.-]+(?::\d+)?\/?$|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?$/

/**
 * `true` only if the settings are certainly right, so that nothing has to be reported. In doubt it is `false`, and core
 * checks the settings. Core knows all rules, but loading it takes longer than the rest of the start.
 */
export const needsNoCheck = ({ emulator, environment, warnings }: ServerConfig): boolean => {
  const value = (name: string) => readVariable(environment, name)
  const isUnsetOr = (name: string, isRight: (value: string) => boolean) => value(name) === "" || isRight(value(name))
  if (warnings.length > 0) return false
  return (
    emulator ||
    (token.test(value("LOSANT_API_TOKEN")) &&
      !isUnfilled(value("LOSANT_API_TOKEN")) &&
      !isQuoted(value("LOSANT_API_TOKEN")) &&
      isUnsetOr("LOSANT_INSTANCE_ID", isLosantId) &&
      isUnsetOr("LOSANT_API_URL", (text) => url.test(text) && URL.canParse(text)) &&
      value("LOSANT_TIMEOUT") === "" &&
      !hasProxy(environment))
  )
}
