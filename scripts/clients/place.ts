/** The place of a client: a home and a project of its own, so that it neither finds nor changes anything else. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { run } from "../package/run.ts"

export interface Place {
  readonly home: string
  /** A project in which the server is installed, so that `npx` finds it without a registry. */
  readonly project: string
  /** The server's program. */
  readonly server: string
  readonly env: Readonly<Record<string, string>>
}

export const makePlace = (home: string, project: string): Place => {
  mkdirSync(home, { recursive: true })
  return {
    home,
    project,
    server: join(project, "node_modules/.bin/effect-losant-mcp"),
    env: {
      PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      HOME: home,
      NO_COLOR: "1",
      LOSANT_MCP_JOURNAL: "off",
      // Those who are tried are asked to keep to themselves.
      DISABLE_AUTOUPDATER: "1",
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      // Without it, Gemini CLI starts no server in a folder that nobody has said it may trust.
      GEMINI_CLI_TRUST_WORKSPACE: "true",
      MCP_INSPECTOR_SECRET_STORE: "memory"
    }
  }
}

/** Puts a file into the home or the project, by its path. */
export const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** How long a client may take for one thing, in milliseconds. */
export const timeout = 90_000

/** Runs a program of Node in the project; gives what it prints on standard output. */
export const runIn = ({ project, env }: Place, program: string, args: ReadonlyArray<string>, cwd = project) =>
  run(process.execPath, [program, ...args], { cwd, env, timeout })

/** Gives what a program prints for a person, wherever it prints that. */
export const showIn = ({ project, env }: Place, program: string, args: ReadonlyArray<string>) =>
  run(process.execPath, [program, ...args], { cwd: project, env, timeout, withErrors: true })

/** The settings that the server prints for a client, with which it runs on the emulator. */
export const printConfig = ({ server, project, env }: Place, client: string, ...flags: ReadonlyArray<string>) =>
  run(server, ["print-config", client, "--emulator", ...flags], { cwd: project, env })
