/** The generated blocks of every document. */
import { filesIn } from "../docs/files.ts"
import { root } from "../docs/modules.ts"
import { actionTable, moduleTable } from "./actions.ts"
import { clientTable, doctorExample, settings } from "./clients.ts"
import { confirmationTable } from "./confirmations.ts"
import { dependencyTable } from "./dependencies.ts"
import { emulatorOptionTable, faultTable, parameterTable, ruleTable } from "./emulator.ts"
import {
  actionErrorTable,
  answerFieldTable,
  commonFieldTable,
  otherErrorTable,
  outcomeTable,
  reasonTable
} from "./errors.ts"
import { fence, insert } from "./markdown.ts"
import { connectionTable, optionTable } from "./options.ts"
import { roomTable } from "./rooms.ts"
import { emulatorHelp, fleetSchema, read, serverHelp } from "./sources.ts"
import { argumentList, promptTable, toolTable } from "./tools.ts"
import { toolsetTable } from "./toolsets.ts"
import { firstVariables, policyVariables, telemetryTable, variableTable } from "./variables.ts"

type Render = () => string | Promise<string>

/** A file of the repository, shown as it is. */
const file = (path: string) => () => fence("ts", read(path))

/** The help without its list of variables, which has a table. */
const flagsHelp = () => serverHelp().split("\nEnvironment:")[0] ?? ""

/** The blocks by document, each with the function that writes it. */
export const documents: Readonly<Record<string, Readonly<Record<string, Render>>>> = {
  "README.md": {
    "the settings": () => settings("claude-desktop", "--os", "macos"),
    "the first variables": firstVariables,
    "examples/nearly-full.ts": file("examples/nearly-full.ts"),
    "examples/promises.ts": file("examples/promises.ts")
  },
  "CONTRIBUTING.md": { "the rooms": roomTable },
  "docs/clients.md": {
    "the clients": clientTable,
    "the settings for VS Code": () => settings("vscode", "--os", "linux", "--read-only"),
    "the settings for Codex": () => settings("codex", "--os", "linux", "--emulator"),
    "a report of the doctor": doctorExample
  },
  "docs/configuration.md": {
    "the variables": () => variableTable(),
    "the help": () => fence("text", flagsHelp()),
    "the help of doctor": () => fence("text", serverHelp("doctor")),
    "the help of print-config": () => fence("text", serverHelp("print-config")),
    "the options of a connection": connectionTable,
    "the help of the emulator": () => fence("text", emulatorHelp)
  },
  "docs/dependencies.md": { "the dependencies": dependencyTable },
  // Every file of the folder is shown: one without a mark in the document stops the generation.
  "docs/emulator.md": Object.fromEntries(
    filesIn(root, ".ts", "scripts/documents/emulator").map((path) => [path, file(path)])
  ),
  "docs/errors.md": {
    "the fields of all errors": commonFieldTable,
    "the fields of answers": answerFieldTable,
    "the outcomes": outcomeTable,
    "the errors of actions": actionErrorTable,
    "the other errors": otherErrorTable,
    "the reasons of refusals": reasonTable
  },
  "docs/migrating-from-losant-rest.md": { "the actions": actionTable },
  "docs/observability.md": { "the variables of telemetry": telemetryTable },
  "docs/policy.md": { "the variables of the policy": policyVariables },
  "docs/retries.md": { "the options": optionTable },
  "docs/safety.md": { "the confirmations": confirmationTable },
  "docs/tools.md": {
    "the tools": toolTable,
    "the toolsets": toolsetTable,
    "the arguments": argumentList,
    "the prompts": promptTable
  },
  "packages/core/README.md": { "the modules of the actions": moduleTable },
  "packages/emulator/README.md": {
    "the options": emulatorOptionTable,
    "the fields of a rule": ruleTable,
    "the faults": faultTable,
    "the parameters of faults": parameterTable,
    "the help": () => fence("text", emulatorHelp)
  }
}

/** The files that are generated as a whole. */
export const wholeFiles: Readonly<Record<string, () => string>> = { "packages/fleet/fleet.schema.json": fleetSchema }

/** A document as it has to be, from the text that it has. */
export const render = async (path: string, text: string): Promise<string> => {
  let current = text
  for (const [name, write] of Object.entries(documents[path] ?? {})) {
    current = insert(current, name, await write())
  }
  return current
}
