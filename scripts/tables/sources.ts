/**
 * Everything that the tables take from the inside of the packages. No other file of this folder imports from there, so a
 * source that moves changes one line here.
 */
import { readFileSync } from "node:fs"
import { FleetFiles } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { printConfig } from "../../packages/mcp-server/src/cli/clients/printConfig.ts"
import { runDoctor } from "../../packages/mcp-server/src/cli/doctor/doctor.ts"
import { parseCommand } from "../../packages/mcp-server/src/cli/program.ts"
import { definitions } from "../../packages/mcp-server/src/tools/definitions/definitions.ts"

export { costs } from "../../packages/core/src/internal/guards/quota.ts"
export * as defaults from "../../packages/core/src/internal/settings/defaults.ts"
export { helpText as emulatorHelp } from "../../packages/emulator/src/cli/CommandLine.ts"
export { type Client, type ClientName, clients } from "../../packages/mcp-server/src/cli/clients/clients.ts"
export { type Variable, type VariableName, variables } from "../../packages/mcp-server/src/config/variables.ts"
export { dangers } from "../../packages/mcp-server/src/model/Danger.ts"
export type { Reason } from "../../packages/mcp-server/src/model/Refusal.ts"
export { prompts } from "../../packages/mcp-server/src/prompts/register.ts"
export { makeToolsWithToolsets } from "../../packages/mcp-server/src/tools/registry.ts"
export { toolsetNames, toolsets } from "../../packages/mcp-server/src/tools/toolsets.ts"

export { definitions }

/** The tools that a client sees if nobody chooses toolsets. */
export const defaultTools = definitions.filter(({ isOnByDefault }) => isOnByDefault)

const root = new URL("../..", import.meta.url)

/** The text of a file of the repository. */
export const read = (path: string): string => readFileSync(new URL(path, root), "utf8")

/** The JSON Schema of a fleet's files. */
export const fleetSchema = (): string => `${JSON.stringify(FleetFiles.jsonSchema(), null, 2)}\n`

/** The help of the server, or of one of its commands. */
export const serverHelp = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand([...args, "--help"])
  if (command.kind !== "text") throw new Error(`There is no help of ${args.join(" ")}.`)
  return command.text
}

/** The settings that the command prints on standard output, in an environment in which nothing is set. */
export const printedConfig = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand(["print-config", ...args])
  if (command.kind !== "print-config") throw new Error(`print-config does not understand ${args.join(" ")}.`)
  const installation = { node: "node", main: "main.js" }
  return Effect.runSync(printConfig(command.request, command.flags, {}, installation)).settings
}

/** The report of the doctor on a set-up, with a fixed version of Node. */
export const doctorReport = async (
  environment: Readonly<Record<string, string>>,
  ...args: ReadonlyArray<string>
): Promise<string> => {
  const command = parseCommand(["doctor", ...args])
  if (command.kind !== "doctor") throw new Error(`doctor does not understand ${args.join(" ")}.`)
  return (await runDoctor({ environment, flags: command.flags, node: "20.20.2" }, false)).text
}
