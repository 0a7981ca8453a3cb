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
