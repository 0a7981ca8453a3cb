/** The clients with which the server is tried, at fixed versions. */
import { dirname, join } from "node:path"
import { type NpmPackage, programOf } from "../npmPackages.ts"
import { claudeCode, codex, gemini, mcporter } from "./assistants.ts"
import { inspect, inspectStrictly } from "./inspector.ts"
import type { Place } from "./place.ts"

export interface TriedClient extends NpmPackage {
  readonly name: string
  /** Tries the client that is installed in `folder`. Gives the result in words. */
  readonly check: (folder: string, place: Place) => Promise<string>
}

const inspectorCli = "@modelcontextprotocol/inspector-cli"
const inspector = "@modelcontextprotocol/inspector"

export const clients: ReadonlyArray<TriedClient> = [
  {
    name: "inspector-cli",
    package: inspectorCli,
    version: "1.0.3",
    // The inspector finds its own manifest only if it starts in the folder of its program.
    check: (folder, place) => {
      const program = programOf(folder, "mcp-inspector-cli")
      return inspect(place, program, dirname(program))
    }
  },
  {
    name: "inspector",
    package: inspector,
    version: "2.12.0",
    check: (folder, place) => inspectStrictly(place, programOf(folder, "mcp-inspector"))
  },
  {
    name: "gemini",
    package: "@google/gemini-cli",
    version: "0.61.0",
    check: (folder, place) => gemini(place, programOf(folder, "gemini"))
  },
  {
    name: "claude-code",
    package: "@anthropic-ai/claude-code",
    version: "2.1.330",
    // This program of the package works without install scripts.
    check: (folder, place) => claudeCode(place, join(folder, "cli-wrapper.cjs"))
  },
  {
    name: "codex",
    package: "@openai/codex",
    version: "0.169.0",
    check: (folder, place) => codex(place, programOf(folder, "codex"))
  },
  {
    name: "mcporter",
    package: "mcporter",
    version: "0.9.0",
    check: (folder, place) => mcporter(place, programOf(folder, "mcporter"))
  }
]
