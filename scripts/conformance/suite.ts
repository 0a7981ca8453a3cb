/** Runs the conformance suite of the protocol. Declares its versions and revisions, and reads its results. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { installPackage, programOf } from "../npmPackages.ts"
import { findNode } from "../package/nodes.ts"
import { run } from "../package/run.ts"
import { startBridge } from "./bridge.ts"
import { fileOf } from "./expected.ts"
import type { Command } from "./serverProcess.ts"

export const suite = "@modelcontextprotocol/conformance"

/** The major version of Node that the suite needs. */
const node = 22

export interface Run {
  readonly version: string
  readonly revision: "2025-11-25" | "2026-07-28"
  /** The arguments that choose the scenarios. */
  readonly args: ReadonlyArray<string>
}

// The stable version of the suite knows one revision. The newer version tests the requirements of each revision on the
// day of its release, and compares every message with the schema of the protocol.
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
  /** The reason why the suite does not count the scenario, or `undefined` if it counts it. */
  readonly notScored: string | undefined
  readonly checks: ReadonlyArray<Check>
}

export interface Outcome {
  readonly run: Run
  readonly scenarios: ReadonlyArray<Scenario>
  /** The suite's own message if the results are not the expected ones. */
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

/** Gives the scenario of a folder of results: `ping` for `server-ping-2026-01-01T00-00-00-000Z`. */
export const scenarioOf = (folder: string): string =>
  folder.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, "")

/** Starts a bridge, and runs the suite against the server through it. */
export const runSuite = async (one: Run, command: Command): Promise<Outcome> => {
  const folder = await installPackage({ package: suite, version: one.version })
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
