/** The settings of the policy, and the text forms of flags and lists in variables. */
import * as Result from "effect/Result"
import { quoteSetting } from "../text/secrets.ts"

/** A flag, and the variable with the same meaning. */
export interface Setting {
  readonly flag: string
  readonly variable: string
}

export const policySettings = {
  readOnly: { flag: "--read-only", variable: "LOSANT_MCP_READ_ONLY" },
  toolsets: { flag: "--toolsets", variable: "LOSANT_MCP_TOOLSETS" },
  tools: { flag: "--tools", variable: "LOSANT_MCP_TOOLS" },
  excludeTools: { flag: "--exclude-tools", variable: "LOSANT_MCP_EXCLUDE_TOOLS" },
  allowOrg: { flag: "--allow-org", variable: "LOSANT_MCP_ALLOW_ORG" },
  denyOrg: { flag: "--deny-org", variable: "LOSANT_MCP_DENY_ORG" }
} as const

const trueWords = ["true", "1", "yes", "on"]
const falseWords = ["false", "0", "no", "off"]

/** Parses a variable that is true or false. An empty variable counts as unset, which is false. */
export const parseFlag = (text = ""): Result.Result<boolean, string> => {
  const value = text.trim().toLowerCase()
  if (value === "" || falseWords.includes(value)) return Result.succeed(false)
  return trueWords.includes(value)
    ? Result.succeed(true)
    : Result.fail(
        `${quoteSetting(text)} is neither true nor false; write one of ${[...trueWords, ...falseWords].join(", ")}`
      )
}

const parseJsonList = (text: string): Result.Result<ReadonlyArray<string>, unknown> =>
  Result.filterOrFail(
    Result.try((): unknown => JSON.parse(text)),
    (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
    () => "no list of texts"
  )

/**
 * Parses a variable that is a list: items with commas between them, or a JSON list of texts for items that contain commas.
 * An empty variable counts as unset.
 */
export const parseList = (text = ""): Result.Result<ReadonlyArray<string>, string> => {
  const trimmed = text.trim()
  if (trimmed === "") return Result.succeed([])
  if (!trimmed.startsWith("[")) return Result.succeed(trimmed.split(",").map((item) => item.trim()))
  return parseJsonList(trimmed).pipe(
    Result.mapError(
      () => `a value that begins with [ has to be a JSON list of texts, such as ["Acme, Inc.", "tag:env=staging"]`
    ),
    Result.filterOrFail(
      (items) => items.length > 0,
      () => "the list is empty; remove the variable, or write an item"
    )
  )
}
