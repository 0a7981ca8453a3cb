/** The mutants of one source, tried by Stryker against the tests that judge it. */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import * as Path from "node:path"
import { Stryker } from "@stryker-mutator/core"

/** A mutant that Stryker made, and whether a test noticed it. */
export interface Tried {
  readonly isNoticed: boolean
  /** True if it was noticed because a test took too long. */
  readonly isTimeout: boolean
  readonly line: number
  /** The place in the source, as Stryker takes it. */
  readonly range: string
  /** The text of the source in place of which the mutant has `replacement`, on one line. */
  readonly original: string
  readonly replacement: string
  /** The reason why the mutant could not be tried, if it could not. */
  readonly problem?: string
}

/** The mutants that a run tries: those not tried yet, those that no test noticed before, or all. */
export type Extent = "new" | "left" | "all"

interface Saved {
  readonly source: string
  readonly tests: string
  readonly tried: ReadonlyArray<Tried>
}

/** Results lie here, so that a run that was stopped goes on where it was. Git ignores the folder. */
const folder = ".mutants"

interface Position {
  readonly line: number
  readonly column: number
}

const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim()

/** The part of a text between two positions, whose lines and columns count from 1. */
const slice = (text: string, start: Position, end: Position) => {
  const lines = text.split("\n").slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join("\n")
}

const fingerprintOf = (paths: ReadonlyArray<string>) => {
  const hash = createHash("sha256")
  for (const path of paths) hash.update(path).update(readFileSync(path))
  return hash.digest("hex")
}

// Stryker counts the columns of its results from 1, and those of what it shall change from 0.
const rangeOf = (start: Position, end: Position) => `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`

interface Run {
  readonly status: string
  /** True if the mutant is in what runs when the module is loaded. */
  readonly static?: boolean
  readonly testsCompleted?: number
}

/**
 * True if a mutant keeps its module from being loaded, so that no test runs at all. Stryker says that such a mutant
 * survived.
 */
const keepsFromLoading = ({ status, static: isStatic, testsCompleted }: Run): boolean =>
  status === "Survived" && isStatic === true && testsCompleted === 0

/** Lets Stryker try the mutants of a source that lie within these ranges, or all. */
const tryMutants = async (source: string, ranges: ReadonlyArray<string>): Promise<ReadonlyArray<Tried>> => {
  // The configuration of Stryker says of TypeScript's that there is none. Otherwise Stryker adapts it by the JavaScript
  // API of TypeScript, which version 7 does not have. The copy of the workspace needs no change.
  const results = await new Stryker({
    configFile: "scripts/mutants/stryker.json",
    mutate: ranges.length === 0 ? [source] : [...new Set(ranges)].map((range) => `${source}:${range}`)
  }).runMutationTest()
  const text = readFileSync(source, "utf8")
  return results.map(({ location: { start, end }, replacement = "", status, statusReason = "", ...rest }) => ({
    isNoticed: status === "Killed" || status === "Timeout" || keepsFromLoading({ status, ...rest }),
    // A loop that never ends runs into a limit of its own, whatever else the machine does.
    isTimeout: status === "Timeout" && !statusReason.startsWith("Hit limit"),
    line: start.line,
    range: rangeOf(start, end),
    original: onOneLine(slice(text, start, end)),
    replacement: onOneLine(replacement),
    // Such a mutant is none that a test noticed: Stryker could not run the tests, as where their names are too long.
    ...(status === "RuntimeError" || status === "CompileError"
      ? { problem: onOneLine(statusReason).slice(0, 300) }
      : {})
  }))
}

const keyOf = ({ range, replacement }: Tried) => `${range} ${replacement}`

/**
 * Tries the mutants of a source. If nothing has changed since, `new` takes the results of before; if only tests were
 * added, `left` tries what they may notice now, and keeps what was noticed before.
 */
export const mutate = async (
  source: string,
  tests: ReadonlyArray<string>,
  extent: Extent
): Promise<ReadonlyArray<Tried>> => {
  mkdirSync(folder, { recursive: true })
  const name = source.replace(/^packages\//, "").replaceAll("/", "-")
  const path = Path.join(folder, `${name}.json`)
  const fingerprints = { source: fingerprintOf([source]), tests: fingerprintOf(tests) }
  // Sound: only this function writes the file.
  const saved = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Saved) : undefined
  const before = extent !== "all" && saved?.source === fingerprints.source ? saved : undefined
  if (extent === "new" && before?.tests === fingerprints.tests) return before.tried
  // The configuration of vitest reads the names of the tests, in a process that Stryker starts.
  process.env["MUTANTS_TESTS"] = tests.join(",")
  const isKept = before !== undefined && extent === "left"
  const left = isKept ? before.tried.filter(({ isNoticed }) => !isNoticed) : []
  const isDone = isKept && left.length === 0
  const now = isDone
    ? []
    : await tryMutants(
        source,
        left.map(({ range }) => range)
      )
  const byKey = new Map(now.map((mutant) => [keyOf(mutant), mutant]))
  const tried = isKept
    ? before.tried.map((mutant) => (mutant.isNoticed ? mutant : (byKey.get(keyOf(mutant)) ?? mutant)))
    : now
  writeFileSync(path, JSON.stringify({ ...fingerprints, tried } satisfies Saved))
  return tried
}
