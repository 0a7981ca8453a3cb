/** A rule that names organizations, and how it is written in a setting. */
import * as Result from "effect/Result"
import { quote } from "../text/escapes.ts"
import { findNameMistake, findRuleMistake, findTagValueMistake, isInvisible } from "./ruleLint.ts"

export type OrgRule =
  /** `id` is in lower case. */
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "tag"; readonly key: string; readonly value: string }

/** The forms of a rule, for messages. */
export const ruleForms =
  "an id of 24 hexadecimal digits, a name, or tag:key=value (and name:… for a name that looks like another form)"

const longest = 255
const longestQuoted = 80

const id = /^[A-Fa-f\d]{24}$/
// Nobody calls an organization so; who wrote it lost or doubled a digit.
const nearlyId = /^[A-Fa-f\d]{16,40}$/
const prefixed = /^(id|name|tag)\s*:\s*(.*)$/is
const nearlyTag = /^tags?\s*[:=]/i
const tag = /^([0-9a-zA-Z_-]{1,255})\s*=\s*(.+)$/s

const wrong = (text: string, why: string): Result.Result<OrgRule, string> =>
  Result.fail(`${quote(text, longestQuoted)} ${why}`)

const named = (text: string, name: string): Result.Result<OrgRule, string> =>
  isInvisible(name) || [...name].length > longest
    ? wrong(text, `is no name of an organization: a name has 1 to ${longest} characters that are seen`)
    : Result.succeed({ kind: "name", name })

const byId = (text: string, digits: string): Result.Result<OrgRule, string> =>
  id.test(digits)
    ? Result.succeed({ kind: "id", id: digits.toLowerCase() })
    : wrong(text, "is no id of an organization: an id has 24 hexadecimal digits")

const tagged = (text: string, pair: string): Result.Result<OrgRule, string> => {
  const [, key, value = ""] = tag.exec(pair.trim()) ?? []
  const mistake = findTagValueMistake(value)
  if (mistake !== undefined) return wrong(text, mistake)
  return key === undefined || value.length > longest
    ? wrong(
        text,
        "is no rule for a tag: it looks like tag:key=value, where the key holds letters, digits, _ and -, " +
          `and the value has 1 to ${longest} characters`
      )
    : Result.succeed({ kind: "tag", key, value })
}

/**
 * Reads a rule. What is nearly of another form, or surely a mistake, is refused: taken for a name, it would silently
 * match nothing.
 */
export const parseRule = (text: string): Result.Result<OrgRule, string> => {
  const trimmed = text.trim()
  const [, prefix, rest = ""] = prefixed.exec(text.trimStart()) ?? []
  const form = prefix?.toLowerCase()
  if (form === "name") return named(text, rest)
  const mistake = findRuleMistake(trimmed)
  if (mistake !== undefined) return wrong(text, mistake)
  switch (form) {
    case "id":
      return byId(text, rest.trim())
    case "tag":
      return tagged(text, rest)
  }
  if (nearlyTag.test(trimmed)) return tagged(text, "")
  const meant = findNameMistake(text)
  if (meant !== undefined) return wrong(text, meant)
  return id.test(trimmed) || nearlyId.test(trimmed) ? byId(text, trimmed) : named(text, text)
}
