/** The programs of every run: our server as it is published, the limit, and the stub that both of them call. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, writeFileSync } from "node:fs"
import { createInterface } from "node:readline"
import { bench, cache, packages } from "./folders.ts"
import { instanceId } from "./limit/organizations.mjs"
import { type Program, Server } from "./stdio.ts"

export const ours = "effect-losant"
export const limit = "limit"

const main = `${packages}/mcp-server/dist/main.js`

export interface Stub {
  readonly url: string
  readonly stop: () => void
}

/** Starts the stub. Its file says what the arguments are. */
export const startStub = async (...args: ReadonlyArray<string>): Promise<Stub> => {
  const child = spawn(process.execPath, [`${bench}/limit/stub.mjs`, ...args], { stdio: ["pipe", "pipe", "inherit"] })
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  return { url: JSON.parse(String(line)).url, stop: () => child.stdin.end() }
}

/** The environment variables with which a server reaches the stub. */
export const environment = ({ url }: Stub) => ({
  LOSANT_API_URL: url,
  LOSANT_API_TOKEN: "token-of-the-bench",
  LOSANT_INSTANCE_ID: instanceId
})

/** Our server as a company might set it up: with rules for organizations, and with an audit trail. */
export const configuredServer = (stub: Stub): Program => ({
  name: "with policy and audit",
  args: [main, "--deny-org", "tag:tier=internal", "--audit", `${cache()}/calls.jsonl`],
  env: environment(stub)
})

/** Our server, and the limit with the same list of tools. */
export const bothServers = async (stub: Stub): Promise<ReadonlyArray<Program>> => {
  if (!existsSync(main)) throw new Error("The server is not built: run npm run build first.")
  const env = environment(stub)
  const server: Program = { name: ours, args: [main], env }
  const running = new Server(server)
  await running.initialize()
  const tools = `${cache()}/tools.json`
  writeFileSync(tools, JSON.stringify(await running.request("tools/list")))
  await running.end()
  return [{ name: limit, args: [`${bench}/limit/server.mjs`, tools], env }, server]
}
