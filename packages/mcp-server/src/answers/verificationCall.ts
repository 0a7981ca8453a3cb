/** The call with which an assistant finds out what became of a write. */

import type { Values } from "../model/Values.ts"
import type { LookUp } from "../model/VerificationCall.ts"
import { quote } from "../text/escapes.ts"
import { longestText } from "./sanitize.ts"

/** The call in words, with the instance where the write was given one: then the look-up has to be given it too. */
export const describeLookUp = ({ tool, arguments: own }: LookUp, { instanceId }: Values): string => {
  const values = instanceId === undefined ? own : { instanceId, ...own }
  const described = Object.entries(values).map(([name, value]) => `${name} ${quote(String(value), longestText)}`)
  return `${tool} with ${described.join(", ")}`
}
