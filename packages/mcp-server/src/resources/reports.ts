/** The reports on all organizations, as files of CSV that a client can save. */
import type { McpServer } from "@modelcontextprotocol/server"
import type { ReportName } from "../tools/bulk/reports/Report.ts"
import type { ResourceRunner } from "./ResourceRunner.ts"

interface ReportResource {
  readonly title: string
  readonly description: string
  /** The tool with the same data: whoever hides it wants to hide its data. */
  readonly tool: string
}

const resources: Readonly<Record<ReportName, ReportResource>> = {
  usage: {
    title: "Usage of all organizations (CSV)",
    description: "Payloads, devices and notebook minutes of each organization, of the last 28 whole days (UTC).",
    tool: "losant_usage_ranking"
  },
  limits: {
    title: "Organizations near their limits (CSV)",
    description: "Each limit of an organization that is used to more than 90 percent.",
    tool: "losant_find_orgs_near_limits"
  },
  access: {
    title: "Members of all organizations (CSV)",
    description: "Each member of each organization, with the role and the second factor.",
    tool: "losant_find_members"
  },
  invites: {
    title: "Invitations of all organizations (CSV)",
    description: "Each unanswered invitation, with its expiry.",
    tool: "losant_find_invites"
  }
}

const mimeType = "text/csv"

/** Registers the reports whose tools are offered. */
export const registerReports = (server: McpServer, run: ResourceRunner, offers: (tool: string) => boolean): void => {
  for (const [name, { title, description, tool }] of Object.entries(resources)) {
    if (!offers(tool)) continue
    const uri = `losant://reports/${name}.csv`
    server.registerResource(
      `${name}-report`,
      uri,
      // An assistant gets the same facts shorter from the tool.
      { title, description, mimeType, annotations: { audience: ["user"] } },
      async (_, context) => {
        const { readReportResource } = await import("./readReport.ts")
        // Sound: these are the keys of the table.
        return readReportResource(name as ReportName, uri, run, context)
      }
    )
  }
}

/** True if a report is offered. */
export const hasReports = (offers: (tool: string) => boolean): boolean =>
  Object.values(resources).some(({ tool }) => offers(tool))
