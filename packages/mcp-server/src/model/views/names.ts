/**
 * Views: pages of this server that a client shows beside the conversation, by MCP Apps. The server and the pages share
 * these names and shapes.
 */

/** The extension of the protocol. */
export const extensionId = "io.modelcontextprotocol/ui"

/** The media type of a page. A client names it if it shows pages. */
export const pageMimeType = "text/html;profile=mcp-app"

/** The field in `_meta` of a result that is for the page alone. */
export const viewMetaKey = "losant/view"

/** The tool that only a page calls. */
export const viewTool = "losant_plan_view"

/** The pages, by name. */
export const pageUris = { plan: "ui://losant/plan", usage: "ui://losant/usage" } as const

export type PageName = keyof typeof pageUris
