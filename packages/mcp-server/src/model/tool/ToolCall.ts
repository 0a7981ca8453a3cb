/** A call of a tool, for messages about its failure. */
import type { VerificationCall } from "../VerificationCall.ts"
import type { Tool } from "./Tool.ts"

/** The facts that are known at the time of a failure. */
export interface ToolCall {
  readonly tool: Tool
  /** The time of the call, in milliseconds. */
  readonly time: number
  /** The instance in the arguments, if any. */
  readonly instance?: string | undefined
  /** Present for a write whose arguments were parsed. */
  readonly verification?: VerificationCall
}
