/** The mutants of one source, tried by Stryker against the tests that judge it. */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import * as Path from "node:path"
import { Stryker } from "@stryker-mutator/core"

/** A mutant that Stryker made, and whether a test noticed it. */
export interface Tried {
  readonly isNoticed: boolean
  /** True if it was noticed because a test took too long, as with a loop that never ends. */
  readonly isTimeout: boolean
  readonly line: number
  /** The text of the source in place of which the mutant has `replacement`, on one line. */
  readonly original: string
  readonly replacement: string
}

interface Saved {
  readonly fingerprint: string
  readonly tried: ReadonlyArray<Tried>
}

/** Results lie here, so that a run that was stopped goes on where it was. Git ignores the folder. */
const folder = ".mutants"

const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim()

/** The part of a text between two positions, whose lines and columns count from 1. */
const slice = (
  text: string,
  start: { readonly line: number; readonly column: number },
  end: { readonly line: number; readonly column: number }
) => {
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

/** Tries every mutant of a source, unless nothing has changed since it was last done. */
export const mutate = async (
  source: string,
  tests: ReadonlyArray<string>,
  isForced: boolean
): Promise<ReadonlyArray<Tried>> => {
  mkdirSync(folder, { recursive: true })
  const name = source.replace(/^packages\//, "").replaceAll("/", "-")
  const saved = Path.join(folder, `${name}.json`)
  const fingerprint = fingerprintOf([source, ...tests])
  if (!isForced && existsSync(saved)) {
    // Sound: only this function writes the file.
    const before = JSON.parse(readFileSync(saved, "utf8")) as Saved
    if (before.fingerprint === fingerprint) return before.tried
  }
  // The configuration of vitest reads the names of the tests, in a process that Stryker starts.
  process.env["MUTANTS_TESTS"] = tests.join(",")
  // The configuration of Stryker says of TypeScript's that there is none. Otherwise Stryker adapts it by the JavaScript
  // API of TypeScript, which version 7 does not have. The copy of the workspace needs no change.
  const results = await new Stryker({
    configFile: "scripts/mutants/stryker.json",
    mutate: [source]
  }).runMutationTest()
  const text = readFileSync(source, "utf8")
  const tried = results.flatMap(({ status, location, replacement = "" }) =>
    ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status)
      ? [
          {
            isNoticed: status === "Killed" || status === "Timeout",
            isTimeout: status === "Timeout",
            line: location.start.line,
            original: onOneLine(slice(text, location.start, location.end)),
            replacement: onOneLine(replacement)
          }
        ]
      : []
  )
  writeFileSync(saved, JSON.stringify({ fingerprint, tried } satisfies Saved))
  return tried
}
