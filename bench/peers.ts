/** Other servers. The bench installs them from npm when it needs them, so the project does not depend on them. */
import { spawnSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { bench, cache } from "./folders.ts"
import type { Program } from "./stdio.ts"

interface Published {
  readonly name: string
  readonly package: string
  readonly version: string
  readonly args?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
}

// The versions are fixed, so that two runs of the bench can be compared. The tokens are invented, since the bench sends
// nothing but `tools/list` to these servers.
const published: ReadonlyArray<Published> = [
  { name: "sequential-thinking", package: "@modelcontextprotocol/server-sequential-thinking", version: "2026.8.31" },
  { name: "memory", package: "@modelcontextprotocol/server-memory", version: "2026.8.31" },
  { name: "filesystem", package: "@modelcontextprotocol/server-filesystem", version: "2026.8.31", args: ["."] },
  { name: "everything", package: "@modelcontextprotocol/server-everything", version: "2026.8.31" },
  {
    name: "cloudflare",
    package: "@cloudflare/mcp-server-cloudflare",
    version: "0.2.0",
    args: ["run", "0".repeat(32)],
    env: { CLOUDFLARE_API_TOKEN: "none" }
  },
  {
    name: "notion",
    package: "@notionhq/notion-mcp-server",
    version: "2.5.2",
    env: { NOTION_TOKEN: "none" }
  },
  { name: "context7", package: "@upstash/context7-mcp", version: "4.1.1" }
]

/** MCP SDK 1 with Losant's own client. */
const sdk1 = { name: "SDK 1 + losant-rest", packages: ["@modelcontextprotocol/sdk@1.32.2", "zod@4.6.7"] }
const losantRest = "losant-rest@2.8.1"

const install = (folder: string, specs: ReadonlyArray<string>): void => {
  const done = `${folder}/installed.json`
  const wanted = JSON.stringify(specs)
  if (existsSync(done) && readFileSync(done, "utf8") === wanted) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, type: "module" }))
  process.stderr.write(`Installing ${specs.join(", ")} …\n`)
  const { status } = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...specs], {
    cwd: folder,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    shell: process.platform === "win32"
  })
  if (status !== 0) throw new Error(`npm could not install ${specs.join(", ")}.`)
  writeFileSync(done, wanted)
}

const folderOf = (name: string): string => `${cache()}/peers/${name.replace(/\W+/g, "-")}`

const binOf = (folder: string, name: string): string => {
  const { bin } = JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8"))
  const file = typeof bin === "string" ? bin : Object.values(bin)[0]
  return resolve(folder, "node_modules", name, String(file))
}

/** Installs the published servers. Only their start is measured. */
export const publishedServers = (): ReadonlyArray<Program> =>
  published.map(({ name, package: packageName, version, args = [], env = {} }) => {
    const folder = folderOf(name)
    install(folder, [`${packageName}@${version}`])
    return { name, args: [binOf(folder, packageName), ...args], env: { HOME: folder, ...env } }
  })

/** Installs a server with the same tools, built on MCP SDK 1 and Losant's own client. */
export const sdk1Server = (env: Program["env"], checkout: string | undefined): Program => {
  const folder = folderOf(sdk1.name)
  install(folder, [...sdk1.packages, checkout === undefined ? losantRest : resolve(checkout)])
  const program = `${folder}/server.mjs`
  copyFileSync(`${bench}/peers/sdk1-losant-rest.mjs`, program)
  return { name: sdk1.name, args: [program], env }
}
