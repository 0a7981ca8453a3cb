// A parser of its format reads each snippet, and the test starts the server as a client would.
import { spawnSync } from "node:child_process"
import { realpathSync } from "node:fs"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Schema from "effect/Schema"
import { parse as parseToml } from "smol-toml"
import { type ClientName, clientNames, clients } from "../../../src/cli/clients/clients.ts"
import { systems } from "../../../src/cli/clients/launch.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { bareEnvironment, build, main } from "../../support/built.ts"

const Entry = Schema.Struct({
  command: Schema.String,
  args: Schema.Array(Schema.String),
  env: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  env_vars: Schema.optionalKey(Schema.Array(Schema.String))
})
const Servers = Schema.Record(Schema.String, Entry)

beforeAll(build, 60_000)

const print = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [main, "print-config", ...args], {
    env: { ...bareEnvironment, ...env },
    encoding: "utf8"
  })

/** The entry of the server. */
const entryIn = (client: ClientName, text: string, name = "losant"): typeof Entry.Type => {
  const { format, key } = clients[client]
  const settings: Readonly<Record<string, unknown>> = format === "toml" ? parseToml(text) : JSON.parse(text)
  const entry = Schema.decodeUnknownSync(Servers)(settings[key])[name]
  assert(entry !== undefined, `${client} finds no entry`)
  return entry
}

const toolsByDefault: Array<string> = definitions.flatMap(({ name, isOnByDefault }) => (isOnByDefault ? [name] : []))

const npx = ["npx", "-y", "@effect-losant/mcp-server"]

/** The entry with the built server in the place of the published one. */
const onThisMachine = ({ command, args }: typeof Entry.Type): { command: string; args: Array<string> } => {
  const words = [command, ...args]
  const from = words.indexOf("npx")
  if (from < 0) return { command, args: [...args] }
  assert.deepEqual(words.slice(0, from), from === 0 ? [] : ["cmd", "/c"])
  assert.deepEqual(words.slice(from, from + npx.length), npx)
  return { command: process.execPath, args: [main, ...words.slice(from + npx.length)] }
}

const toolsOf = async (entry: typeof Entry.Type): Promise<ReadonlyArray<string>> => {
  const client = new Client({ name: "test", version: "1.0.0" })
  const env = { ...bareEnvironment, ...entry.env }
  await client.connect(new StdioClientTransport({ ...onThisMachine(entry), env, stderr: "ignore" }))
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}

describe("the printed settings", () => {
  for (const client of clientNames) {
    it(`start the server for ${client} on every system with the tools of the flags`, {
      timeout: 60_000
    }, async () => {
      for (const system of systems) {
        const flags = ["--os", system, "--emulator", "--read-only", "--exclude-tools", "losant_find_members"]
        const { status, stdout } = print([client, ...flags])
        assert.strictEqual(status, 0)
        const names = await toolsOf(entryIn(client, stdout))
        assert.include(names, "losant_list_orgs")
        assert.notInclude(names, "losant_delete_org")
        assert.notInclude(names, "losant_find_members")
      }
    })
  }

  it("start this installation with --local, from any folder", async () => {
    const { stdout } = print(["cursor", "--local", "--emulator", "--name", "local-losant"])
    const entry = entryIn("cursor", stdout, "local-losant")
    assert.deepEqual([entry.command, entry.args[0]], [process.execPath, realpathSync(main)])
    assert.sameMembers([...(await toolsOf(entry))], toolsByDefault)
  })

  it("start the server with the variables, before the token is inserted", async () => {
    const { stdout } = print(["claude-desktop"], { LOSANT_MCP_TOOLS: "losant_list_orgs" })
    assert.deepEqual(await toolsOf(entryIn("claude-desktop", stdout)), ["losant_list_orgs"])
  })

  it("keep a name on Windows that cmd would change", async () => {
    const { stdout } = print(["zed", "--os", "windows", "--emulator", "--deny-org", "R&D"])
    const entry = entryIn("zed", stdout)
    assert.deepEqual(entry.env?.["LOSANT_MCP_DENY_ORG"], '["R&D"]')
    assert.sameMembers([...(await toolsOf(entry))], toolsByDefault)
  })

  it("contain the token only with --with-token", () => {
    const env = { LOSANT_API_TOKEN: "the-secret-token" }
    for (const client of clientNames) {
      const { stdout, stderr } = print([client], env)
      assert.notInclude(stdout + stderr, env.LOSANT_API_TOKEN)
      assert.include(print([client, "--with-token"], env).stdout, env.LOSANT_API_TOKEN)
    }
  }, 60_000)

  it("are alone on stdout; the notes are on stderr", () => {
    const { stdout, stderr } = print(["vscode", "--os", "macos"])
    JSON.parse(stdout)
    assert.include(stderr, "~/Library/Application Support/Code/User/mcp.json")
    const again = print(["codex"])
    parseToml(again.stdout)
    assert.include(again.stderr, "~/.codex/config.toml")
  })

  it("are empty if something is wrong", () => {
    for (const args of [[], ["emacs"], ["zed", "--tools", "losant_get_orgs"], ["zed", "--with-token"]]) {
      const { status, stdout, stderr } = print(args)
      assert.strictEqual(status, 2, stderr)
      assert.strictEqual(stdout, "")
      assert.notMatch(stderr, /^\s+at /m)
    }
  })
})
