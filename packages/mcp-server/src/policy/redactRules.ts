/** What Losant says of a query that holds the rules must not tell the rules. */
import { type LosantError, LosantUnexpectedStatus, LosantValidation } from "@effect-losant/core/LosantError"
import type { OrgRule } from "./OrgRule.ts"
import type { OrgRules } from "./OrgRules.ts"
import { foldText } from "./textNormalization.ts"

const textOf = (rule: OrgRule): string => (rule.kind === "id" ? rule.id : rule.kind === "name" ? rule.name : rule.value)

// How a query is written, plainly or in a URL: what quotes a part of one may quote a rule.
const ofQueries = /\$(?:and|or|nor|in|eq)\b|%24|%7B|[?&]query=/i

const mayTell = ({ allow, deny }: OrgRules, words: string): boolean => {
  if (ofQueries.test(words)) return true
  const said = foldText(words)
  return [...deny, ...allow.flat()].some((rule) => said.includes(foldText(textOf(rule))))
}

/** The error as it is, or without Losant's words where they may repeat a rule. */
export const redactRules = (rules: OrgRules, error: LosantError): LosantError => {
  if (!("status" in error) || !mayTell(rules, `${error.type ?? ""} ${error.losantMessage ?? ""}`)) return error
  const { action, method, path, status } = error
  const fields = { action, method, path, status, message: `${action}: Losant answered ${status}` }
  return error._tag === "LosantValidation" ? new LosantValidation(fields) : new LosantUnexpectedStatus(fields)
}
