/** The command `view`: its options, and their reader. */
import type { Command } from "commander"
import { type PageName, pageUris } from "../../model/views/names.ts"
import { didYouMean } from "../../text/fuzzySuggestions.ts"
import { quoteSetting } from "../../text/secrets.ts"
import { singleOption } from "../flagOptions.ts"

export interface ViewOptions {
  readonly port?: string
}

export interface ViewRequest {
  readonly page: PageName
  /** 0 for any port that is free. */
  readonly port: number
}

// Sound: these are its keys.
const pageNames = Object.keys(pageUris) as ReadonlyArray<PageName>

const maxPort = 65_535

export const addViewOptions = (command: Command, flagNames: () => ReadonlyArray<string>): Command =>
  command
    .argument("[view]", pageNames.join(", "))
    .summary("show a view in a browser, on the emulator")
    .description(
      "Shows a view of this server in a browser of this machine, as a client with MCP Apps shows it, on a built-in Losant " +
        "with demonstration data. Prints the address to open, and serves until it is stopped (Ctrl+C)."
    )
    .usage("<view> --emulator [flags]")
    .allowExcessArguments(false)
    .optionsGroup("Flags:")
    .addOption(singleOption("--port <port>", "the port on the loopback address (default: any that is free)", flagNames))

/** Reads the request, or answers what is wrong with it. */
export const parseView = (name: string | undefined, { port = "0" }: ViewOptions): ViewRequest | string => {
  if (name === undefined) return `Name a view: ${pageNames.join(", ")}.`
  const page = pageNames.find((one) => one === name)
  if (page === undefined) {
    return `There is no view ${quoteSetting(name)}${didYouMean(name, pageNames)}. The views are ${pageNames.join(", ")}.`
  }
  const number = /^\d{1,5}$/.test(port) ? Number(port) : maxPort + 1
  return number > maxPort ? `--port takes a number up to ${maxPort}.` : { page, port: number }
}
