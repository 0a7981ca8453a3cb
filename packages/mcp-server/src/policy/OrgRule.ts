/** A rule that names organizations, and its text form in a setting. */
import * as Result from "effect/Result"
import { isLosantId } from "../text/losantId.ts"
import { quoteSetting } from "../text/secrets.ts"
import { findNameMistake, findRuleMistake, findTagValueMistake, isInvisible } from "./ruleLint.ts"

export type OrgRule =
  /** `id` is in lower case. */
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "tag"; readonly key: string; readonly value: string }

/** Describes the text forms of a rule, for messages. */
export const ruleForms =
  "an id of 24 hexadecimal digits, a name, or tag:key=value (and name:… for a name that looks like another form)"

const longest = 255
// An id with a lost or doubled digit: no organization has such a name.
const nearlyId = /^[A-Fa-f\d]{16,40}$/
const prefixed = /^(id|name|tag)\s*:\s*(.*)$/is
const nearlyTag = /^tags?\s*[:=]/i
const tag = /^([0-9a-zA-Z_-]{1,255})\s*=\s*(.+)$/s

const refuse = (text: string, why: string): Result.Result<OrgRule, string> =>
  Result.fail(`${quoteSetting(text)} ${why}`)

const parseName = (text: string, name: string): Result.Result<OrgRule, string> =>
  isInvisible(name) || [...name].length > longest
    ? refuse(text, `is not the name of an organization: a name has 1 to ${longest} visible characters`)
    : Result.succeed({ kind: "name", name })

const parseId = (text: string, digits: string): Result.Result<OrgRule, string> =>
  isLosantId(digits)
    ? Result.succeed({ kind: "id", id: digits.toLowerCase() })
    : refuse(text, "is not the id of an organization: an id has 24 hexadecimal digits")

const parseTag = (text: string, pair: string): Result.Result<OrgRule, string> => {
  const [, key, value = ""] = tag.exec(pair.trim()) ?? []
  const mistake = findTagValueMistake(value)
  if (mistake !== undefined) return refuse(text, mistake)
  return key === undefined || value.length > longest
    ? refuse(
        text,
        "is not a rule for a tag: it looks like tag:key=value, where the key holds letters, digits, _ and -, " +
          `and the value has 1 to ${longest} characters`
      )
    : Result.succeed({ kind: "tag", key, value })
}

/**
 * Parses a rule. It refuses a text that looks like a mistake or like another form with a slip: read as a name, such a text
 * would silently match nothing.
 */
export const parseRule = (text: string): Result.Result<OrgRule, string> => {
  const trimmed = text.trim()
  const [, prefix, rest = ""] = prefixed.exec(text.trimStart()) ?? []
  const form = prefix?.toLowerCase()
  if (form === "name") return parseName(text, rest)
  const mistake = findRuleMistake(trimmed)
  if (mistake !== undefined) return refuse(text, mistake)
  switch (form) {
    case "id":
      return parseId(text, rest.trim())
    case "tag":
      return parseTag(text, rest)
  }
  if (nearlyTag.test(trimmed)) return parseTag(text, "")
  const nameMistake = findNameMistake(text)
  if (nameMistake !== undefined) return refuse(text, nameMistake)
  return isLosantId(trimmed) || nearlyId.test(trimmed) ? parseId(text, trimmed) : parseName(text, text)
}
