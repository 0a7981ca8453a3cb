/** Keeps the rules out of Losant's error messages about a query that contains them. */
import { type LosantError, LosantUnexpectedStatus, LosantValidation } from "@effect-losant/core/LosantError"
import type { OrgRule } from "./OrgRule.ts"
import type { OrgRules } from "./OrgRules.ts"
import { foldText } from "./textNormalization.ts"

const textOf = (rule: OrgRule): string => (rule.kind === "id" ? rule.id : rule.kind === "name" ? rule.name : rule.value)

// Signs of a quoted query, plain or URL-encoded: such a message may quote a rule.
const querySigns = /\$(?:and|or|nor|in|eq)\b|%24|%7B|[?&]query=/i

const mayReveal = ({ allow, deny }: OrgRules, message: string): boolean => {
  if (querySigns.test(message)) return true
  const text = foldText(message)
  return [...deny, ...allow.flat()].some((rule) => text.includes(foldText(textOf(rule))))
}

/** The error, without Losant's message if that may repeat a rule. */
export const redactRules = (rules: OrgRules, error: LosantError): LosantError => {
  if (!("status" in error) || !mayReveal(rules, `${error.type ?? ""} ${error.losantMessage ?? ""}`)) return error
  const { action, method, path, status } = error
  const fields = { action, method, path, status, message: `${action}: Losant answered ${status}` }
  return error._tag === "LosantValidation" ? new LosantValidation(fields) : new LosantUnexpectedStatus(fields)
}
