// The prompts of the built server, over real stdio, in both revisions of the protocol.
import { afterEach, assert, beforeAll, describe, it } from "@effect/vitest"
import { Client, type ClientOptions } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { toolsetNames } from "../../src/tools/toolsets.ts"
import { bareEnvironment, build, main } from "../support/built.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

let clients: ReadonlyArray<Client> = []

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()))
  clients = []
})

const connect = async (revision: ClientOptions, ...args: ReadonlyArray<string>): Promise<Client> => {
  const client = new Client({ name: "prompts", version: "1.0.0" }, revision)
  clients = [...clients, client]
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [main, "--emulator", ...args],
      env: { ...bareEnvironment, LOSANT_MCP_PROFILE: "staging" },
      stderr: "ignore"
    })
  )
  return client
}

const namesOf = async (client: Client) => (await client.listPrompts()).prompts.map(({ name }) => name)

const completed = async (client: Client, name: string, argument: string, value: string, context = {}) => {
  const ref = { type: "ref/prompt", name } as const
  const { completion } = await client.complete({ ref, argument: { name: argument, value }, context })
  return completion.values
}

describe.each(revisions)("prompts for a client of %s", (_, revision) => {
  it("are listed, completed from what Losant holds, and given", async () => {
    const client = await connect(revision)
    assert.deepStrictEqual(await namesOf(client), [
      "onboard_customer",
      "offboard_person",
      "find_orgs_near_limits",
      "review_access",
      "review_instance_access",
      "invoice_numbers",
      "who_changed_this"
    ])
    const organizations = await completed(client, "offboard_person", "organization", "harbor")
    assert.deepStrictEqual(organizations, ["Harbor Freight Terminals", "Harborview Apartments"])
    const [email = ""] = await completed(client, "offboard_person", "email", "", {
      arguments: { organization: "Harborview Apartments" }
    })
    assert.include(email, "@")
    assert.isEmpty(await completed(client, "offboard_person", "email", email))
    // A new customer may be there already.
    assert.deepStrictEqual(await completed(client, "onboard_customer", "customer", "harborv"), [
      "Harborview Apartments"
    ])
    assert.isEmpty(await completed(client, "onboard_customer", "email", ""))
    assert.isEmpty(await completed(client, "onboard_customer", "role", "boss"))

    const { tools } = await client.listTools()
    const shown = new Map(tools.map(({ name, inputSchema }) => [name, inputSchema.properties ?? {}]))
    for (const name of await namesOf(client)) {
      const { messages } = await client.getPrompt({ name, arguments: { customer: "Quux", email } })
      const [message] = messages
      assert(message?.content.type === "text")
      const { text } = message.content
      const named = [...text.matchAll(/losant_\w+/g)].map(([tool]) => tool)
      assert.isNotEmpty(named)
      for (const [, tool = "", args = ""] of text.matchAll(/(losant_\w+) with (\{[^{}]*\})/g)) {
        assert.containsAllKeys(shown.get(tool), Object.keys(JSON.parse(args)), `${name}: ${tool} ${args}`)
      }
      for (const tool of named) assert.isTrue(shown.has(tool), `${name}: ${tool}`)
    }
    assert.strictEqual(client.getServerVersion()?.title, "Losant [staging]")
    assert.lengthOf(client.getServerVersion()?.icons ?? [], 2)
  })

  it("begin with calls that can be made as they are written", async () => {
    const client = await connect(revision, "--toolsets", toolsetNames.join())
    assert.include(await namesOf(client), "warn_before_limit")
    for (const name of await namesOf(client)) {
      const { messages } = await client.getPrompt({ name, arguments: { customer: "Quux", email: "ada@example.com" } })
      const [message] = messages
      assert(message?.content.type === "text")
      const [, tool = "", args = ""] = /1\. Call (losant_\w+) with (\{[^{}]*\})/.exec(message.content.text) ?? []
      const { isError = false } = await client.callTool({ name: tool, arguments: JSON.parse(args) })
      assert.isFalse(isError, `${name}: ${tool} ${args}`)
    }
  })

  it("are left out together with their tools, and complete no organization that the policy denies", async () => {
    const client = await connect(revision, "--read-only", "--deny-org", "Harborview Apartments")
    assert.deepStrictEqual(await namesOf(client), [
      "find_orgs_near_limits",
      "review_access",
      "review_instance_access",
      "invoice_numbers",
      "who_changed_this"
    ])
    assert.deepStrictEqual(await completed(client, "review_access", "organization", "harbor"), [
      "Harbor Freight Terminals"
    ])
    assert.isEmpty(await completed(client, "review_access", "organization", "view Apart"))
    const other = await connect(revision, "--tools", "losant_list_orgs")
    // A server without prompts does not say that it has any.
    assert.isUndefined(other.getServerCapabilities()?.prompts)
  })
})
