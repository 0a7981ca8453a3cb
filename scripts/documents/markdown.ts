/** Reads the documents of this repository, to compare them with its sources. */
import { readFileSync } from "node:fs"

export const root = new URL("../..", import.meta.url)

export const read = (path: string): string => readFileSync(new URL(path, root), "utf8")

/** The text of a document between a heading and the next heading of the same or a higher level. */
export const section = (document: string, heading: string): string => {
  const [, rest] = document.split(`\n${heading}\n`)
  if (rest === undefined) throw new Error(`There is no heading "${heading}".`)
  const depth = heading.indexOf(" ")
  return rest.split(new RegExp(`\n#{1,${depth}} `))[0] ?? ""
}

/** The rows of all tables, without their heads, as their cells. */
export const rows = (text: string): ReadonlyArray<ReadonlyArray<string>> => {
  const lines = text.split("\n")
  const isRow = (line: string | undefined) => line?.startsWith("|") === true
  const isRuler = (line: string | undefined) => /^\|[\s:|-]+$/.test(line ?? "")
  return lines.flatMap((line, index) =>
    isRow(line) && !isRuler(line) && !isRuler(lines[index + 1])
      ? [
          line
            .replaceAll("\\|", "¦")
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim().replaceAll("¦", "|"))
        ]
      : []
  )
}

/** The texts between backticks, in order. */
export const codes = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code)
