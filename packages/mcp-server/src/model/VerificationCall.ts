/** The call with which an assistant finds out what became of a write. */
import type { Values } from "./Values.ts"

export interface LookUp {
  readonly tool: string
  /** The arguments of the tool, but for the instance. */
  readonly arguments: Values
}
