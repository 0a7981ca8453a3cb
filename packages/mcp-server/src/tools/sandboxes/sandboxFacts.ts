/** The facts about an account that a person has to know before they decide. */
import type { Fact } from "../../model/DestructiveChange.ts"
import { inQuotes } from "../../text/escapes.ts"
import { isJsonList, isJsonObject, type JsonObject } from "../../text/json.ts"

const maxTextLength = 200
const maxOrgs = 8

/** When the person last came, and which organizations they are in. */
export const describeSandbox = ({ lastSuccessfulLogin, orgs }: JsonObject): ReadonlyArray<Fact> => {
  const names = (isJsonList(orgs) ? orgs : [])
    .filter(isJsonObject)
    .map(({ name, id }) => inQuotes(String(name ?? id), maxTextLength))
  const rest = names.length > maxOrgs ? [`and ${names.length - maxOrgs} more`] : []
  return [
    {
      label: "last login",
      value: lastSuccessfulLogin === undefined ? "not known" : inQuotes(String(lastSuccessfulLogin), maxTextLength)
    },
    { label: "organizations", value: names.length === 0 ? "none" : [...names.slice(0, maxOrgs), ...rest].join(", ") }
  ]
}
