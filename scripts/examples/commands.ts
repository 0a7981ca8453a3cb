// Reads the commands of the examples' README, with the output that it shows for each.
import { readFileSync } from "node:fs"
import { folder, type Variables } from "./run.ts"

export const readme = readFileSync(`${folder}README.md`, "utf8")

export interface Command {
  readonly text: string
  readonly variables: Variables
  /** The tool that runs the example: `tsx` or `vitest`. */
  readonly tool: string
  readonly args: ReadonlyArray<string>
  readonly prints: string
}

const unquoted = (word: string) => word.replace(/^"(.*)"$/, "$1")

const parse = (text: string, prints: string): Command => {
  const words: ReadonlyArray<string> = text.match(/"[^"]*"|\S+/g) ?? []
  const start = words.indexOf("npx")
  const [tool = "", ...args] = words.slice(start + 1)
  const variables = Object.fromEntries(words.slice(0, start).map((word) => word.split("=", 2)))
  return { text, variables, tool, args: args.map(unquoted), prints }
}

/** The commands, in the order of the README. */
export const commands: ReadonlyArray<Command> = [
  ...readme.matchAll(/```sh\n([^\n]+)\n```\n\n```text\n([\s\S]*?)```/g)
].map(([, text = "", prints = ""]) => parse(text, prints))

/** True if a text is the shown one. In the shown text, … stands for any lines. */
export const isShown = (text: string, shown: string): boolean => {
  const parts = shown.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join("(?:.*\\n)*?")}$`).test(text)
}
