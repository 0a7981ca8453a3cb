/** Reads the expected failures: scenarios that cannot apply to this server, each with its reason. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { isScalar, isSeq, parseDocument } from "yaml"

export interface Expected {
  /** A scenario, or one check of it as `scenario:check`. */
  readonly entry: string
  readonly reason: string
}

/** The path of the file for a revision. The file has the suite's own format. */
export const fileOf = (revision: string): string =>
  fileURLToPath(new URL(`expected-failures-${revision}.yml`, import.meta.url))

/** Reads such a file. The comment on the line of an entry is its reason. Every entry must have one. */
export const parseExpected = (text: string): ReadonlyArray<Expected> => {
  const entries = parseDocument(text).get("server")
  if (!isSeq(entries)) throw new Error("Expected failures stand in a list named server.")
  return entries.items.map((item) => {
    if (!isScalar(item) || typeof item.value !== "string") throw new Error(`${String(item)} names no scenario.`)
    const reason = item.comment?.trim() ?? ""
    if (reason === "") throw new Error(`${item.value} has no reason: write it on its line, after a #.`)
    return { entry: item.value, reason }
  })
}

export const readExpected = (revision: string): ReadonlyArray<Expected> =>
  parseExpected(readFileSync(fileOf(revision), "utf8"))
