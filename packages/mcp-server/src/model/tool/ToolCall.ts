/** A call of a tool. */

import type { VerificationCall } from "../VerificationCall.ts"
import type { Tool } from "./Tool.ts"

/** A call as far as it got: what a failure of it is told with. */
export interface ToolCall {
  readonly tool: Tool
  /** When it was made, in milliseconds. */
  readonly time: number
  /** The instance that the assistant named, if it did. */
  readonly instance?: string | undefined
  /** For a write whose arguments were read. */
  readonly verification?: VerificationCall
}
