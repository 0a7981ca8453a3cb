/** Lists of names: the arguments `fields` and `summaryInclude`. */
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader } from "../model/ArgumentSpec.ts"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"

/** The names in a text, separated by commas. No name holds a comma. */
export const splitNames = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")

// Some clients send a list as a text. Some assistants send a single name, or names with commas, instead of a list.
const parseList = (text: string): unknown => {
  const parsed = Result.try((): unknown => JSON.parse(text))
  return Result.isSuccess(parsed) ? parsed.success : splitNames(text)
}

const parseNames = (value: unknown, example: string): Result.Result<ReadonlyArray<string>, string> => {
  const list = typeof value === "string" ? parseList(value) : value
  return Array.isArray(list) && list.every(Predicate.isString)
    ? Result.succeed(list.flatMap(splitNames))
    : Result.fail(`expected a list of names such as ${example}`)
}

/** Reads names of any fields. */
export const readNameList: Reader<ReadonlyArray<string>> = (value) => parseNames(value, '["name", "description"]')

const countNames: ReadonlyArray<string> = summaryFields

/** Reads names of counts in a summary. */
export const readCounts: Reader = (value) =>
  Result.flatMap(parseNames(value, '["deviceCount", "memberCount"]'), (list) => {
    const unknown = list.find((name) => !countNames.includes(name))
    return unknown === undefined
      ? Result.succeed(list)
      : Result.fail(
          `${quote(unknown, 100)} is not a count${didYouMean(unknown, countNames)}; the counts are ${countNames.join(", ")}`
        )
  })

/** The counts that people ask for. A whole summary costs many times more than the rest of an organization. */
const usualCounts = ["appCount", "deviceCount", "memberCount", "pendingInviteCount"]
/** For an answer without a summary. Losant takes an empty list for all counts. */
const fewestCounts = ["memberCount"]

/**
 * Chooses the counts that Losant is asked for: all of them would take long, and nobody would read them. Undefined means
 * all.
 */
export const chooseCounts = (
  { fields, summaryInclude }: { readonly fields?: unknown; readonly summaryInclude?: unknown },
  isList: boolean
): unknown => {
  // Losant takes an empty parameter for no parameter, which means all.
  if (Array.isArray(summaryInclude)) return summaryInclude.length === 0 ? fewestCounts : summaryInclude
  // For a single organization, all counts can be shown.
  if (!Array.isArray(fields)) return isList ? usualCounts : undefined
  const summaryNames = fields.map(String).filter((field) => /^summary\b/.test(field))
  if (summaryNames.length === 0) return fewestCounts
  const counts = summaryNames.flatMap((field) => summaryFields.filter((name) => field.split(".")[1] === name))
  // If a name is unknown, the answer needs all counts, so that it can list the right names.
  return counts.length === summaryNames.length ? [...new Set(counts)] : undefined
}
