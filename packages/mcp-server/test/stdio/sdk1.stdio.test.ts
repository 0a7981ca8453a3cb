// The built server over real stdio with a client of SDK 1.x, which most desktop clients still embed.
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Client } from "@modelcontextprotocol/sdk/client/index.js"
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js"
import { prompts as allPrompts } from "../../src/prompts/register.ts"
import { bareEnvironment, build, main } from "../support/built.ts"
import { onByDefault } from "../support/definitions.ts"

describe("a client of the SDK 1.x", () => {
  const client = new Client({ name: "test", version: "1.0.0" })
  beforeAll(async () => {
    build()
    const args = [main, "--emulator"]
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args, env: bareEnvironment, stderr: "ignore" })
    )
  }, 60_000)
  afterAll(() => client.close())

  const textOf = async (uri: string): Promise<string> => {
    const { contents } = await client.readResource({ uri })
    const [content] = contents
    assert(content !== undefined && "text" in content)
    return content.text
  }

  it("lists, completes and reads resources", async () => {
    const { resourceTemplates } = await client.listResourceTemplates()
    const uris = ["", "/members", "/invites", "/usage"].map((part) => `losant://orgs/{orgId}${part}`)
    assert.deepStrictEqual(
      resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      uris
    )
    const ref = { type: "ref/resource", uri: "losant://orgs/{orgId}" } as const
    const { completion } = await client.complete({ ref, argument: { name: "orgId", value: "harborv" } })
    assert.deepStrictEqual(completion.values, ["Harborview Apartments"])
    const { resources } = await client.listResources()
    const { uri = "" } = resources.find(({ name }) => name === "Harborview Apartments") ?? {}
    assert.strictEqual(JSON.parse(await textOf(uri)).name, "Harborview Apartments")
  })

  it("lists, completes and gets prompts", async () => {
    const { prompts } = await client.listPrompts()
    const isOnByDefault = (name: string) => onByDefault([{ name }]).length > 0
    assert.deepStrictEqual(
      prompts.map(({ name }) => name),
      allPrompts.filter(({ tools }) => tools.every(isOnByDefault)).map(({ name }) => name)
    )
    const ref = { type: "ref/prompt", name: "review_access" } as const
    const { completion } = await client.complete({ ref, argument: { name: "organization", value: "harborv" } })
    assert.deepStrictEqual(completion.values, ["Harborview Apartments"])
    const { messages } = await client.getPrompt({ ...ref, arguments: { organization: "Harborview Apartments" } })
    const [message] = messages
    assert(message?.content.type === "text")
    assert.include(message.content.text, "Harborview Apartments")
  })

  it("is told that what there is not is not there", async () => {
    const error = await client.readResource({ uri: "losant://orgs/5f00000000000000000000ff" }).catch((reason) => reason)
    assert.include(String(error), "-32602")
    assert.include(String(error), "losant_list_orgs")
  })
})
