/** The server as a client starts it: a process that takes a message on each line of stdin, and writes them to stdout. */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"

/** The command that starts the server. */
export interface Command {
  readonly program: string
  readonly args: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string>>
  /** True to leave its log out. Default false. */
  readonly silent?: boolean
}

export interface ServerProcess {
  readonly send: (message: JSONRPCMessage) => void
  /** Ends its input, upon which it has to end; one that does not is killed after two seconds. */
  readonly close: () => Promise<void>
  /** Resolves when it has ended. */
  readonly ended: Promise<void>
}

/** Starts the server; `hear` is given each message that it writes, as it is. */
export const startServer = (
  { program, args, env, silent = false }: Command,
  hear: (message: JSONRPCMessage) => void
): ServerProcess => {
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", silent ? "ignore" : "inherit"] })
  const ended = new Promise<void>((resolve, reject) => {
    child.on("close", () => resolve())
    child.on("error", reject)
  })
  // One that has ended is written to in vain, of which its end tells.
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
