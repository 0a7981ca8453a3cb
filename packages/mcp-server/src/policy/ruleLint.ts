/** Finds rules that would be read as names, but surely mean something else. As names they would deny nothing. */

import { isLosantId } from "../text/losantId.ts"
import { isPlaceholder, isQuoted, isUnfilled } from "../text/settingMistakes.ts"
import { foldText } from "./textNormalization.ts"

const asName = "if an organization has exactly this name, write name: before it"

const anotherRule = /[;,]\s*(?:tag|id|name)\s*:/i
const list = /^(?:\[.*\]|\{.*\})$/s
const control = /\p{Cc}/u

const containsIds = (text: string): boolean => {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "")
  return parts.length > 1 && parts.every((part) => isLosantId(part))
}

/** A mistake in a rule of any form, as the rest of a sentence that begins with the rule. */
export const findRuleMistake = (text: string): string | undefined => {
  if (isPlaceholder(text)) {
    return `is a placeholder that was not filled in: write its value where the server is configured; ${asName}`
  }
  if (anotherRule.test(text)) {
    return "contains several rules: repeat the flag for each rule, or put commas between them in the variable"
  }
  return undefined
}

/** A mistake in the value of a tag, as the rest of such a sentence. */
export const findTagValueMistake = (value: string): string | undefined => {
  if (isQuoted(value)) return "has quotation marks around the value: remove them"
  return value.includes("*") ? "contains a *, which is not a wildcard here: write a rule for each value" : undefined
}

/** A mistake in a rule without a prefix, as the rest of such a sentence. */
export const findNameMistake = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (isUnfilled(trimmed)) return `is the word for a missing value, which the client did not fill in; ${asName}`
  if (isQuoted(trimmed)) return `stands in quotation marks: remove them; ${asName}`
  if (list.test(trimmed)) return `is JSON, but only a variable takes a JSON list of texts: write one rule; ${asName}`
  if (trimmed.startsWith("-")) return `looks like a flag: write the rule after its flag; ${asName}`
  if (control.test(trimmed)) return `contains a line end or another control character: write one rule; ${asName}`
  if (trimmed.includes("*")) {
    return `contains a *, which is not a wildcard here: name each organization, or a tag; ${asName}`
  }
  if (trimmed.includes("=")) return `looks like a tag: write tag:key=value; ${asName}`
  if (containsIds(trimmed)) {
    return `contains several ids: repeat the flag for each id, or put commas between them in the variable; ${asName}`
  }
  return undefined
}

/** The text has no visible character. */
export const isInvisible = (text: string): boolean => foldText(text.replace(/\p{Cc}/gu, "")) === ""
