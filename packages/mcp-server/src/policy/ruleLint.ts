/** Rules that would be read as names, and are surely meant otherwise: they would match nothing, and let everything by. */
import { isPlaceholder } from "./policySettings.ts"
import { foldText } from "./textNormalization.ts"

const asName = "for an organization of exactly this name write name: before it"

const quoted = /^(["'`\u2018\u201C]).*["'`\u2019\u201D]$/s
const anotherRule = /[;,]\s*(?:tag|id|name)\s*:/i
const list = /^(?:\[.*\]|\{.*\})$/s
const id = /^[A-Fa-f\d]{24}$/
const control = /\p{Cc}/u

const holdsIds = (text: string): boolean => {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "")
  return parts.length > 1 && parts.every((part) => id.test(part))
}

/** What is wrong with a rule of any form, as the rest of a sentence that begins with the rule. */
export const findRuleMistake = (text: string): string | undefined => {
  if (isPlaceholder(text)) {
    return `was not filled in: replace the placeholder by its value where the server is configured, or ${asName}`
  }
  if (anotherRule.test(text)) {
    return "holds several rules: write one each time the flag is given, or in the variable a comma between them"
  }
  return undefined
}

/** What is wrong with the value of a tag, likewise. */
export const findTagValueMistake = (value: string): string | undefined => {
  if (quoted.test(value)) return "has quotation marks around the value: leave them out"
  return value.includes("*")
    ? "has a * in it, which stands for nothing else here: give a rule for each value"
    : undefined
}

/** What is wrong with a rule that does not say which form it has, as the rest of a sentence that begins with the rule. */
export const findNameMistake = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (quoted.test(trimmed)) return `stands in quotation marks: leave them out, or ${asName}`
  if (list.test(trimmed))
    return `is JSON, of which only the variables take a list of texts: write one rule, or ${asName}`
  if (trimmed.startsWith("-")) return `looks like a flag: write the rule behind its flag, or ${asName}`
  if (control.test(trimmed)) return `has a line end or another control character in it: write one rule, or ${asName}`
  if (trimmed.includes("*"))
    return `has a * in it, which stands for nothing else here: name each, or a tag; or ${asName}`
  if (trimmed.includes("=")) return `looks like a tag: write tag:key=value, or ${asName}`
  if (holdsIds(trimmed)) {
    return `holds several ids: write one each time the flag is given, or in the variable a comma between them; or ${asName}`
  }
  return undefined
}

/** Whether nothing of it is seen. */
export const isInvisible = (text: string): boolean => foldText(text.replace(/\p{Cc}/gu, "")) === ""
