// The demo: a real MCP client starts the real server on the emulator over stdio, and calls tools as an assistant would.
// It exits with 0 only if every step had the result that it prints.
import assert from "node:assert/strict"
import { fileURLToPath } from "node:url"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Schema from "effect/Schema"
import { defaultTools } from "../tables/sources.ts"
import { announce, failed, heading, note, result, snippet } from "./print.ts"

const server = fileURLToPath(new URL("../../packages/mcp-server/dist/main.js", import.meta.url))

const client = new Client({ name: "effect-losant-demo", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })

/** Calls a tool and decodes its answer. Any error ends the demo. */
const call = async <A>(tool: string, args: Record<string, unknown>, answer: Schema.Codec<A>): Promise<A> => {
  announce(tool, args)
  const { isError, content, structuredContent } = await client.callTool({ name: tool, arguments: args })
  assert.ok(isError !== true, `${tool} answered an error: ${JSON.stringify(content)}`)
  return Schema.decodeUnknownPromise(answer)(structuredContent)
}

const Named = Schema.Struct({ id: Schema.String, name: Schema.String })
const Orgs = Schema.Struct({ items: Schema.Array(Named), totalCount: Schema.Finite })
const Usage = Schema.Struct({ summary: Schema.String, totals: Schema.Struct({ value: Schema.Finite }) })
const Created = Schema.Struct({ done: Schema.Literal(true), org: Named })
const Invite = Schema.Struct({ id: Schema.String, email: Schema.String, role: Schema.String })
const Invited = Schema.Struct({ done: Schema.Literal(true), invite: Invite })
const Limit = Schema.Struct({ before: Schema.Finite, after: Schema.Finite })
const Changed = Schema.Struct({ done: Schema.Literal(true), changed: Schema.Struct({ "limits.device": Limit }) })
const Plan = Schema.Struct({ confirmToken: Schema.String })
const Done = Schema.Struct({ done: Schema.Literal(true) })
const Invites = Schema.Struct({ items: Schema.Array(Invite) })

const run = async () => {
  heading("effect-losant: a real MCP client → the real server, over stdio → the emulator")
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [server, "--emulator"] }))
  note(`connected, protocol ${client.getNegotiatedProtocolVersion() ?? "unknown"}`)

  heading("1. Which tools are there?")
  const { tools } = await client.listTools()
  assert.equal(tools.length, defaultTools.length, "the server lists every tool that is on by default")
  for (const { name, title } of tools) note(`${name.padEnd(34)}${title ?? ""}`)

  heading("2. Find an organization by its name")
  const found = await call("losant_list_orgs", { nameContains: "Harbor" }, Orgs)
  const [org] = found.items
  assert.ok(org !== undefined, "an organization whose name begins with Harbor exists")
  result(`${found.totalCount} found; the first is ${org.name} (${org.id})`)

  heading("3. Read its usage of the last 28 days")
  const usage = await call("losant_get_org_payload_breakdown", { orgId: org.id }, Usage)
  assert.ok(usage.totals.value > 0, "there is usage for a month")
  result(usage.summary)

  heading("4. Create an organization")
  const name = "Demo Greenhouse"
  const created = await call("losant_create_org", { name, limits: { device: 50 } }, Created)
  const listed = await call("losant_list_orgs", { nameContains: name }, Orgs)
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [created.org.id],
    "the new organization is in the list"
  )
  result(`${created.org.name} (${created.org.id}), at most 50 devices`)

  heading("5. Invite a member, by the organization's name")
  const email = "ada@greenhouse.example"
  const { invite } = await call("losant_invite_to_org", { orgId: name, email, role: "edit" }, Invited)
  assert.equal(invite.email, email, "the invitation is in the answer")
  result(`${invite.email} as ${invite.role} (${invite.id})`)

  heading("6. Change a limit")
  const { changed } = await call("losant_update_org", { orgId: name, limits: { device: 200 } }, Changed)
  assert.deepEqual(changed["limits.device"], { before: 50, after: 200 }, "the limit is changed")
  result(`devices: ${changed["limits.device"].before} → ${changed["limits.device"].after}`)

  heading("7. Revoke the invitation: first the plan, and then the person's yes")
  const revoking = { orgId: name, inviteId: email }
  const { confirmToken } = await call("losant_revoke_org_invite", revoking, Plan)
  const before = await call("losant_list_org_invites", { orgId: name }, Invites)
  assert.equal(before.items.length, 1, "nothing is revoked before it is confirmed")
  await call("losant_revoke_org_invite", { ...revoking, confirmToken }, Done)
  const left = await call("losant_list_org_invites", { orgId: name }, Invites)
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
