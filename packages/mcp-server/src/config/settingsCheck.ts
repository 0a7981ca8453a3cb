/** Which settings need no check on start. */
import { namesProxy } from "../losant/http/proxy.ts"
import type { ServerConfig } from "./ServerConfig.ts"

const token = /^[\x21-\x7e]+$/
const id = /^[0-9a-f]{24}$/
const url = /^https:\/\/[\w.-]+(?::\d+)?\/?$|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?$/

/**
 * Whether the settings are so plainly right that there is nothing to warn of. What is not plain is left to core, which
 * knows what is right; it takes longer to load than a start takes.
 */
export const needsNoCheck = ({ emulator, environment, warnings }: ServerConfig): boolean => {
  const given = (name: string): string => environment[name]?.trim() ?? ""
  const isUnsetOr = (name: string, isRight: (value: string) => boolean) => given(name) === "" || isRight(given(name))
  if (warnings.length > 0) return false
  return (
    emulator ||
    (token.test(given("LOSANT_API_TOKEN")) &&
      isUnsetOr("LOSANT_INSTANCE_ID", (value) => id.test(value)) &&
      isUnsetOr("LOSANT_API_URL", (value) => url.test(value) && URL.canParse(value)) &&
      given("LOSANT_TIMEOUT") === "" &&
      !namesProxy(environment))
  )
}
