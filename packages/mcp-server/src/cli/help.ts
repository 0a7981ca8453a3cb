/** The part of the help that follows the flags and commands. */
import type { Command } from "commander"
import { type Variable, variableTable } from "../config/variables.ts"

const describeVariable = ({ summary, flag, isList, choices, default: defaultValue }: Variable): string => {
  const text =
    flag === undefined ? summary : `as ${flag}${isList ? ", with commas between them or as a JSON list" : ""}`
  return [
    text,
    ...(choices === undefined ? [] : [`: ${choices.join(", ")}`]),
    ...(defaultValue === undefined ? [] : [` (default ${defaultValue})`])
  ].join("")
}

/** The variables that every program with network access reads. */
const networkVariables = [
  ["HTTPS_PROXY", "the proxy to Losant, such as http://proxy.example.com:8080"],
  ["NO_PROXY", "hosts that are reached without the proxy, with commas between them"],
  ["NODE_EXTRA_CA_CERTS", "a file with the certificate of a company's own authority"]
] as const

/** The variables, as wide as the help of the program. */
export const describeVariables = (program: Command): string => {
  const help = program.createHelp()
  const { getOutHelpWidth } = program.configureOutput()
  help.prepareContext({ helpWidth: getOutHelpWidth?.() ?? 80 })
  const own = variableTable.map((variable) => [variable.name, describeVariable(variable)] as const)
  const all = [...own, ...networkVariables]
  const width = Math.max(...all.map(([name]) => name.length))
  return ["Environment:", ...all.map(([name, text]) => help.formatItem(name, width, text, help)), ""].join("\n")
}

export const examples = `Examples:
  effect-losant-mcp --emulator                        serve demonstration data, without an account
  effect-losant-mcp doctor                            check the token and the settings
  effect-losant-mcp print-config claude-desktop       print the settings for Claude Desktop
  effect-losant-mcp print-config vscode --read-only   print the settings of a read-only server for VS Code
  effect-losant-mcp report limits --over 90           list the limits that are used to more than 90 %
`
