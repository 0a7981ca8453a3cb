import type { Tool } from "./Tool.ts"
import type { Values } from "./Values.ts"

/** A call of a tool, as far as it got; `time` is when it was made, in milliseconds. */
export interface Call {
  readonly tool: Tool
  readonly values: Values
  readonly time: number
}
