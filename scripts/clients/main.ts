// npm run check:clients [-- NAME …]
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { installPackage } from "../npmPackages.ts"
import { makeServerProject } from "../package/consumers.ts"
import { pack } from "../package/pack.ts"
import { makeSteps } from "../package/steps.ts"
import { clients, type TriedClient } from "./clients.ts"
import { makePlace } from "./place.ts"

const step = makeSteps(console.log, () => performance.now())

/** Tries a client with the server as it is published. If that fails, it prints the error and gives `false`. */
const tryOne = async ({ name, check, ...wanted }: TriedClient, folder: string, tarball: string): Promise<boolean> => {
  const project = join(folder, name, "project")
  try {
    const path = await installPackage(wanted)
    await makeServerProject(project, "@effect-losant/mcp-server", tarball)
    await step(`${wanted.package} ${wanted.version}`, () => check(path, makePlace(join(folder, name, "home"), project)))
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}

const main = async (names: ReadonlyArray<string>): Promise<number> => {
  const unknown = names.filter((name) => !clients.some((client) => client.name === name))
  if (unknown.length > 0) {
    console.error(`There is no client ${unknown.join(", ")}: take of ${clients.map(({ name }) => name).join(", ")}.`)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-clients-"))
  try {
    const { tarball } = await pack("mcp-server", folder)
    let failed = 0
    for (const client of clients.filter(({ name }) => names.length === 0 || names.includes(name))) {
      if (!(await tryOne(client, folder, tarball))) failed++
    }
    if (failed > 0) console.error(`${failed} of the clients cannot use the server.`)
    return failed > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
