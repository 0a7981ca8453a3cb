/** Makes a home and a project for a client, so that it neither finds nor changes anything else. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { run } from "../package/run.ts"

export interface Place {
  readonly home: string
  /** The folder of a project in which the server is installed, so that `npx` finds it without a registry. */
  readonly project: string
  /** The path of the server's program. */
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
      // These variables ask the clients not to update themselves and to send no statistics.
      DISABLE_AUTOUPDATER: "1",
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      // Without this variable, Gemini CLI starts no server in a folder before a person has marked it as trusted.
      GEMINI_CLI_TRUST_WORKSPACE: "true",
      MCP_INSPECTOR_SECRET_STORE: "memory"
    }
  }
}

/** Writes a file into the home or the project, and makes its folders. */
export const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** The most time that a client may take for one step, in milliseconds. */
export const timeout = 90_000

/** Runs a program with Node in the project. Gives its standard output. */
export const runIn = ({ project, env }: Place, program: string, args: ReadonlyArray<string>, cwd = project) =>
  run(process.execPath, [program, ...args], { cwd, env, timeout })

/** Runs a program with Node in the project. Gives its standard output and its standard error. */
export const showIn = ({ project, env }: Place, program: string, args: ReadonlyArray<string>) =>
  run(process.execPath, [program, ...args], { cwd: project, env, timeout, withErrors: true })

/** Gives the settings that the server prints for a client. With them the server runs on the emulator. */
export const printConfig = ({ server, project, env }: Place, client: string, ...flags: ReadonlyArray<string>) =>
  run(server, ["print-config", client, "--emulator", ...flags], { cwd: project, env })
