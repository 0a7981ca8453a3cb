/** Describes the call by which an assistant checks the outcome of a write. */
import type { VerificationCall } from "../model/VerificationCall.ts"
import { quote } from "../text/escapes.ts"
import { maxTextLength } from "./sanitize.ts"

/** The description. The call needs the instance if the write named one. */
export const describeVerification = (
  { tool, arguments: own }: VerificationCall,
  instanceId: string | undefined
): string => {
  const values = instanceId === undefined ? own : { instanceId, ...own }
  const descriptions = Object.entries(values).map(([name, value]) => `${name} ${quote(String(value), maxTextLength)}`)
  return `${tool} with ${descriptions.join(", ")}`
}
