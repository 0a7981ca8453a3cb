/** The conformance suite of the protocol: which versions of it run with which revision, and what a run finds. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { installed, programOf } from "../installed.ts"
import { findNode } from "../package/nodes.ts"
import { run } from "../package/run.ts"
import { startBridge } from "./bridge.ts"
import { fileOf } from "./expected.ts"
import type { Command } from "./serverProcess.ts"

export const suite = "@modelcontextprotocol/conformance"

/** The suite needs this version of Node. */
const node = 22

export interface Run {
  readonly version: string
  readonly revision: "2025-11-25" | "2026-07-28"
  /** The arguments that choose the scenarios. */
  readonly args: ReadonlyArray<string>
}

// The stable version knows one revision. The newer one runs exactly what each revision required when it came out, and
// holds every message to the schema of the protocol.
export const runs: ReadonlyArray<Run> = [
  { version: "0.1.16", revision: "2025-11-25", args: ["--spec-version", "2025-11-25"] },
  { version: "0.2.0-alpha.12", revision: "2025-11-25", args: ["--requirements", "2025-11-25"] },
  { version: "0.2.0-alpha.12", revision: "2026-07-28", args: ["--requirements", "2026-07-28"] }
]

export interface Check {
  readonly id: string
  readonly status: "SUCCESS" | "FAILURE" | "WARNING" | "SKIPPED" | "INFO"
  readonly errorMessage?: string
}

export interface Scenario {
  readonly name: string
  /** Why the suite does not count it, where it does not. */
  readonly notScored: string | undefined
  readonly checks: ReadonlyArray<Check>
}

export interface Outcome {
  readonly run: Run
  readonly scenarios: ReadonlyArray<Scenario>
  /** The words of the suite about an unexpected result. */
  readonly complaint: string | undefined
}

interface Requirements {
  readonly not_scored?: ReadonlyArray<{ readonly scenario: string; readonly leg: string; readonly reason: string }>
}

const reasonsNotToScore = (folder: string, { args, revision }: Run): ReadonlyMap<string, string> => {
  if (!args.includes("--requirements")) return new Map()
  const requirements: Requirements = parse(readFileSync(join(folder, `requirements/${revision}.yaml`), "utf8"))
  const ofServers = (requirements.not_scored ?? []).filter(({ leg }) => leg === "server")
  return new Map(ofServers.map(({ scenario, reason }) => [scenario, reason]))
}

/** The scenario that a folder of results is about: `server-ping-2026-01-01T00-00-00-000Z` is about `ping`. */
export const scenarioOf = (folder: string): string =>
  folder.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, "")

/** Runs the suite against the server through a bridge of its own. */
export const runSuite = async (one: Run, command: Command): Promise<Outcome> => {
  const folder = await installed({ package: suite, version: one.version })
  const { program, env } = await findNode(node)
  const results = mkdtempSync(join(tmpdir(), "effect-losant-conformance-"))
  const bridge = await startBridge(command)
  const args = [programOf(folder, "conformance"), "server", "--url", bridge.url, "--output-dir", results, ...one.args]
  try {
    const complaint = await run(program, [...args, "--expected-failures", fileOf(one.revision)], {
      cwd: results,
      env,
      timeout: 300_000
    }).then(
      () => undefined,
      (error: unknown) => String(error instanceof Error ? error.message : error)
    )
    const notScored = reasonsNotToScore(folder, one)
    const scenarios = readdirSync(results).map((entry) => {
      const name = scenarioOf(entry)
      const checks: ReadonlyArray<Check> = JSON.parse(readFileSync(join(results, entry, "checks.json"), "utf8"))
      return { name, notScored: notScored.get(name), checks }
    })
    return { run: one, scenarios: scenarios.sort((a, b) => (a.name < b.name ? -1 : 1)), complaint }
  } finally {
    await bridge.close()
    rmSync(results, { recursive: true })
  }
}
