/** The results of tools in the protocol. */
import type { CallToolResult, InputRequiredResult } from "@modelcontextprotocol/server"
import { visible } from "../../text/escapes.ts"
import type { JsonObject } from "../../text/json.ts"

/** The answer to a call: its result, or a request for input from the person. */
export type Answer = CallToolResult | InputRequiredResult

/**
 * A successful result. Some clients give an assistant the structured content, others the text, so both hold the same.
 * Indentation would cost 50 % more tokens. `image` is a PNG, for people.
 */
export const success = (content: JsonObject, image?: Uint8Array): CallToolResult => ({
  content: [{ type: "text", text: JSON.stringify(content) }, ...(image === undefined ? [] : [toImage(image)])],
  structuredContent: { ...content }
})

const toImage = (png: Uint8Array) => ({
  type: "image" as const,
  mimeType: "image/png",
  data: Buffer.from(png).toString("base64")
})

/** The result with a further sentence for the assistant. */
export const addNote = (result: CallToolResult, note: string): CallToolResult => {
  const { content, structuredContent } = result
  if (structuredContent === undefined)
    return { ...result, content: [...content, { type: "text", text: visible(note) }] }
  const [, ...images] = content
  const noted = { ...structuredContent, serverNote: visible(note) }
  return { ...result, content: [{ type: "text", text: JSON.stringify(noted) }, ...images], structuredContent: noted }
}

/** The result of a call that failed. Clients show only the text of an error. */
export const failure = (text: string): CallToolResult => ({
  content: [{ type: "text", text: visible(text) }],
  isError: true
})
