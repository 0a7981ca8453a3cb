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
export const pageUris = {
  plan: "ui://losant/plan",
  usage: "ui://losant/usage",
  fleet: "ui://losant/fleet"
} as const

export type PageName = keyof typeof pageUris

/** The tools whose answers are rows of organizations, which the page of a fleet shows. */
export const fleetTools = {
  nearLimits: "losant_find_orgs_near_limits",
  ranking: "losant_usage_ranking",
  invites: "losant_find_invites"
} as const

/** The tool that plans a change of the rows that the person selected. */
export const planTool = "losant_plan_changes"
