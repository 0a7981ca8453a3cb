/** The command line of `losant-fleet`. */
import { Argument, Command as Commander, CommanderError, Option } from "commander"
import * as Result from "effect/Result"
import type { Managed } from "../desired/FleetFile.ts"
import type { Resolution } from "../fleet/decisions.ts"
import {
  type AllOptions,
  type Common,
  commonOf,
  type Engine,
  engineOf,
  type Files,
  type Permissions,
  type Planning,
  partList,
  parts,
  permissionsOf,
  planningOf,
  wholeNumber,
  withCommon,
  withEngine,
  withFiles,
  withPermissions,
  withPlanning
} from "./options.ts"

/** A command, parsed from the arguments after the program's name. */
export type Command =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mistake"; readonly message: string }
  | (Common & {
      readonly kind: "pull"
      readonly instance: string | undefined
      readonly out: string
      readonly force: boolean
      readonly keyFrom: "name" | "id"
      readonly manage: ReadonlyArray<Managed> | undefined
      readonly orgsPerFile: number | undefined
    })
  | (Files &
      Planning &
      Permissions & {
        readonly kind: "plan"
        readonly output: string | undefined
        readonly exitCode: boolean
        readonly link: string | undefined
      })
  | (Files &
      Planning &
      Permissions &
      Engine & {
        readonly kind: "apply"
        readonly plan: string | undefined
        readonly yes: boolean
      })
  | (Files & { readonly kind: "drift"; readonly exitCode: boolean; readonly link: string | undefined })
  | (Common & { readonly kind: "status"; readonly run: string | undefined })
  | (Common & Engine & { readonly kind: "resume"; readonly run: string })
  | (Common & { readonly kind: "cancel"; readonly run: string })
  | (Common & { readonly kind: "resolve"; readonly run: string; readonly number: number; readonly as: Resolution })

const makeProgram = (version: string, onCommand: (command: Command) => void): Commander => {
  const program = new Commander("losant-fleet")
    .description(
      "Keeps the organizations of a Losant instance as files say. It reads LOSANT_API_TOKEN or LOSANT_API_TOKEN_FILE, " +
        "LOSANT_INSTANCE_ID, LOSANT_API_URL and LOSANT_TIMEOUT."
    )
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "show this help, or the help of a command")
    .helpCommand(false)
    .showSuggestionAfterError()
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing to do, or all done; 1 error; 2 there is a difference (with --exit-code); 3 refused by a " +
        "guard;\n4 done in part; 5 some writes are unknown, and a person has to decide."
    )
  /** Adds a command with what all have. */
  const add = (name: string, summary: string, description: string) =>
    withCommon(program.command(name).summary(summary).description(description).allowExcessArguments(false))

  add(
    "pull",
    "write files from what is there",
    "Writes files from what the instance has. A plan right after it has no writes."
  )
    .option("--instance <id>", "the id of the instance (default: LOSANT_INSTANCE_ID)")
    .option("-o, --out <folder>", "the folder for the files", "fleet")
    .option("--force", "overwrite files")
    .addOption(new Option("--key-from <field>", "the origin of new keys").choices(["name", "id"]).default("name"))
    .option(
      "--manage <parts>",
      `the parts to read, with commas between them: ${parts.join(", ")} (default: the first three)`,
      partList
    )
    .option(
      "--orgs-per-file <number>",
      "with more organizations there are several files (default: 500)",
      wholeNumber(1)
    )
    .action((options: AllOptions) =>
      onCommand({
        kind: "pull",
        ...commonOf(options),
        instance: options.instance,
        out: options.out ?? "fleet",
        force: options.force === true,
        keyFrom: options.keyFrom ?? "name",
        manage: options.manage,
        orgsPerFile: options.orgsPerFile
      })
    )

  withPermissions(
    withPlanning(
      withFiles(add("plan", "compare the files with the instance", "Reads and compares. It changes nothing in Losant."))
        .option("-o, --output <file>", "write the plan to a file, for apply")
        .option("--exit-code", "end with 2 if there is a difference")
        .option("--link <url>", "the address of the whole plan, for --markdown")
    )
  ).action((options: AllOptions) =>
    onCommand({
      kind: "plan",
      ...commonOf(options),
      files: options.files,
      ...planningOf(options),
      ...permissionsOf(options),
      output: options.output,
      exitCode: options.exitCode === true,
      link: options.link
    })
  )

  withEngine(
    withPermissions(
      withPlanning(
        withFiles(
          add(
            "apply",
            "carry a plan out",
            "Carries out a plan of a file. Without one it plans, shows the plan, and asks. A plan is applied once."
          )
        )
          .addArgument(new Argument("[plan]", "the file that plan --output wrote"))
          .option("-y, --yes", "do not ask")
      )
    )
  ).action((plan: string | undefined, options: AllOptions) =>
    onCommand({
      kind: "apply",
      ...commonOf(options),
      files: options.files,
      ...planningOf(options),
      ...permissionsOf(options),
      ...engineOf(options),
      plan,
      yes: options.yes === true
    })
  )

  withFiles(
    add(
      "drift",
      "tell what somebody changed beside the files",
      "Tells what differs though the files did not change since the last run."
    )
  )
    .option("--exit-code", "end with 2 if there is a difference")
    .option("--link <url>", "the address of the whole answer, for --markdown")
    .action((options: AllOptions) =>
      onCommand({
        kind: "drift",
        ...commonOf(options),
        files: options.files,
        exitCode: options.exitCode === true,
        link: options.link
      })
    )

  add("status", "list the runs, or show one", "Lists the runs of the ledger, or shows one. It needs no token.")
    .argument("[run]", "the id of a run")
    .action((run: string | undefined, options: AllOptions) => onCommand({ kind: "status", ...commonOf(options), run }))

  withEngine(add("resume", "go on with a run", "Goes on with a run. Writes that are done are never sent again."))
    .argument("<run>", "the id of the run")
    .action((run: string, options: AllOptions) =>
      onCommand({ kind: "resume", ...commonOf(options), ...engineOf(options), run })
    )

  add("cancel", "give up the rest of a run", "Gives up the writes of a run that are not begun.")
    .argument("<run>", "the id of the run")
    .action((run: string, options: AllOptions) => onCommand({ kind: "cancel", ...commonOf(options), run }))

  add("resolve", "decide on an unknown write", "Records what a person found out about a write that is unknown.")
    .argument("<run>", "the id of the run")
    .argument("<number>", "the number of the write, as status shows it", wholeNumber(0))
    .addArgument(
      new Argument(
        "<as>",
        "done: it was carried out; failed: it was not, and is given up; again: resume sends it again"
      ).choices(["done", "failed", "again"])
    )
    .action((run: string, number: number, as: Resolution, options: AllOptions) =>
      onCommand({ kind: "resolve", ...commonOf(options), run, number, as })
    )

  return program
}

/** Parses the arguments. Whatever commander would print becomes a command. */
export const parseCommand = (args: ReadonlyArray<string>, version: string): Command => {
  let command: Command | undefined
  let printed = ""
  let complaint = ""
  const program = makeProgram(version, (found) => {
    command = found
  })
  for (const one of [program, ...program.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (text) => {
        printed += text
      },
      writeErr: (text) => {
        complaint += text
      },
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100
    })
  }
  const run = (): Command => {
    program.parse(args, { from: "user" })
    return command ?? { kind: "text", text: program.helpInformation() }
  }
  return attemptParse(run, (error) => {
    if (printed !== "") return { kind: "text", text: printed }
    const text = complaint === "" ? error.message : complaint
    return args.length === 0 ? { kind: "text", text } : { kind: "mistake", message: text.trim() }
  })
}

const attemptParse = (run: () => Command, onStop: (error: CommanderError) => Command): Command =>
  Result.getOrElse(
    Result.try({
      try: run,
      catch: (cause) => (cause instanceof CommanderError ? cause : new CommanderError(1, "", String(cause)))
    }),
    onStop
  )
