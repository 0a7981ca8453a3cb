/** Copies the examples into a fresh project, type-checks them, and runs the commands of their README. */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { cpSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { stripVTControlCharacters } from "node:util"
import { type Command, commands, isShown } from "../examples/commands.ts"
import { makeProject, strict, writeJson } from "./consumers.ts"
import { root, versionOf } from "./folders.ts"
import type { NodeVersion } from "./nodes.ts"
import { run } from "./run.ts"

const installed = ["effect", "csv-stringify", "tsx", "vitest", "@modelcontextprotocol/client"]
const forTypes = ["typescript", "@types/node"]

/** Makes a project with the examples and all packages that their README installs. */
export const makeExamplesProject = async (folder: string, tarballs: Readonly<Record<string, string>>) => {
  const others = Object.fromEntries([...installed, ...forTypes].map((name) => [name, versionOf(name)]))
  await makeProject(folder, { ...others, ...tarballs })
  cpSync(join(root, "examples"), folder, { recursive: true })
  const compilerOptions = { ...strict, module: "NodeNext", noEmit: true, allowImportingTsExtensions: true }
  writeJson(join(folder, "tsconfig.json"), { compilerOptions, include: ["**/*.ts"] })
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], { cwd: folder })
}

const programs: Readonly<Record<string, string>> = {
  tsx: "node_modules/tsx/dist/cli.mjs",
  vitest: "node_modules/vitest/vitest.mjs"
}

/** Starts an emulator for one command, as the README does. Gives the environment variables that lead to it. */
const startEmulator = async (folder: string, { program, env }: NodeVersion, { args }: Command) => {
  const faults = args.includes("custom-retry.ts") ? ["--faults", "custom-retry.faults.json"] : []
  const bin = join(folder, "node_modules/.bin/losant-emulator")
  const child = spawn(program, [bin, "--now", "2026-11-01", ...faults], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "ignore"]
  })
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  const { url, instanceId, token } = JSON.parse(line)
  const variables = { LOSANT_API_URL: url, LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId }
  return { variables, stop: () => child.kill("SIGTERM") }
}

const check = async (folder: string, node: NodeVersion, command: Command): Promise<void> => {
  const { variables, stop } = await startEmulator(folder, node, command)
  const { stdout, stderr } = spawnSync(node.program, [programs[command.tool] ?? "", ...command.args], {
    cwd: folder,
    // No collector listens at the README's URL. This must make no difference.
    env: { ...node.env, ...variables, ...command.variables },
    encoding: "utf8",
    timeout: 120_000
  })
  stop()
  const printed = stripVTControlCharacters(stdout + stderr).replaceAll(/ +\d+ms$/gm, "")
  if (!isShown(printed.replace(/^\n+/, ""), command.prints)) {
    throw new Error(`${command.text} printed something else than its README shows:\n${printed}`)
  }
}

/** Runs every command of the README. Gives their number in words. */
export const runExamples = async (folder: string, node: NodeVersion): Promise<string> => {
  for (const command of commands) await check(folder, node, command)
  return `${commands.length} commands`
}
