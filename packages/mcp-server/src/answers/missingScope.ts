/** The message for a token that lacks the scope for an action. */
import type { LosantForbidden } from "@effect-losant/core/LosantError"

const isBroad = (scope: string): boolean => /^(?:all|only)\./.test(scope)

/** The scope that allows the least beside the action: its own scope if it has one. */
export const narrowestScope = ({
  action,
  requiredScopes
}: Pick<LosantForbidden, "action" | "requiredScopes">): string =>
  requiredScopes.find((scope) => scope === action) ?? requiredScopes.at(-1) ?? action

/**
 * A sentence that names the narrowest sufficient scope and the wider scopes that include it. It says so if only a user
 * token can have them. Losant refuses a role that is too low in the same words, so the sentence names that too.
 */
export const missingScope = (error: Pick<LosantForbidden, "action" | "requiredScopes">): string => {
  const narrowest = narrowestScope(error)
  const wider = error.requiredScopes.filter((scope) => isBroad(scope))
  const isForUsers = wider.length > 0 && !wider.some((scope) => scope.includes("Instance"))
  return (
    `The token in LOSANT_API_TOKEN lacks the scope ${narrowest}, the narrowest that allows ${error.action}` +
    `${isForUsers ? " and one that only a user token can have" : ""}` +
    `${wider.length === 0 ? "" : `; any of ${wider.join(", ")} would do too, and allows more`}` +
    "; if it has one, the role of its user or a role that caps it is too low."
  )
}
