/** The calls of a preview, which its small host and the server share. */
import type { JsonObject } from "../../text/json.ts"

export interface PreviewCall {
  readonly name: string
  readonly title: string
  readonly arguments: JsonObject
}

export interface PreviewExample extends PreviewCall {
  /** The call in words. */
  readonly label: string
}
