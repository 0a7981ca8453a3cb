// The built server, as a process.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export const folder = pathOf("../..")
export const dist = `${folder}/dist`
export const main = `${dist}/main.js`

const newestIn = (path: string): number => {
  const stats = statSync(path)
  return stats.isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newestIn(`${path}/${name}`)))
    : stats.mtimeMs
}

const sources = [
  "../../src",
  "../../schemasOnDemand",
  "../../codeCache.mjs",
  "../../definitionsAhead.mjs",
  "../../rolldown.config.mjs",
  "../../viewPages.mjs",
  "../../../core/src",
  "../../../emulator/src",
  "../../../fleet/src"
].map(pathOf)

/**
 * Builds the server if its sources are newer than the build. Other processes may run or build it at the same time: old
 * files stay, and main.js is replaced last, in one step, when all files that it loads exist.
 */
export const build = (): void => {
  if (existsSync(main) && statSync(main).mtimeMs > Math.max(...sources.map(newestIn))) return
  const cli = pathOf("../../../../node_modules/rolldown/bin/cli.mjs")
  const built = mkdtempSync(`${folder}/node_modules/.built-`)
  const args = [cli, "-c", "rolldown.config.mjs", "--logLevel", "warn", "--dir", built]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" })
  if (status !== 0) {
    rmSync(built, { recursive: true })
    throw new Error(`the server cannot be built:\n${stderr}`)
  }
  mkdirSync(dist, { recursive: true })
  const chunks = readdirSync(built).filter((name) => name !== "main.js")
  for (const name of [...chunks, "main.js"]) renameSync(`${built}/${name}`, `${dist}/${name}`)
  rmSync(built, { recursive: true })
}

/** The least environment: the path of programs, and no journal in the home folder. */
export const bareEnvironment = { PATH: process.env["PATH"] ?? "", LOSANT_MCP_JOURNAL: "off" }

export interface Server {
  readonly process: ChildProcessWithoutNullStreams
  /** Sends any line. */
  readonly send: (line: string) => void
  /** Sends a request, and resolves to its answer. */
  readonly request: (method: string, params?: object) => Promise<Record<string, unknown>>
  /** The lines on stdout so far. */
  readonly stdout: ReadonlyArray<string>
  readonly stderr: () => string
  /** The exit code. */
  readonly ended: Promise<number | null>
}

/** Starts the server, and connects without an SDK, so that a test sees every line. */
export const start = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>,
  nodeArgs: ReadonlyArray<string> = [],
  program = main
): Server => {
  const child = spawn(process.execPath, [...nodeArgs, program, ...args], {
    env: { ...bareEnvironment, ...environment }
  })
  const stdout: Array<string> = []
  const waiting = new Map<unknown, (message: Record<string, unknown>) => void>()
  createInterface({ input: child.stdout }).on("line", (line) => {
    stdout.push(line)
    const message = JSON.parse(line)
    waiting.get(message.id)?.(message)
  })
  let stderr = ""
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk)
  })
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve))
  let id = 0
  const send = (line: string) => {
    child.stdin.write(`${line}\n`)
  }
  const request = (method: string, params: object = {}) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const own = ++id
      waiting.set(own, resolve)
      void ended.then((code) => reject(new Error(`the server ended with ${code}: ${stderr}`)))
      send(JSON.stringify({ jsonrpc: "2.0", id: own, method, params }))
    })
  return { process: child, send, request, stdout, stderr: () => stderr, ended }
}

/** Starts the server and initializes the connection. */
export const greet = async (...options: Parameters<typeof start>): Promise<Server> => {
  const server = start(...options)
  await server.request("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1.0.0" }
  })
  server.send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }))
  return server
}
