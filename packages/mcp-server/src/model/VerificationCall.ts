/** The call with which an assistant finds out what became of a write. */
import type { Argument } from "./ArgumentSpec.ts"

/** The arguments of a tool that name what a call is about, by name: ids, or the names and emails that stand for them. */
export type Target = Readonly<Record<string, string>>

export interface VerificationCall {
  readonly tool: string
  /** The arguments of the tool, but for the instance. */
  readonly arguments: Readonly<Record<Argument["name"], unknown>>
}
