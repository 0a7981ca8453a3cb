/** The call with which an assistant finds out what became of a write, in words. */
import type { VerificationCall } from "../model/VerificationCall.ts"
import { quote } from "../text/escapes.ts"
import { longestText } from "./sanitize.ts"

/** The call in words. Where the write was given an instance, the call has to be given it too. */
export const describeVerification = (
  { tool, arguments: own }: VerificationCall,
  instanceId: string | undefined
): string => {
  const values = instanceId === undefined ? own : { instanceId, ...own }
  const described = Object.entries(values).map(([name, value]) => `${name} ${quote(String(value), longestText)}`)
  return `${tool} with ${described.join(", ")}`
}
