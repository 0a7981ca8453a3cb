/** The settings of the policy, and how the environment says them. */
import * as Result from "effect/Result"
import { quote } from "../text/escapes.ts"

export type Environment = Readonly<Record<string, string | undefined>>

/** A setting: a flag, and a variable that says the same. */
export interface Setting {
  readonly flag: string
  readonly variable: string
}

export const policySettings = {
  readOnly: { flag: "--read-only", variable: "LOSANT_MCP_READ_ONLY" },
  tools: { flag: "--tools", variable: "LOSANT_MCP_TOOLS" },
  excludeTools: { flag: "--exclude-tools", variable: "LOSANT_MCP_EXCLUDE_TOOLS" },
  allowOrg: { flag: "--allow-org", variable: "LOSANT_MCP_ALLOW_ORG" },
  denyOrg: { flag: "--deny-org", variable: "LOSANT_MCP_DENY_ORG" }
} as const

const yes = ["true", "1", "yes", "on"]
const no = ["false", "0", "no", "off"]
const longestQuoted = 80

/** A variable that is true or false; one that is empty is false, as if it were not there. */
export const parseFlag = (text = ""): Result.Result<boolean, string> => {
  const value = text.trim().toLowerCase()
  if (value === "" || no.includes(value)) return Result.succeed(false)
  return yes.includes(value)
    ? Result.succeed(true)
    : Result.fail(`${quote(text, longestQuoted)} is neither true nor false; allowed is ${[...yes, ...no].join(", ")}`)
}

// As shells, the settings of clients, Windows and templates write what they are to fill in.
const placeholder = /\$[{(]|\{\{|%[A-Za-z_]\w*%|(?:^|[=/:\\])\$[A-Za-z_]\w*/

/** Whether a value has something in it that was to be filled in before, and was not. */
export const isPlaceholder = (text: string): boolean => placeholder.test(text.trim())

const parseJsonList = (text: string): Result.Result<ReadonlyArray<string>, unknown> =>
  Result.filterOrFail(
    Result.try((): unknown => JSON.parse(text)),
    (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
    () => "no list of texts"
  )

/**
 * A variable that holds a list: its items with commas between them, or, for items with commas in them, a JSON list of
 * texts. One that is empty is as if it were not there.
 */
export const parseList = (text = ""): Result.Result<ReadonlyArray<string>, string> => {
  const trimmed = text.trim()
  if (trimmed === "") return Result.succeed([])
  if (!trimmed.startsWith("[")) return Result.succeed(trimmed.split(",").map((item) => item.trim()))
  return parseJsonList(trimmed).pipe(
    Result.mapError(() => `what begins with [ is a JSON list of texts, such as ["Acme, Inc.", "tag:env=staging"]`),
    Result.filterOrFail(
      (items) => items.length > 0,
      () => "the list is empty; remove the variable, or name something"
    )
  )
}
