/** Keeps the rules out of errors: Losant, or a proxy before it, may repeat a part of a query that contains them. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { OrgRule } from "./OrgRule.ts"
import type { OrgRules } from "./OrgRules.ts"
import { foldText } from "./textNormalization.ts"

const textsOf = (rule: OrgRule): ReadonlyArray<string> => {
  switch (rule.kind) {
    case "id":
      return [rule.id]
    case "name":
      return [rule.name]
    case "tag":
      return [rule.key, rule.value]
  }
}

// Signs of a quoted query, plain or URL-encoded: such a text may quote a rule.
const querySigns = /\$(?:and|or|nor|in|eq)\b|%24|%7B|[?&]query=/i

const leftOut = "left out"

type Fields = Readonly<Record<string, unknown>>

/** The error with other fields, or without those that are undefined. Its class stays: it tells what was done. */
const withFields = <E extends LosantError>(error: E, changes: Fields): E => {
  const fields = Object.entries({ ...error, message: error.message, ...changes }).filter(
    ([, value]) => value !== undefined
  )
  // Sound: every error is made from its fields, and the changed ones have the same types.
  return new (error.constructor as new (fields: Fields) => E)(Object.fromEntries(fields))
}

/** Makes the function that leaves those texts of Losant out of an error that may repeat a rule. */
export const makeRedactRules = ({ allow, deny }: OrgRules): (<E extends LosantError>(error: E) => E) => {
  const ruleTexts = [...deny, ...allow.flat()].flatMap(textsOf).map(foldText)
  const mayReveal = (text: string): boolean => {
    if (querySigns.test(text)) return true
    const folded = foldText(text)
    return ruleTexts.some((rule) => folded.includes(rule))
  }
  const reveals = (text: string | undefined): boolean => text !== undefined && mayReveal(text)

  return (error) => {
    switch (error._tag) {
      case "LosantInvalidInput":
      case "LosantTimeout":
      case "LosantCircuitOpen":
        return error
      case "LosantTransport":
        return error.cause instanceof Error && mayReveal(error.cause.message)
          ? withFields(error, { cause: undefined, message: `${error.action}: no answer` })
          : error
      default: {
        const { action, status, requestId } = error
        const revealsId = reveals(requestId)
        const { type, losantMessage } = { type: undefined, losantMessage: undefined, ...error }
        const issues =
          error._tag === "LosantDecode"
            ? error.issues.flatMap(({ path, message }) => [...path.map(String), message])
            : []
        const revealsWords = [type, losantMessage, ...issues].some(reveals)
        if (!revealsId && !revealsWords) return error
        return withFields(error, {
          ...(revealsId ? { requestId: undefined } : {}),
          ...(revealsWords
            ? {
                message: `${action}: Losant answered ${status}`,
                ...(type === undefined ? {} : { type: leftOut }),
                // An error without Losant's words would pass for one of a proxy.
                ...(losantMessage === undefined ? {} : { losantMessage: leftOut }),
                ...(error._tag === "LosantDecode" ? { issues: [] } : {})
              }
            : {})
        })
      }
    }
  }
}
