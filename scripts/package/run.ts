/** Runs a program and waits for its end. If it fails, the error has everything that it printed. */
import { spawn } from "node:child_process"

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The most time that the program may take, in milliseconds. Default two minutes. */
  readonly timeout?: number
  /** True if the result has the text of standard error too. Default false. */
  readonly withErrors?: boolean
}

/** Runs a program and gives the text that it printed. Rejects with this text if the program fails or is too slow. */
export const run = (command: string, args: ReadonlyArray<string>, options: RunOptions): Promise<string> => {
  const { cwd, env = process.env, timeout = 120_000, withErrors = false } = options
  return new Promise((resolve, reject) => {
    const shown = [command, ...args].join(" ")
    // A program that is too slow is killed together with the programs that it started.
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true })
    let stdout = ""
    let all = ""
    child.stdout.on("data", (chunk) => {
      stdout += chunk
      all += chunk
    })
    child.stderr.on("data", (chunk) => {
      all += chunk
    })
    let late = false
    const timer = setTimeout(() => {
      late = true
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL")
    }, timeout)
    child.on("error", (error) => {
      clearTimeout(timer)
      reject(new Error(`${shown} could not be started: ${error.message}`))
    })
    child.on("close", (code, signal) => {
      clearTimeout(timer)
      if (late) reject(new Error(`${shown} took longer than ${timeout / 1_000} seconds\n${all}`))
      else if (code !== 0) reject(new Error(`${shown} ended with ${code ?? signal}\n${all}`))
      else resolve(withErrors ? all : stdout)
    })
  })
}
