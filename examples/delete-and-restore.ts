// A conversation, and the tools behind it. The person has an organization deleted. It was the wrong one, so it is made
// again from the journal. The example runs on the built-in emulator, so it needs no account and no settings.
//   npx tsx delete-and-restore.ts
// Needs the packages @effect-losant/mcp-server and @modelcontextprotocol/client.
import assert from "node:assert/strict"
import { mkdtemp, readFile, rm, stat } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Schema from "effect/Schema"

type Values = Readonly<Record<string, unknown>>

const say = (who: string, text: string) => console.log(`\n${who}: ${text}`)
const show = (text: string) => console.log(text.replace(/^/gm, "    "))

const name = "Harborview Apartments"

const client = new Client(
  { name: "effect-losant-example", version: "1.0.0" },
  { versionNegotiation: { mode: "auto" }, capabilities: { elicitation: { form: {} } } }
)

// A client that can elicit shows the server's form to the person. The assistant sees neither the form nor the answer.
// The person types the name for what cannot be undone, and otherwise says yes or no.
client.setRequestHandler("elicitation/create", async ({ params }) => {
  say("Form of the server, shown by the client", "")
  show(params.message)
  const isYesOrNo = "requestedSchema" in params && params.requestedSchema.properties["answer"]?.type === "boolean"
  say("Person, into the form", isYesOrNo ? "Yes" : name)
  return { action: "accept", content: { answer: isYesOrNo ? true : name } }
})

const result = async (tool: string, args: Values) => {
  const shown = JSON.stringify(args)
  console.log(`\n  → ${tool} ${shown.length <= 200 ? shown : `${shown.slice(0, 200)}…`}`)
  return client.callTool({ name: tool, arguments: { ...args } })
}

/** The decoded answer of a tool. */
const call = async <A>(tool: string, args: Values, answer: Schema.Codec<A>): Promise<A> => {
  const { isError, content, structuredContent } = await result(tool, args)
  assert(isError !== true, JSON.stringify(content))
  return Schema.decodeUnknownPromise(answer)(structuredContent)
}

const anything = Schema.Record(Schema.String, Schema.Unknown)
const Created = Schema.Struct({ org: Schema.Struct({ id: Schema.String }) })
const people = Schema.Array(
  Schema.Struct({ email: Schema.String, role: Schema.String, disallowTransfer: Schema.optionalKey(Schema.Boolean) })
)
const Listed = Schema.Struct({ items: people })

const Journal = Schema.Struct({
  version: Schema.Literal(1),
  savedAt: Schema.String,
  savedBy: Schema.Struct({ server: Schema.String, client: Schema.String }),
  host: Schema.String,
  orgId: Schema.String,
  organization: Schema.StructWithRest(
    Schema.Struct({
      name: Schema.String,
      disabledAt: Schema.optionalKey(Schema.Unknown)
    }),
    [anything]
  ),
  members: Schema.Array(Schema.Struct({ userId: Schema.String, email: Schema.String, role: Schema.String })),
  invites: people
})
type Journal = typeof Journal.Type

const requestAndDelete = async (): Promise<string> => {
  say("Person", "Delete the organization Harbor. Their contract has ended.")
  const several = await result("losant_delete_org", { orgId: "Harbor", dryRun: true })
  assert(several.isError === true, "more than one name begins with Harbor")
  for (const part of several.content) if (part.type === "text") show(part.text)

  say("Assistant", "More than one organization has a name that begins so. Which one do you mean?")
  say("Person", `${name}.`)
  show(JSON.stringify(await call("losant_delete_org", { orgId: name, dryRun: true }, anything), null, 2))

  say(
    "Assistant",
    "This deletes the organization with its applications, devices and data, for good. Disabling it instead can be undone."
  )
  say("Person", "Delete it.")
  const deleted = await call("losant_delete_org", { orgId: name }, Schema.Struct({ journal: Schema.String }))
  say("Assistant", "It is deleted. Its settings, members and invitations were saved first, in")
  show(deleted.journal)
  return deleted.journal
}

const readJournal = async (file: string): Promise<Journal> => {
  say("Person, a day later", "It was the other Harbor! What can we get back?")
  const mode = ((await stat(file)).mode & 0o777).toString(8)
  const journal = await Schema.decodeUnknownPromise(Schema.fromJsonString(Journal))(await readFile(file, "utf8"))
  const { savedAt, savedBy, host, organization, members, invites } = journal
  say("Journal", `saved at ${savedAt} by ${savedBy.server} for ${savedBy.client}, from ${host}, with mode ${mode}`)
  show(
    `${organization.name}; members: ${members.length}; invitations: ${invites.length}; ` +
      `fields: ${Object.keys(organization).join(", ")}`
  )
  return journal
}

// The fields with which an organization can be created. Losant makes or counts the others itself.
const settings = [
  "name",
  "description",
  "iconColor",
  "limits",
  "whitelistedEmailDomains",
  "auditLogEnabled",
  "isReadOnly",
  "mfaMode",
  "banner",
  "referralId",
  "tags"
]

// The tools read \u{41} in an argument as the character A. A text of the file that holds such an escape means its letters.
const asArgument = (text: string): string => text.replace(/\\(?=u\{[0-9A-Fa-f]{1,6}\})/g, "\\u{5C}")

const settingsOf = ({ organization }: Journal): Values => ({
  ...Object.fromEntries(settings.flatMap((key) => (key in organization ? [[key, organization[key]]] : []))),
  ...(typeof organization.disabledAt === "string" ? { disabledAt: organization.disabledAt } : {})
})

const restore = async (journal: Journal): Promise<string> => {
  say("Assistant", "I make it again from the file: the settings first, then the members, then the invitations.")
  const settings: Values = JSON.parse(JSON.stringify(settingsOf(journal)), (_, value: unknown) =>
    typeof value === "string" ? asArgument(value) : value
  )
  const { org } = await call("losant_create_org", settings, Created)
  const orgId = org.id
  for (const { userId, role } of journal.members) await call("losant_add_org_member", { orgId, userId, role }, anything)
  for (const invite of journal.invites) await call("losant_invite_to_org", { orgId, ...invite }, anything)
  return orgId
}

const byEmail = (items: typeof people.Type) =>
  items
    .map(({ email, role, disallowTransfer = false }) => `${email}: ${role}${disallowTransfer ? ", nobody else" : ""}`)
    .sort((one, other) => one.localeCompare(other))

const compare = async (journal: Journal, orgId: string): Promise<void> => {
  const restored = await call("losant_get_org", { orgId, fields: settings }, anything)
  for (const key of settings) assert.deepEqual(restored[key], journal.organization[key], key)
  const members = await call("losant_list_org_members", { orgId, perPage: 100 }, Listed)
  // Losant makes the user of the token an admin of what that user creates.
  const saved = new Set(journal.members.map(({ email }) => email))
  assert.deepEqual(byEmail(members.items.filter(({ email }) => saved.has(email))), byEmail(journal.members))
  const invites = await call("losant_list_org_invites", { orgId, perPage: 100 }, Listed)
  assert.deepEqual(byEmail(invites.items), byEmail(journal.invites))

  say("Assistant", `${name} is there again, with another id: it was ${journal.orgId}, and is ${orgId}.`)
  show(
    `Back: its settings, members (${journal.members.length}) and invitations (${invites.items.length}), as they were.\n` +
      "Gone: its applications, devices and data, and roles on single applications. No journal brings these back."
  )
}

const manifest = createRequire(import.meta.url).resolve("@effect-losant/mcp-server/package.json")
const server = join(dirname(manifest), "dist/main.js")
const folder = await mkdtemp(join(tmpdir(), "effect-losant-journal-"))

const run = async () => {
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [server, "--emulator"],
      env: { PATH: process.env["PATH"] ?? "", LOSANT_MCP_JOURNAL: folder, LOSANT_MCP_PROFILE: "example" }
    })
  )
  const journal = await readJournal(await requestAndDelete())
  await compare(journal, await restore(journal))
}

await run().finally(async () => {
  await client.close()
  await rm(folder, { recursive: true })
})
