/** Tables and generated blocks in Markdown. */

/** Separates the cells of a row. */
const bar = " | "

/** The formatter makes no column narrower than this. */
const narrowest = 3

/** A table, laid out as the formatter of the project does it, so that the formatter leaves it as it is. */
export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string | number>>): string => {
  const texts = [head, ...rows].map((row) => row.map((cell) => String(cell).replaceAll("|", "\\|")))
  const widths = head.map((_, column) => Math.max(narrowest, ...texts.map((row) => row[column]?.length ?? 0)))
  const line = (row: ReadonlyArray<string>) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(bar)} |`
  const [first = [], ...others] = texts
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join("\n")
}

/** A name or a value between backticks; nothing stays nothing. */
export const code = (text: string): string => (text === "" ? "" : `\`${text}\``)

/** A block of code in a language. */
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``

const beginOf = (name: string) => `<!-- ${name}: written by npm run tables -->`
const endOf = (name: string) => `<!-- end of ${name} -->`

/** The names of the blocks that a document marks. */
export const blocksIn = (document: string): ReadonlyArray<string> =>
  [...document.matchAll(/^<!-- (.+): written by npm run tables -->$/gm)].map(([, name = ""]) => name)

/** The document with another text in a block. */
export const insert = (document: string, name: string, text: string): string => {
  const [before, rest] = document.split(beginOf(name))
  const after = rest?.split(endOf(name))[1]
  if (before === undefined || after === undefined) throw new Error(`The document does not mark where ${name} is.`)
  return `${before}${beginOf(name)}\n\n${text}\n\n${endOf(name)}${after}`
}
