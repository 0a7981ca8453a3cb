/** The facts about a notification rule that a person has to know before they decide. */
import type { Fact } from "../../model/DestructiveChange.ts"
import { isJsonList, isJsonObject, type JsonObject } from "../../text/json.ts"
import { quoteValue } from "../writes/quoteValue.ts"

const maxAddresses = 10

const groups: Readonly<Record<string, string>> = { admins: "the admins", members: "all members" }

/** The people who get the emails of a rule, in words. */
const describeRecipients = ({ sendToTarget, sendToOwner, sendToAddresses }: JsonObject): string => {
  const target = groups[String(sendToTarget)]
  const owner = groups[String(sendToOwner)]
  const addresses = isJsonList(sendToAddresses) ? sendToAddresses.slice(0, maxAddresses).map(quoteValue) : []
  const all = [
    ...(target === undefined ? [] : [`${target} of each organization`]),
    ...(owner === undefined ? [] : [`${owner} of the instance`]),
    ...addresses
  ]
  return all.length === 0 ? "nobody" : all.join(", ")
}

/** True if a rule has a URL to call, or an email to send. */
export const hasMessages = ({ callbackUrl, emailConfig }: JsonObject): boolean =>
  (typeof callbackUrl === "string" && callbackUrl !== "") || isJsonObject(emailConfig)

/** The organizations that a rule watches, its threshold, and the people whom it tells. */
export const describeRule = ({
  enabled,
  targetQueryJson,
  ruleConfig,
  callbackUrl,
  emailConfig
}: JsonObject): ReadonlyArray<Fact> => [
  ...(enabled === undefined ? [] : [{ label: "enabled", value: String(enabled) }]),
  ...(isJsonObject(ruleConfig)
    ? [
        {
          label: "warns",
          value: `${quoteValue(ruleConfig["ruleType"])} from ${String(ruleConfig["threshold"])} % of the limit`
        }
      ]
    : []),
  ...(targetQueryJson === undefined
    ? []
    : [{ label: "organizations", value: targetQueryJson === "" ? "all" : quoteValue(targetQueryJson) }]),
  ...(typeof callbackUrl === "string" && callbackUrl !== ""
    ? [{ label: "calls", value: quoteValue(callbackUrl) }]
    : []),
  ...(isJsonObject(emailConfig) ? [{ label: "emails", value: describeRecipients(emailConfig) }] : [])
]
