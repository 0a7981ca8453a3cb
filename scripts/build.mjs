// Builds the packages in the order of their imports: core, fleet and emulator as modules with declarations, the server as a
// bundle.
import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** @type {(folder: string, command: string, ...args: ReadonlyArray<string>) => void} */
const run = (folder, command, ...args) => {
  const { status, error } = spawnSync(process.execPath, [`${root}/node_modules/${command}`, ...args], {
    cwd: `${root}/packages/${folder}`,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd]
  })
  if (error !== undefined || status !== 0) {
    console.error(`Building ${folder} failed.`)
    process.exit(1)
  }
}

for (const folder of ["core", "fleet", "emulator"]) {
  rmSync(`${root}/packages/${folder}/dist`, { recursive: true, force: true })
  run(folder, "typescript/bin/tsc", "-p", "tsconfig.build.json")
}
rmSync(`${root}/packages/mcp-server/dist`, { recursive: true, force: true })
run("mcp-server", "rolldown/bin/cli.mjs", "-c", "rolldown.config.mjs", "--logLevel", "warn")
