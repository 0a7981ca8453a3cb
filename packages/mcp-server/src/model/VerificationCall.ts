/** The call by which an assistant checks the outcome of a write. */
import type { JsonObject } from "../text/json.ts"

/** The arguments that identify the target of a call, by name: ids, or names and emails in place of ids. */
export type Target = Readonly<Record<string, string>>

export interface VerificationCall {
  readonly tool: string
  /** The arguments of the tool without the instance. */
  readonly arguments: JsonObject
}
