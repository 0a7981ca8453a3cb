/** Runs the protocol's inspector on the command line. It lists, calls, reads and gets on command. */
import assert from "node:assert/strict"
import { join } from "node:path"
import { defaultTools } from "../tables/sources.ts"
import { type Place, put, runIn } from "./place.ts"

/** Uses everything that the server offers. `cwd` is the folder in which the inspector has to run. */
export const inspect = async (place: Place, program: string, cwd = place.project): Promise<string> => {
  const config = join(place.home, "mcp.json")
  put(config, JSON.stringify({ mcpServers: { losant: { command: place.server, args: ["--emulator"] } } }))
  const ask = async (method: string, ...args: ReadonlyArray<string>) =>
    JSON.parse(
      await runIn(place, program, ["--cli", "--config", config, "--server", "losant", "--method", method, ...args], cwd)
    )

  const { tools } = await ask("tools/list")
  assert.equal(tools.length, defaultTools.length)
  const call = (...args: ReadonlyArray<string>) =>
    ask("tools/call", "--tool-name", "losant_list_orgs", ...args.flatMap((arg) => ["--tool-arg", arg]))
  const listed = await call("nameContains=harbor", "perPage=1")
  assert.equal(listed.isError ?? false, false)
  assert.equal(listed.structuredContent.count, 1)
  assert.deepEqual(JSON.parse(listed.content[0].text), listed.structuredContent)

  const { resources } = await ask("resources/list")
  const { contents } = await ask("resources/read", "--uri", resources[0].uri)
  assert.equal(JSON.parse(contents[0].text).type, "object")
  const { resourceTemplates } = await ask("resources/templates/list")
  const { prompts } = await ask("prompts/list")
  const { messages } = await ask(
    "prompts/get",
    "--prompt-name",
    "review_access",
    "--prompt-args",
    "organization=Harborview"
  )
  assert.match(messages[0].content.text, /Harborview/)
  return `${tools.length} tools, a call, ${resourceTemplates.length} templates, a resource, ${prompts.length} prompts`
}

/** Does the same in strict mode, in which the inspector fails if the schema of a tool has a mistake. */
export const inspectStrictly = async (place: Place, program: string): Promise<string> => {
  const said = await inspect(place, program)
  const config = join(place.home, "mcp.json")
  await runIn(place, program, ["--cli", "--config", config, "--server", "losant", "--method", "tools/list", "--strict"])
  return `${said}, schemas that every client takes`
}
