// Confirmation over real stdio: the built server on its emulator, and the clients that people have.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { Client as Client1 } from "@modelcontextprotocol/sdk/client/index.js"
import { StdioClientTransport as StdioClientTransport1 } from "@modelcontextprotocol/sdk/client/stdio.js"
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js"
import * as Predicate from "effect/Predicate"
import { assert, beforeAll, describe, it, onTestFinished } from "vitest"
import { bareEnvironment, build, main, start as startServer } from "../../support/built.ts"
import { revisions } from "../../support/serving.ts"

beforeAll(build, 60_000)

const org = "Harborview Apartments"
const info = { name: "test", version: "1.0.0" }

type Answer =
  | { readonly action: "accept"; readonly content: { readonly answer: string } }
  | { readonly action: "decline" | "cancel" }

interface Options {
  readonly mode: string
  /** The answer of the person to each form. Undefined for a client without forms. */
  readonly answer?: Answer
}

type Call = (name: string, args: Readonly<Record<string, unknown>>) => Promise<object>

/** A client of its own for each test, which keeps the messages of the forms. */
type Connect = (
  parameters: ConstructorParameters<typeof StdioClientTransport>[0],
  answer: Answer | undefined,
  messages: Array<string>
) => Promise<Call>

const capabilitiesOf = (answer: Answer | undefined) => (answer === undefined ? {} : { elicitation: { form: {} } })

const current =
  (options: ConstructorParameters<typeof Client>[1]): Connect =>
  async (parameters, answer, messages) => {
    const client = new Client(info, { ...options, capabilities: capabilitiesOf(answer) })
    if (answer !== undefined) {
      client.setRequestHandler("elicitation/create", ({ params }) => {
        messages.push(params.message)
        return { ...answer }
      })
    }
    await client.connect(new StdioClientTransport(parameters))
    onTestFinished(() => client.close())
    return (name, args) => client.callTool({ name, arguments: { ...args } })
  }

const sdk1: Connect = async (parameters, answer, messages) => {
  const client = new Client1(info, { capabilities: capabilitiesOf(answer) })
  if (answer !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      messages.push(params.message)
      return { ...answer }
    })
  }
  await client.connect(new StdioClientTransport1(parameters))
  onTestFinished(() => client.close())
  return (name, args) => client.callTool({ name, arguments: { ...args } })
}

const clients: ReadonlyArray<readonly [string, Connect]> = [
  ...revisions.map(([revision, options]) => [`a ${revision} client`, current(options)] as const),
  ["a client of the SDK 1.x", sdk1]
]

const textOf = (result: object): string =>
  "content" in result && Array.isArray(result.content) && result.content.length === 1
    ? String(result.content[0]?.text)
    : `not one text: ${JSON.stringify(result)}`

const start = async (connect: Connect, { mode, answer }: Options) => {
  const journal = mkdtempSync(join(tmpdir(), "effect-losant-"))
  onTestFinished(() => rmSync(journal, { recursive: true }))
  const messages: Array<string> = []
  const env = {
    ...bareEnvironment,
    LOSANT_MCP_CONFIRM: mode,
    LOSANT_MCP_JOURNAL: journal,
    LOSANT_MCP_PROFILE: "staging",
    LOSANT_LOG_LEVEL: "none"
  }
  const call = await connect({ command: process.execPath, args: [main, "--emulator"], env }, answer, messages)
  return {
    messages,
    call: async (name: string, args: Readonly<Record<string, unknown>>) => {
      const result = await call(name, args)
      const content = "structuredContent" in result ? result.structuredContent : undefined
      return {
        isError: "isError" in result && result.isError === true,
        text: textOf(result),
        content: Predicate.isObject(content) ? content : {}
      }
    },
    isThere: async () => !("isError" in (await call("losant_get_org", { orgId: org }))),
    journals: () => readdirSync(journal).map((name) => readFileSync(join(journal, name), "utf8"))
  }
}

describe.each(clients)("over %s", (_client, connect) => {
  it("an organization is deleted once its name was typed into the form, and saved before", async () => {
    const answer: Answer = { action: "accept", content: { answer: org } }
    const { call, messages, isThere, journals } = await start(connect, { mode: "elicit", answer })
    const { isError, text } = await call("losant_delete_org", { orgId: org })
    assert.isFalse(isError, text)
    assert.strictEqual(messages.length, 1)
    assert.match(messages[0] ?? "", /^Losant \[staging\], host the built-in emulator, instance [0-9a-f]{24}\n/)
    assert.match(messages[0] ?? "", /\n- devices: [1-9]/)
    assert.isFalse(await isThere())
    assert.strictEqual(journals().length, 1)
    assert.include(journals()[0], org)
  })

  it.each<Answer>([
    { action: "decline" },
    { action: "cancel" },
    { action: "accept", content: { answer: "Harborview" } }
  ])("after %j it stays, and nothing is saved", async (answer) => {
    const { call, messages, isThere, journals } = await start(connect, { mode: "auto", answer })
    const { isError, text } = await call("losant_delete_org", { orgId: org })
    assert.isTrue(isError)
    assert.include(text, "Nothing was done: ")
    assert.strictEqual(messages.length, 1)
    assert.isTrue(await isThere())
    assert.deepStrictEqual(journals(), [])
  })

  it("without forms it is deleted by a second call with the token and the name", async () => {
    const { call, isThere } = await start(connect, { mode: "auto" })
    const plan = await call("losant_delete_org", { orgId: org })
    assert.isFalse(plan.isError, plan.text)
    assert.include(plan.text, "Nothing has been done yet")
    const confirmed = { orgId: org, confirmToken: plan.content["confirmToken"] }
    assert.isTrue((await call("losant_delete_org", { ...confirmed, confirmName: "Harborview" })).isError)
    assert.isTrue(await isThere())
    const used = await call("losant_delete_org", { ...confirmed, confirmName: org })
    assert.include(used.text, "confirmToken was used before")
    const { confirmToken } = (await call("losant_delete_org", { orgId: org })).content
    assert.isFalse((await call("losant_delete_org", { orgId: org, confirmToken, confirmName: org })).isError)
    assert.isFalse(await isThere())
  })

  it("without forms nothing is deleted where only a form will do", async () => {
    const { call, isThere } = await start(connect, { mode: "elicit" })
    const { isError, text } = await call("losant_delete_org", { orgId: org })
    assert.isTrue(isError)
    assert.include(text, "this client shows none")
    assert.isTrue(await isThere())
  })
})

describe("an unknown LOSANT_MCP_CONFIRM", () => {
  it("stops the start with a message", async () => {
    const { ended, stderr, stdout } = startServer(["--emulator"], { LOSANT_MCP_CONFIRM: "always" })
    assert.notStrictEqual(await ended, 0)
    assert.include(stderr(), 'LOSANT_MCP_CONFIRM is "always"; it has to be one of auto, elicit, token, off.')
    assert.deepStrictEqual(stdout, [])
  })
})
