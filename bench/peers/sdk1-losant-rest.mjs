// @ts-nocheck The imports exist only after the bench has installed them.
// The same tools, written with the packages that npm offered before: MCP SDK 1, zod and Losant's own client. The bench
// installs these packages into a folder and runs this file from there. The server decodes no answer. It lists all
// tools, and a tool fails if the installed version of the client lacks its action.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js"
import losant from "losant-rest"
import { z } from "zod"

const client = losant.createClient({
  accessToken: process.env["LOSANT_API_TOKEN"],
  url: process.env["LOSANT_API_URL"]
})
const instanceId = process.env["LOSANT_INSTANCE_ID"]

const id = z.string().regex(/^[A-Fa-f\d]{24}$/)
const count = z.number().int().min(0).optional()
const org = { orgId: id }
const member = { orgId: id, userId: id }
const invite = { orgId: id, inviteId: id }
const role = z.enum(["admin", "edit", "collaborate", "view", "none"])
const period = { start: z.string().optional(), end: z.string().optional() }
const page = {
  page: z.number().int().min(0).optional(),
  perPage: z.number().int().min(1).optional(),
  sortField: z.enum(["name", "id", "creationDate", "lastUpdated"]).optional(),
  sortDirection: z.enum(["asc", "desc"]).optional(),
  filterField: z.enum(["name"]).optional(),
  filter: z.string().optional()
}
const settings = {
  description: z.string().max(32_767).optional(),
  iconColor: z.string().max(64).optional(),
  limits: z.object({ device: count, application: count, member: count, payload: count, storage: count }).optional(),
  whitelistedEmailDomains: z.array(z.string().min(3).max(45)).optional(),
  disabledAt: z.union([z.string(), z.boolean()]).optional(),
  isReadOnly: z.boolean().optional(),
  tags: z
    .array(z.object({ key: z.string(), value: z.string() }))
    .max(100)
    .optional(),
  mfaMode: z.enum(["notRequired", "adminRequired", "required"]).optional()
}
const name = z.string().min(1).max(255)

const tools = [
  ["losant_list_instances", "instances", "get", page],
  ["losant_list_orgs", "instanceOrgs", "get", page],
  ["losant_create_org", "instanceOrgs", "post", { name, ...settings }, "orgConfig"],
  ["losant_get_org", "instanceOrg", "get", org],
  ["losant_update_org", "instanceOrg", "patch", { ...org, name: name.optional(), ...settings }, "organization"],
  ["losant_delete_org", "instanceOrg", "delete", org],
  ["losant_get_org_device_counts", "instanceOrg", "deviceCounts", { ...org, ...period }],
  ["losant_get_org_notebook_minutes", "instanceOrg", "notebookMinuteCounts", { ...org, ...period }],
  ["losant_get_org_payload_counts", "instanceOrg", "payloadCounts", { ...org, ...period }],
  ["losant_get_org_payload_breakdown", "instanceOrg", "payloadCountsBreakdown", { ...org, ...period }],
  ["losant_list_org_members", "instanceOrgMembers", "get", org],
  ["losant_add_org_member", "instanceOrgMembers", "post", { ...org, email: z.email(), role }, "member"],
  ["losant_get_org_member", "instanceOrgMember", "get", member],
  ["losant_update_org_member", "instanceOrgMember", "patch", { ...member, role }, "member"],
  ["losant_remove_org_member", "instanceOrgMember", "delete", member],
  ["losant_list_org_invites", "instanceOrgInvites", "get", org],
  ["losant_invite_to_org", "instanceOrgInvites", "post", { ...org, email: z.email(), role }, "invite"],
  ["losant_get_org_invite", "instanceOrgInvite", "get", invite],
  ["losant_revoke_org_invite", "instanceOrgInvite", "delete", invite],
  ["losant_resend_org_invite", "instanceOrgInvite", "resendInvite", { ...invite, role }, "roleInfo"]
]
const ids = ["orgId", "userId", "inviteId"]

const server = new McpServer({ name: "sdk1-losant-rest", version: "1.0.0" })
for (const [tool, resource, action, inputSchema, bodyName] of tools) {
  server.registerTool(
    tool,
    { title: tool, description: `Losant's ${resource}.${action}.`, inputSchema },
    async (args) => {
      const entries = Object.entries(args)
      const pick = (isId) => Object.fromEntries(entries.filter(([key]) => ids.includes(key) === isId))
      const params =
        bodyName === undefined ? { instanceId, ...args } : { instanceId, ...pick(true), [bodyName]: pick(false) }
      const answer = await client[resource][action](params)
      return { content: [{ type: "text", text: JSON.stringify(answer) }], structuredContent: answer }
    }
  )
}
await server.connect(new StdioServerTransport())
