/** Registers the resources: organizations with their parts, reports on all of them, and schemas. */
import { type McpServer, ResourceTemplate, type ServerContext } from "@modelcontextprotocol/server"
import type { ContentReader } from "./contents.ts"
import { OrgTemplate, type Part, uriVariable } from "./orgUri.ts"
import type { ResourceRunner } from "./ResourceRunner.ts"
import { hasReports, registerReports } from "./reports.ts"

interface OrgResource {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly part?: Part
  /** The tools with the same data. A person who hides one of them wants to hide its data, so the resource is hidden too. */
  readonly tools: ReadonlyArray<string>
  readonly reader: (contents: typeof import("./contents.ts")) => ContentReader
  /** A sentence that tells the assistant how to read data that does not fit. */
  readonly restHint: string
}

const orgResources: ReadonlyArray<OrgResource> = [
  {
    name: "org",
    title: "Organization",
    description:
      "An organization with its settings, limits, tags and summary, by id or name. The list of resources has the " +
      "first organizations; the template reaches all.",
    tools: ["losant_get_org"],
    reader: ({ readOrg }) => readOrg,
    restHint: "losant_get_org with fields answers the rest."
  },
  {
    name: "org-members",
    title: "Members",
    description: "The members of an organization with their roles, the first 100.",
    part: "members",
    tools: ["losant_list_org_members"],
    reader: ({ readMembers }) => readMembers,
    restHint: "losant_list_org_members lists the others: call it with nextPage."
  },
  {
    name: "org-invites",
    title: "Invitations",
    description: "The pending invitations to an organization, the first 100.",
    part: "invites",
    tools: ["losant_list_org_invites"],
    reader: ({ readInvites }) => readInvites,
    restHint: "losant_list_org_invites lists the others: call it with nextPage."
  },
  {
    name: "org-usage",
    title: "Usage",
    description: "Payloads, devices and notebook minutes of an organization per day, of the last 28 whole days (UTC).",
    part: "usage",
    tools: ["losant_get_org_payload_breakdown", "losant_get_org_device_counts", "losant_get_org_notebook_minutes"],
    reader: ({ readUsage }) => readUsage,
    restHint: "The tools for usage answer the rest, over a shorter period."
  }
]

const lists = "losant_list_orgs"
const orgQuerySchemaUri = "losant://schemas/org-query"
const mimeType = "application/json"

/**
 * The time for which clients of the newer revision may cache answers. The token decides which organizations are visible,
 * so a cached list of them is private.
 */
export const resourceCacheHints = {
  "resources/list": { ttlMs: 60_000, cacheScope: "private" },
  "resources/templates/list": { ttlMs: 3_600_000, cacheScope: "public" },
  "resources/read": { ttlMs: 0, cacheScope: "private" }
} as const

const schemaCacheHint = { ttlMs: 3_600_000, cacheScope: "public" } as const

// Most sessions never need this module, so it is loaded on first use.
const loadNames = () => import("./orgNames.ts")

const registerSchema = (server: McpServer): void => {
  server.registerResource(
    "org-query-schema",
    orgQuerySchemaUri,
    {
      title: "Schema of the advanced query",
      description: `The JSON Schema of query, an argument of ${lists}.`,
      mimeType,
      cacheHint: schemaCacheHint
    },
    async () => {
      const { orgQuerySchema } = await import("./orgQuerySchema.ts")
      return { contents: [{ uri: orgQuerySchemaUri, mimeType, text: orgQuerySchema() }] }
    }
  )
}

/** The schemas of long bodies, each with the tools whose arguments refer to it. */
const itemSchemas = [
  ["instance-settings", "the settings of an instance", ["losant_update_instance"]],
  ["api-token", "an API token", ["losant_create_api_token", "losant_update_api_token"]],
  ["notification-rule", "a notification rule", ["losant_create_notification_rule", "losant_update_notification_rule"]],
  ["custom-node", "a custom node", ["losant_create_custom_node", "losant_update_custom_node"]]
] as const

const registerItemSchemas = (server: McpServer, offers: (tool: string) => boolean): void => {
  for (const [name, kind, tools] of itemSchemas) {
    const users = tools.filter(offers)
    if (users.length === 0) continue
    const uri = `losant://schemas/${name}`
    server.registerResource(
      `${name}-schema`,
      uri,
      {
        title: `Schema of ${kind}`,
        description: `The JSON Schema of the arguments of ${users.join(" and ")}.`,
        mimeType,
        cacheHint: schemaCacheHint
      },
      async () => {
        const { itemSchema } = await import("./itemSchemas.ts")
        return { contents: [{ uri, mimeType, text: itemSchema(name) }] }
      }
    )
  }
}

/** True if any resource is registered. */
export const servesResources = (offers: (tool: string) => boolean): boolean =>
  offers(lists) ||
  orgResources.some(({ tools }) => tools.every(offers)) ||
  itemSchemas.some(([, , tools]) => tools.some(offers)) ||
  hasReports(offers)

/** Registers the resources whose tools are all offered. It sends no request to Losant before a client reads one. */
export const registerResources = (server: McpServer, run: ResourceRunner, offers: (tool: string) => boolean): void => {
  const mayList = offers(lists)
  const offered = orgResources.filter(({ tools }) => tools.every(offers))
  if (!servesResources(offers)) return
  // By default the SDK declares that the list changes.
  server.server.registerCapabilities({ resources: { listChanged: false } })
  const complete = async (typed: string) => (await loadNames()).completeOrgUri(run, typed)
  const list = async (context: ServerContext) => ({
    resources: await (await loadNames()).listOrgResources(run, context)
  })
  for (const { name, title, description, part, reader, restHint } of offered) {
    server.registerResource(
      name,
      new ResourceTemplate(new OrgTemplate(part), {
        list: mayList && part === undefined ? list : undefined,
        ...(mayList ? { complete: { [uriVariable]: complete } } : {})
      }),
      { title, description, mimeType },
      async (uri, variables, context) => {
        const [{ readResource }, contents] = await Promise.all([import("./readResource.ts"), import("./contents.ts")])
        return readResource(reader(contents), restHint, run, uri.href, String(variables[uriVariable]), context)
      }
    )
  }
  if (mayList) registerSchema(server)
  registerItemSchemas(server, offers)
  registerReports(server, run, offers)
}
