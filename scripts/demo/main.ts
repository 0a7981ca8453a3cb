// The demo: a real MCP client starts the real server on the emulator over stdio, and does what an assistant would.
// It exits with 0 only when every step did what it says.
import assert from "node:assert/strict"
import { fileURLToPath } from "node:url"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Schema from "effect/Schema"
import { announce, failed, heading, note, result, snippet } from "./print.ts"

const server = fileURLToPath(new URL("../../packages/mcp-server/dist/main.js", import.meta.url))

const client = new Client({ name: "effect-losant-demo", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })

/** Calls a tool and decodes what it answers; any error ends the demo. */
const call = async <A>(tool: string, args: Record<string, unknown>, answer: Schema.Codec<A>): Promise<A> => {
  announce(tool, args)
  const { isError, content, structuredContent } = await client.callTool({ name: tool, arguments: args })
  assert.ok(isError !== true, `${tool} answered an error: ${JSON.stringify(content)}`)
  return Schema.decodeUnknownPromise(answer)(structuredContent)
}

const Org = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  limits: Schema.Struct({ device: Schema.optionalKey(Schema.Finite) })
})
const Orgs = Schema.Struct({ items: Schema.Array(Org), totalCount: Schema.Finite })
const Payloads = Schema.Struct({
  counts: Schema.Array(Schema.Struct({ date: Schema.String, value: Schema.Finite }))
})
const Invite = Schema.Struct({ id: Schema.String, email: Schema.String, role: Schema.String })
const Invites = Schema.Struct({ items: Schema.Array(Invite) })
const Deleted = Schema.Struct({ success: Schema.Boolean })

const run = async () => {
  heading("effect-losant: a real MCP client → the real server, over stdio → the emulator")
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [server, "--emulator"] }))
  note(`connected, protocol ${client.getNegotiatedProtocolVersion() ?? "unknown"}`)

  heading("1. Which tools are there?")
  const { tools } = await client.listTools()
  assert.equal(tools.length, 20, "there are twenty tools")
  for (const { name, title } of tools) note(`${name.padEnd(34)}${title ?? ""}`)

  heading("2. Find an organization by its name")
  const found = await call("losant_list_orgs", { nameContains: "Harbor" }, Orgs)
  const [org] = found.items
  assert.ok(org !== undefined, "an organization whose name begins with Harbor exists")
  result(`${found.totalCount} found; the first is ${org.name} (${org.id})`)

  heading("3. Read its usage of the last 30 days")
  const usage = await call("losant_get_org_payload_breakdown", { orgId: org.id }, Payloads)
  const total = usage.counts.reduce((sum, { value }) => sum + value, 0)
  assert.ok(usage.counts.length >= 28 && total > 0, "there is usage for a month")
  result(`${total.toLocaleString("en-US")} payloads on ${usage.counts.length} days`)

  heading("4. Create an organization")
  const created = await call("losant_create_org", { name: "Demo Greenhouse", limits: { device: 50 } }, Org)
  const listed = await call("losant_list_orgs", { nameContains: "Demo Greenhouse" }, Orgs)
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [created.id],
    "the new organization is in the list"
  )
  result(`${created.name} (${created.id}), at most ${created.limits.device} devices`)

  heading("5. Invite a member")
  const email = "ada@greenhouse.example"
  const invited = await call("losant_invite_to_org", { orgId: created.id, email, role: "edit" }, Invites)
  const invite = invited.items.find((one) => one.email === email)
  assert.ok(invite !== undefined, "the invitation is in the answer")
  result(`${invite.email} as ${invite.role} (${invite.id})`)

  heading("6. Change a limit")
  const changed = await call("losant_update_org", { orgId: created.id, limits: { device: 200 } }, Org)
  assert.equal(changed.limits.device, 200, "the limit is changed")
  result(`devices: ${created.limits.device} → ${changed.limits.device}`)

  heading("7. Revoke the invitation")
  await call("losant_revoke_org_invite", { orgId: created.id, inviteId: invite.id }, Deleted)
  const left = await call("losant_list_org_invites", { orgId: created.id }, Invites)
  assert.equal(left.items.length, 0, "no invitation is left")
  result("no invitation is left")
}

await run()
  .finally(() => client.close())
  .catch((error: unknown) => {
    failed(error instanceof Error ? error.message : String(error))
    process.exit(1)
  })

heading("All steps did what they say. To use the server in a desktop client, add this to its configuration:")
snippet(server)
