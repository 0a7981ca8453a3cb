/** The facts about an API token that a person has to know before they decide. */
import type { Fact } from "../../model/DestructiveChange.ts"
import { isJsonList, isJsonObject, type JsonObject } from "../../text/json.ts"
import { quoteValue } from "../writes/quoteValue.ts"

const maxScopes = 8

const describeScopes = (scope: JsonObject["scope"]): string => {
  const names = isJsonList(scope) ? scope : []
  if (names.length === 0) return "none: it may do nothing"
  const rest = names.length > maxScopes ? [`and ${names.length - maxScopes} more`] : []
  return [...names.slice(0, maxScopes).map(quoteValue), ...rest].join(", ")
}

/** The rights of the token, their end, and the roles that cap them. */
export const describeToken = ({
  scope,
  expirationDate,
  status,
  defaultRole,
  orgRoles
}: JsonObject): ReadonlyArray<Fact> => [
  { label: "scopes", value: describeScopes(scope) },
  { label: "expires", value: expirationDate === undefined ? "never" : quoteValue(expirationDate) },
  ...(status === undefined ? [] : [{ label: "status", value: quoteValue(status) }]),
  ...(defaultRole === undefined ? [] : [{ label: "role at most", value: quoteValue(defaultRole) }]),
  ...(isJsonList(orgRoles) && orgRoles.length > 0
    ? [{ label: "roles in organizations", value: String(orgRoles.filter(isJsonObject).length) }]
    : [])
]
