/** What a tool answers. */
import type { CallToolResult } from "@modelcontextprotocol/server"
import { visible } from "./answers/Escapes.ts"
import type { Values } from "./ToolSpec.ts"

/**
 * An answer. Some clients give an assistant the structured content, others the text: both hold the same, and without
 * indentation, which would cost half as many tokens again.
 */
export const success = (content: Values): CallToolResult => ({
  content: [{ type: "text", text: JSON.stringify(content) }],
  structuredContent: { ...content }
})

/** A refusal or failure, which an assistant reads and acts on. Of an error clients show the text only. */
export const failure = (text: string): CallToolResult => ({
  content: [{ type: "text", text: visible(text) }],
  isError: true
})
