// The flag and the variable for toolsets, at the built server.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { toolsetOf } from "../../src/tools/registry.ts"
import { toolsetNames } from "../../src/tools/toolsets.ts"
import { bareEnvironment, build, main, start } from "../support/built.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

describe.each(revisions)("a server for a client of %s", (_, revision) => {
  const listed = async (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
    const client = new Client({ name: "toolsets", version: "1.0.0" }, revision)
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [main, "--emulator", ...args],
        env: { ...bareEnvironment, ...env },
        stderr: "ignore"
      })
    )
    const { tools } = await client.listTools()
    const [hidden] = [...toolsetOf.keys()].filter((name) => tools.every((tool) => tool.name !== name))
    const answer = hidden === undefined ? undefined : await client.callTool({ name: hidden }).catch((error) => error)
    await client.close()
    return { names: tools.map(({ name }) => name), answer: JSON.stringify(answer) + String(answer) }
  }

  it.each(toolsetNames)("offers the tools of the toolset %s and no others", async (toolset) => {
    const own = [...toolsetOf].filter(([, of]) => of === toolset).map(([name]) => name)
    const byFlag = await listed(["--toolsets", toolset])
    assert.deepStrictEqual(byFlag.names, own)
    assert.match(byFlag.answer, /no tool|not found|Unknown tool/i)
    assert.deepStrictEqual((await listed([], { LOSANT_MCP_TOOLSETS: toolset })).names, own)
  })
})

describe("a server", () => {
  it.each([
    [["--toolsets", "orgz"], "there is no toolset"],
    [["--toolsets", "bulk", "--tools", "losant_get_org"], "Add orgs to --toolsets"]
  ])("does not start with %j", async (args, words) => {
    const server = start(["--emulator", ...args], {})
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 2)
    assert.include(server.stderr(), words)
    assert.isEmpty(server.stdout)
  })
})
