/** What stands in the help beside the flags and commands. */
import type { Command } from "commander"
import { type VariableDoc, variableDocs } from "../config/variableDocs.ts"

const meaning = ({ summary, flag, isList, choices, default: usual }: VariableDoc): string => {
  const text =
    flag === undefined ? summary : `as ${flag}${isList ? ", with commas between them or as a JSON list" : ""}`
  return [
    text,
    ...(choices === undefined ? [] : [`: ${choices.join(", ")}`]),
    ...(usual === undefined ? [] : [` (default ${usual})`])
  ].join("")
}

/** What every program reads that reaches out of a company's network. */
const ofTheWay = [
  ["HTTPS_PROXY", "the proxy to Losant, such as http://proxy.example.com:8080"],
  ["NO_PROXY", "hosts that are reached without it, with commas between them"],
  ["NODE_EXTRA_CA_CERTS", "a file with the certificate of a company's own authority"]
] as const

/** The variables, as wide as the program's own help. */
export const describeVariables = (program: Command): string => {
  const help = program.createHelp()
  const { getOutHelpWidth } = program.configureOutput()
  help.prepareContext({ helpWidth: getOutHelpWidth?.() ?? 80 })
  const own = Object.entries(variableDocs).map(([name, doc]) => [name, meaning(doc)] as const)
  const all = [...own, ...ofTheWay]
  const width = Math.max(...all.map(([name]) => name.length))
  return ["Environment:", ...all.map(([name, text]) => help.formatItem(name, width, text, help)), ""].join("\n")
}

export const examples = `Examples:
  effect-losant-mcp --emulator                        serve demonstration data, without an account
  effect-losant-mcp doctor                            find out whether the token and the settings work
  effect-losant-mcp print-config claude-desktop       print the settings for Claude Desktop
  effect-losant-mcp print-config vscode --read-only   the same for VS Code, for a server that only reads
`
