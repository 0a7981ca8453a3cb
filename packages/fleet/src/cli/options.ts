/** The options of the commands. */
import { type Command as Commander, InvalidArgumentError, Option } from "commander"
import type { Managed } from "../desired/FleetFile.ts"
import type { Format } from "./showPlan.ts"

export interface Common {
  readonly format: Format
  /** A folder, or a file of SQLite behind `sqlite:`. Undefined for the usual folder. */
  readonly ledger: string | undefined
}

export interface Files extends Common {
  readonly files: string | undefined
}

export interface Planning {
  readonly prune: boolean
  readonly adopt: boolean
}

export interface Permissions {
  readonly allowDangerous: boolean
  readonly maxRemovals: number | undefined
  readonly confirmNames: string | undefined
}

export interface Engine {
  readonly concurrency: number | undefined
  /** In milliseconds. */
  readonly settle: number | undefined
  readonly wait: boolean
  readonly onUnknown: "ask" | "retry"
}

export const wholeNumber = (minimum: number) => (text: string) => {
  const number = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN
  if (!(number >= minimum)) throw new InvalidArgumentError(`It takes a whole number from ${minimum} on.`)
  return number
}

export const parts: ReadonlyArray<Managed> = ["settings", "limits", "tags", "members", "invites"]

export const partList = (text: string): ReadonlyArray<Managed> =>
  text.split(",").map((name) => {
    const part = parts.find((one) => one === name.trim())
    if (part === undefined) throw new InvalidArgumentError(`It takes ${parts.join(", ")}, with commas between them.`)
    return part
  })

export const seconds = (text: string) => wholeNumber(1)(text) * 1_000

export interface CommonOptions {
  readonly json?: true
  readonly markdown?: true
  readonly ledger?: string
}

export const commonOf = ({ json, markdown, ledger }: CommonOptions): Common => ({
  format: json === true ? "json" : markdown === true ? "markdown" : "text",
  ledger
})

export const withCommon = (command: Commander): Commander =>
  command
    .addOption(new Option("--json", "print lines of JSON").conflicts("markdown"))
    .option("--markdown", "print Markdown, cut to what a comment on a pull request may hold")
    .option(
      "--ledger <place>",
      "the ledger: a folder, or sqlite:FILE (default: LOSANT_FLEET_LEDGER, or a folder in the user's state folder)"
    )

export const withFiles = (command: Commander): Commander =>
  command.option("-f, --files <path>", "the file or folder of the fleet (default: fleet, or else fleet.yaml)")

export const withPlanning = (command: Commander): Commander =>
  command
    .option("--prune", "take away what no file has: see the guide")
    .option("--adopt", "give the tag with the key to all organizations that the files name by their id")

export const withPermissions = (command: Commander): Commander =>
  command
    .optionsGroup("Allowed for this run only:")
    .option("--allow-dangerous", "writes that need a confirmation, such as a lowered limit or a new administrator")
    .option(
      "--max-removals <number>",
      "so many organizations may be disabled or deleted, or lose members",
      wholeNumber(0)
    )
    .option("--confirm-names <file>", "a file with the names of the organizations that are deleted, each on a line")
    .optionsGroup("Options:")

export const withEngine = (command: Commander): Commander =>
  command
    .option("--concurrency <number>", "so many writes are under way at once (default: 4)", wholeNumber(1))
    .option(
      "--settle <seconds>",
      "the time in which a write without an answer may still be carried out (default: 70)",
      seconds
    )
    .option("--no-wait", "do not wait for that time: resume the run later")
    .addOption(
      new Option("--on-unknown <what>", "what happens to emails without an answer")
        .choices(["ask", "retry"])
        .default("ask")
    )

export interface AllOptions extends CommonOptions {
  readonly files?: string
  readonly prune?: true
  readonly adopt?: true
  readonly allowDangerous?: true
  readonly maxRemovals?: number
  readonly confirmNames?: string
  readonly concurrency?: number
  readonly settle?: number
  readonly wait?: boolean
  readonly onUnknown?: "ask" | "retry"
  readonly output?: string
  readonly exitCode?: true
  readonly link?: string
  readonly yes?: true
  readonly instance?: string
  readonly out?: string
  readonly force?: true
  readonly keyFrom?: "name" | "id"
  readonly manage?: ReadonlyArray<Managed>
  readonly orgsPerFile?: number
}

export const permissionsOf = ({ allowDangerous, maxRemovals, confirmNames }: AllOptions): Permissions => ({
  allowDangerous: allowDangerous === true,
  maxRemovals,
  confirmNames
})

export const planningOf = ({ prune, adopt }: AllOptions): Planning => ({ prune: prune === true, adopt: adopt === true })

export const engineOf = ({ concurrency, settle, wait = true, onUnknown = "ask" }: AllOptions): Engine => ({
  concurrency,
  settle,
  wait,
  onUnknown
})
