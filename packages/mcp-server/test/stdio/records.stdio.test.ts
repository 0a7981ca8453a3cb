// The journal and the audit trail of the built server, over real stdio, in both revisions of the protocol.
import * as Fs from "node:fs"
import { tmpdir } from "node:os"
import * as Path from "node:path"
import { afterEach, assert, beforeAll, beforeEach, describe, it } from "@effect/vitest"
import { Client, type ClientOptions } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Predicate from "effect/Predicate"
import { bareEnvironment, build, main, start } from "../support/built.ts"
import { modeOf } from "../support/folder.ts"
import { revisions, textOf } from "../support/serving.ts"

beforeAll(build, 60_000)

let folder = ""
let clients: ReadonlyArray<Client> = []

beforeEach(() => {
  folder = Fs.mkdtempSync(Path.join(tmpdir(), "effect-losant-"))
})

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()))
  clients = []
  Fs.rmSync(folder, { recursive: true })
})

const name = "Harborview Apartments"

interface Setup {
  readonly env?: Readonly<Record<string, string>>
  readonly args?: ReadonlyArray<string>
  /** The text that the person types into the form. Undefined for a client without forms. */
  readonly typed?: string
}

const connect = async (revision: ClientOptions, { env = {}, args = [], typed }: Setup) => {
  const capabilities = typed === undefined ? {} : { elicitation: { form: {} } }
  const client = new Client({ name: "records", version: "1.0.0" }, { ...revision, capabilities })
  if (typed !== undefined) {
    client.setRequestHandler("elicitation/create", () => ({ action: "accept", content: { answer: typed } }))
  }
  clients = [...clients, client]
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, "--emulator", ...args],
    env: { ...bareEnvironment, LOSANT_MCP_JOURNAL: Path.join(folder, "journal"), ...env },
    stderr: "ignore"
  })
  await client.connect(transport)
  return async (tool: string, given: Readonly<Record<string, unknown>>) => {
    const result = await client.callTool({ name: tool, arguments: { ...given } })
    return {
      isError: result.isError === true,
      text: textOf(result),
      content: Predicate.isObject(result.structuredContent) ? { ...result.structuredContent } : {}
    }
  }
}

const linesOf = (path: string): ReadonlyArray<Record<string, unknown>> => {
  const lines = Fs.readFileSync(path, "utf8").split("\n")
  assert.strictEqual(lines.pop(), "")
  return lines.map((line) => JSON.parse(line))
}

describe.each(revisions)("a server for a client of %s", (_, revision) => {
  it("journals an organization before it deletes it, and has a line for each step in its trail", async () => {
    const audit = Path.join(folder, "trail.jsonl")
    const env = { LOSANT_MCP_PROFILE: "staging" }
    const call = await connect(revision, { typed: name, env, args: ["--audit", audit] })
    const before = await call("losant_get_org", { orgId: name, fields: ["id", "limits", "tags", "mfaMode"] })
    await call("losant_delete_org", { orgId: name, dryRun: true })
    assert.isFalse(Fs.existsSync(Path.join(folder, "journal")))

    const deleted = await call("losant_delete_org", { orgId: name })
    assert.isFalse(deleted.isError, deleted.text)
    const journal = String(deleted.content["journal"])
    assert.strictEqual(Path.dirname(journal), Path.join(folder, "journal"))
    assert.strictEqual(modeOf(journal), "600")
    const saved = JSON.parse(Fs.readFileSync(journal, "utf8"))
    assert.deepInclude(saved, { version: 1, profile: "staging", orgId: before.content["id"] })
    assert.strictEqual(saved.savedBy.client, "records")
    assert.deepInclude(saved.organization, { name, ...before.content })
    assert.isNotEmpty(saved.members)
    assert.isArray(saved.invites)
    assert.isTrue((await call("losant_get_org", { orgId: before.content["id"] })).isError)

    const lines = linesOf(audit)
    assert.strictEqual(modeOf(audit), "600")
    const steps = lines.filter(({ tool }) => tool === "losant_delete_org")
    assert.deepStrictEqual(
      steps.map(({ outcome }) => outcome),
      ["dryRun", "asked", "begun", "done"]
    )
    for (const line of steps) {
      assert.deepInclude(line, { client: "records", profile: "staging", orgId: before.content["id"] })
      assert.match(String(line["time"]), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      assert.isNumber(line["durationMs"])
    }
    assert.deepInclude(steps.at(-1), { status: 200, action: "instanceOrg.delete", arguments: { orgId: name } })
    assert.deepInclude(lines.at(-1), { tool: "losant_get_org", outcome: "failed", error: "LosantNotFound" })
  })

  it("refuses a deletion that it cannot journal, and asks nobody about it", async () => {
    const audit = Path.join(folder, "trail.jsonl")
    const file = Path.join(folder, "file")
    Fs.writeFileSync(file, "")
    const env = { LOSANT_MCP_JOURNAL: file, LOSANT_MCP_AUDIT: audit }
    const call = await connect(revision, { typed: name, env })
    const { isError, text } = await call("losant_delete_org", { orgId: name })
    assert.isTrue(isError)
    assert.include(text, "The organization was not deleted, because it could not be saved first")
    assert.include(text, "is a file, not a folder")
    assert.isFalse((await call("losant_get_org", { orgId: name })).isError)
    const steps = linesOf(audit).filter(({ tool }) => tool === "losant_delete_org")
    assert.deepStrictEqual(
      steps.map(({ outcome }) => outcome),
      ["refused"]
    )
  })

  it("deletes without a journal if that is off", async () => {
    const call = await connect(revision, { typed: name, env: { LOSANT_MCP_JOURNAL: "off" } })
    const { isError, content } = await call("losant_delete_org", { orgId: name })
    assert.isFalse(isError)
    assert.notProperty(content, "journal")
    assert.isEmpty(Fs.readdirSync(folder))
  })

  it("answers and writes nothing while its trail cannot be written, and goes on when it can", async () => {
    const audit = Path.join(folder, "trail.jsonl")
    const call = await connect(revision, { env: { LOSANT_MCP_AUDIT: audit, LOSANT_MCP_CONFIRM: "off" } })
    const { content: org } = await call("losant_get_org", { orgId: name, fields: ["id", "description"] })
    Fs.renameSync(audit, `${audit}.1`)
    Fs.mkdirSync(audit)
    const read = await call("losant_get_org", { orgId: name })
    assert.isTrue(read.isError)
    assert.include(read.text, "audit trail")
    assert.notInclude(read.text, String(org["id"]))
    const written = await call("losant_update_org", { orgId: name, description: "changed unseen" })
    assert.isTrue(written.isError)
    assert.include(written.text, "audit trail")
    Fs.rmdirSync(audit)
    const { content: after } = await call("losant_get_org", { orgId: name, fields: ["id", "description"] })
    assert.deepStrictEqual(after, org)
    assert.deepStrictEqual(
      linesOf(audit).map(({ outcome }) => outcome),
      ["done"]
    )
  })

  it("keeps confirmTokens out of the trail", async () => {
    const audit = Path.join(folder, "trail.jsonl")
    const call = await connect(revision, { args: ["--audit", audit] })
    const { content: plan } = await call("losant_delete_org", { orgId: name })
    const confirmToken = String(plan["confirmToken"])
    const { isError, text } = await call("losant_delete_org", { orgId: name, confirmToken, confirmName: name })
    assert.isFalse(isError, text)
    assert.notInclude(Fs.readFileSync(audit, "utf8"), confirmToken)
    assert.deepStrictEqual(
      linesOf(audit).map(({ outcome, arguments: given }) => [outcome, given]),
      [
        ["asked", { orgId: name }],
        ["begun", { orgId: name, confirmToken: "<redacted>", confirmName: name }],
        ["done", { orgId: name, confirmToken: "<redacted>", confirmName: name }]
      ]
    )
  })

  it("shares its trail with another server", async () => {
    const audit = Path.join(folder, "trail.jsonl")
    const calls = await Promise.all(
      ["staging", "production"].map((profile) =>
        connect(revision, { args: ["--audit", audit], env: { LOSANT_MCP_PROFILE: profile } })
      )
    )
    const orgIds = Array.from({ length: 20 }, (_, index) => `no such organization ${index} ${"x".repeat(900)}`)
    await Promise.all(calls.flatMap((call) => orgIds.map((orgId) => call("losant_get_org", { orgId }))))
    const lines = linesOf(audit)
    assert.lengthOf(lines, 40)
    assert.lengthOf(new Set(lines.map(({ callId }) => callId)), 40)
    assert.lengthOf(
      lines.filter(({ profile }) => profile === "staging"),
      20
    )
  })
})

describe("a server", () => {
  it.each([
    ["a journal that is no whole path", [], { LOSANT_MCP_JOURNAL: "of" }, 'LOSANT_MCP_JOURNAL is "of"'],
    ["a trail in a folder that is missing", ["--audit", "/nowhere/at/all/trail"], {}, "its folder does not exist"],
    ["a trail that is a folder", ["--audit", tmpdir()], {}, "it is not a regular file"],
    ["a trail without a name", ["--audit", ""], {}, "--audit <file>"]
  ])("does not start with %s", async (_, args, environment, message) => {
    const server = start(["--emulator", ...args], environment)
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 2)
    assert.include(server.stderr(), message)
    assert.isEmpty(server.stdout)
  })
})
