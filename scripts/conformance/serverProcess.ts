/**
 * Starts the server as a client does: as a process that reads messages from stdin and writes them to stdout, one a
 * line.
 */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"

/** The program and the environment with which the server is started. */
export interface Command {
  readonly program: string
  readonly args: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string>>
  /** True if the log of the server is dropped. Default false. */
  readonly silent?: boolean
}

export interface ServerProcess {
  readonly send: (message: JSONRPCMessage) => void
  /** Ends the input of the server, so that it ends. If it does not, it is killed after two seconds. */
  readonly close: () => Promise<void>
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>
}

/** Starts the server. `hear` gets each message that it writes. */
export const startServer = (
  { program, args, env, silent = false }: Command,
  hear: (message: JSONRPCMessage) => void
): ServerProcess => {
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", silent ? "ignore" : "inherit"] })
  const ended = new Promise<void>((resolve, reject) => {
    child.on("close", () => resolve())
    child.on("error", reject)
  })
  // A write fails if the process has ended. Its end is reported by `ended`.
  child.stdin.on("error", () => {})
  createInterface({ input: child.stdout }).on("line", (line) => hear(JSON.parse(line)))
  return {
    send: (message) => {
      child.stdin.write(`${JSON.stringify(message)}\n`)
    },
    close: async () => {
      child.stdin.end()
      const timer = setTimeout(() => child.kill("SIGKILL"), 2_000)
      await ended
      clearTimeout(timer)
    },
    ended
  }
}
