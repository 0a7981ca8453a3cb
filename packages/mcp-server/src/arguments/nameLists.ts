/** Lists of names as an assistant writes them. */
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Reader } from "../model/ArgumentSpec.ts"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"

// Some clients send a list as a text, and some assistants a single name without the list around it.
const listOfNames = (text: string): unknown => {
  const parsed = Result.try((): unknown => JSON.parse(text))
  return Result.isSuccess(parsed) ? parsed.success : [text]
}

const names = (value: unknown, example: string): Result.Result<ReadonlyArray<string>, string> => {
  const list = typeof value === "string" ? listOfNames(value) : value
  return Array.isArray(list) && list.every(Predicate.isString)
    ? Result.succeed(list)
    : Result.fail(`expected a list of names such as ${example}`)
}

/** Names of fields, whichever they are. */
export const readNameList: Reader<ReadonlyArray<string>> = (value) => names(value, '["name", "description"]')

const known: ReadonlyArray<string> = summaryFields

/** Names of counts of a summary. */
export const readCounts: Reader = (value) =>
  Result.flatMap(names(value, '["deviceCount", "memberCount"]'), (list) => {
    const unknown = list.find((name) => !known.includes(name))
    return unknown === undefined
      ? Result.succeed(list)
      : Result.fail(
          `${quote(unknown, 100)} is no count${didYouMean(unknown, known)}; the counts are ${known.join(", ")}`
        )
  })

/** What of a summary people ask for; all of it costs more than the rest of an organization, many times over. */
const usualCounts = ["appCount", "deviceCount", "memberCount", "pendingInviteCount"]
/** For an answer without a summary: none would mean all. */
const fewestCounts = ["memberCount"]

/** What Losant has to count: all that it can would take it long, and nobody would read it. */
export const chooseCounts = (
  { fields, summaryInclude }: { readonly fields?: unknown; readonly summaryInclude?: unknown },
  isList: boolean
): unknown => {
  // An empty parameter would count as none, which means all.
  if (Array.isArray(summaryInclude)) return summaryInclude.length === 0 ? fewestCounts : summaryInclude
  // Of one organization all of it can be shown.
  if (!Array.isArray(fields)) return isList ? usualCounts : undefined
  const ofSummary = fields.map(String).filter((field) => /^summary\b/.test(field))
  if (ofSummary.length === 0) return fewestCounts
  const counts = ofSummary.flatMap((field) => summaryFields.filter((name) => field.split(".")[1] === name))
  // A name that is none is to be told of among those that there are.
  return counts.length === ofSummary.length ? [...new Set(counts)] : undefined
}
