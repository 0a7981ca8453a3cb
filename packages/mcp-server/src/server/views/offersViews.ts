/** Decides whether a server offers views to the clients that show them. */
import type { ServerConfig } from "../../config/ServerConfig.ts"
import { showsTool } from "../../policy/Policy.ts"
import { servesResources } from "../../resources/register.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"

/**
 * Views confirm plans, so they are offered where the settings leave the way open (`LOSANT_MCP_CONFIRM=auto`). A client
 * reads a page as a resource, so a server whose policy hides all resources offers none.
 */
export const offersViews = ({ confirm, policy }: ServerConfig): boolean => {
  const visible = toolSummaries.filter((tool) => showsTool(policy, tool))
  const names = new Set(visible.map(({ name }) => name))
  return (
    confirm === "auto" && visible.some(({ page }) => page !== undefined) && servesResources((name) => names.has(name))
  )
}
