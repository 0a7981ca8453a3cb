// The demo: a real MCP client starts the real server on the emulator over stdio, and calls tools as an assistant would.
// It exits with 0 only if every step had the result that it prints.
import assert from "node:assert/strict"
import { mkdirSync, writeFileSync } from "node:fs"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Schema from "effect/Schema"
import { defaultTools } from "../tables/sources.ts"
import { offboard } from "./offboard.ts"
import { announce, failed, heading, note, result, snippet } from "./print.ts"

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const server = pathOf("packages/mcp-server/dist/main.js")
const charts = pathOf("dist/demo")

const client = new Client({ name: "effect-losant-demo", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })

/** Calls a tool. Any error ends the demo. */
const request = async (tool: string, args: Record<string, unknown>) => {
  announce(tool, args)
  const answer = await client.callTool({ name: tool, arguments: args })
  assert.ok(answer.isError !== true, `${tool} answered an error: ${JSON.stringify(answer.content)}`)
  return answer
}

/** Calls a tool and decodes its answer. */
const call = async <A>(tool: string, args: Record<string, unknown>, answer: Schema.Codec<A>): Promise<A> =>
  Schema.decodeUnknownPromise(answer)((await request(tool, args)).structuredContent)

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
const Entry = Schema.Struct({ actorName: Schema.String, requestResource: Schema.String, requestAction: Schema.String })
const Entries = Schema.Struct({ items: Schema.Array(Entry) })

// The first bytes of every PNG.
const bytesOfPng = "\u0089PNG\r\n\u001a\n"

const run = async () => {
  heading("effect-losant: a real MCP client → the real server, over stdio → the emulator")
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [server, "--emulator"] }))
  note(`connected, protocol ${client.getNegotiatedProtocolVersion() ?? "unknown"}`)

  heading("1. Which tools are there?")
  const { tools } = await client.listTools()
  assert.equal(tools.length, defaultTools.length, "the server lists every tool that is on by default")
  const shown = tools.slice(0, 3).map(({ name }) => name)
  result(`${tools.length} by default: ${shown.join(", ")}, and so on`)

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

  heading("8. Who changed it?")
  const { items } = await call("losant_list_audit_logs", { targetName: name, sortDirection: "asc" }, Entries)
  const actions = items.map(({ requestResource, requestAction }) => `${requestResource}.${requestAction}`)
  assert.deepEqual(
    actions,
    ["instanceOrgs.post", "instanceOrgInvites.post", "instanceOrg.patch", "instanceOrgInvite.delete"],
    "the audit log has the four changes"
  )
  result(`${[...new Set(items.map(({ actorName }) => actorName))].join(", ")}: ${actions.join(", ")}`)

  heading("9. Draw the usage of the whole instance")
  const drawn = await request("losant_get_all_payload_breakdown", { chart: true })
  const { summary, totals } = await Schema.decodeUnknownPromise(Usage)(drawn.structuredContent)
  assert.ok(totals.value > usage.totals.value, "the instance used more than one of its organizations")
  const [png] = drawn.content.flatMap((part) => (part.type === "image" ? [Buffer.from(part.data, "base64")] : []))
  assert.ok(png, "there is a chart")
  assert.equal(png.toString("latin1", 0, bytesOfPng.length), bytesOfPng, "the chart is a PNG")
  mkdirSync(charts, { recursive: true })
  writeFileSync(`${charts}/usage.png`, png)
  result(summary)
  result(`the chart is in ${relative(process.cwd(), charts)}/usage.png`)

  await offboard(call, 10)
}

await run()
  .finally(() => client.close())
  .catch((error: unknown) => {
    failed(error instanceof Error ? error.message : String(error))
    process.exit(1)
  })

heading("All steps did what they say. To use the server in a desktop client, add this to its configuration:")
snippet(server)

heading("A client that shows views shows a plan as a page. To see such a page in your browser:")
note(`node ${relative(process.cwd(), server)} view plan --emulator`)
