/** What stands in the help beside the flags and commands. */
import type { Command } from "commander"
import { type VariableDoc, variableDocs } from "./VariableDocs.ts"

const meaning = ({ summary, flag, isList, choices, default: usual }: VariableDoc): string => {
  const text =
    flag === undefined ? summary : `as ${flag}${isList ? ", with commas between them or as a JSON list" : ""}`
  return [
    text,
    ...(choices === undefined ? [] : [`: ${choices.join(", ")}`]),
    ...(usual === undefined ? [] : [` (default ${usual})`])
  ].join("")
}

/** The variables, as wide as the program's own help. */
export const variablesIn = (program: Command): string => {
  const help = program.createHelp()
  const { getOutHelpWidth } = program.configureOutput()
  help.prepareContext({ helpWidth: getOutHelpWidth?.() ?? 80 })
  const docs = Object.entries(variableDocs)
  const width = Math.max(...docs.map(([name]) => name.length))
  return ["Environment:", ...docs.map(([name, doc]) => help.formatItem(name, width, meaning(doc), help)), ""].join("\n")
}

export const examples = `Examples:
  effect-losant-mcp --emulator                        serve demonstration data, without an account
  effect-losant-mcp doctor                            find out whether the token and the settings work
  effect-losant-mcp print-config claude-desktop       print the settings for Claude Desktop
  effect-losant-mcp print-config vscode --read-only   the same for VS Code, for a server that only reads
`
