/** What a tool answers. */
import type { CallToolResult, InputRequiredResult } from "@modelcontextprotocol/server"
import { visible } from "../../text/escapes.ts"
import type { Values } from "../Values.ts"

/** What a tool answers: its result, or what it has to be told first. */
export type Answer = CallToolResult | InputRequiredResult

/**
 * An answer. Some clients give an assistant the structured content, others the text: both hold the same, and without
 * indentation, which would cost half as many tokens again. `image` is a PNG, for people.
 */
export const success = (content: Values, image?: Uint8Array): CallToolResult => ({
  content: [{ type: "text", text: JSON.stringify(content) }, ...(image === undefined ? [] : [shown(image)])],
  structuredContent: { ...content }
})

const shown = (png: Uint8Array) => ({
  type: "image" as const,
  mimeType: "image/png",
  data: Buffer.from(png).toString("base64")
})

/** A refusal or failure, which an assistant reads and acts on. Of an error clients show the text only. */
export const failure = (text: string): CallToolResult => ({
  content: [{ type: "text", text: visible(text) }],
  isError: true
})
