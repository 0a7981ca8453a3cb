/**
 * Characters that nobody sees, or that change how the others are seen, written so that they show: `\u{202E}`. What is
 * written so in an argument is read as the character, so that a name can be repeated as it was answered.
 */
import * as Predicate from "effect/Predicate"

// Control characters but for tabs and line ends; all that Unicode says to show as nothing (zero-width, bidi controls,
// tags, variation selectors, fillers); separators of lines; marks of annotations; halves of surrogate pairs.
const hiddenOne =
  "(?!\\t|\\n|\\r\\n)[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\p{Cs}" +
  "\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]"
const hidden = new RegExp(hiddenOne, "u")

// Emoji are joined by such characters. Those that Unicode lists are left whole: they are too few to hide a text in.
let hiddenOutsideEmoji: RegExp | undefined

// Made when it is first needed: it takes longer to make than all else that a start has to do.
const outsideEmoji = (): RegExp => {
  hiddenOutsideEmoji ??= new RegExp(`\\p{RGI_Emoji}|(${hiddenOne})`, "gv")
  return hiddenOutsideEmoji
}

/** The escape of a character. */
export const escapeOne = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`

/** The text with its hidden characters shown, for people to read. */
export const visible = (text: string): string =>
  hidden.test(text)
    ? text.replace(outsideEmoji(), (match, found?: string) => (found === undefined ? match : escapeOne(found)))
    : text

const backslashOfEscape = /\\(?=u\{[0-9A-Fa-f]{1,6}\})/g
const oneEscape = /\\u\{([0-9A-Fa-f]{1,6})\}/g

/** The text with its hidden characters shown, such that {@link unescape} gives exactly the text again. */
export const escape = (text: string): string => visible(text.replace(backslashOfEscape, escapeOne))

const lastCharacter = 0x10_ffff

/** The text that was escaped. */
export const unescape = (text: string): string =>
  text.replace(oneEscape, (match, digits: string) => {
    const code = Number.parseInt(digits, 16)
    return code > lastCharacter ? match : String.fromCodePoint(code)
  })

// Deeper than any argument; what is deeper is refused later, in its own words.
const deepest = 100

/** The value with its texts unescaped, those in lists and objects too; keys stay as they are. */
export const unescapeIn = (value: unknown, depth = 0): unknown => {
  if (typeof value === "string") return unescape(value)
  if (depth === deepest) return value
  if (Array.isArray(value)) return value.map((item: unknown) => unescapeIn(item, depth + 1))
  return Predicate.isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unescapeIn(field, depth + 1)]))
    : value
}

const escapeCutInHalf = /\\(?:u(?:\{[0-9A-Fa-f]*)?)?$/

const withoutHalves = (text: string): string =>
  text === visible(text) ? text.replace(escapeCutInHalf, "") : withoutHalves(text.slice(0, -1))

// As far as what follows a character decides how it is escaped: more than the longest emoji or escape.
const lookAhead = 32

/** An escaped text, and whether it had to be cut. */
interface Cut {
  readonly text: string
  readonly isCut: boolean
}

/**
 * Escapes a text, and keeps at most the first `longest` characters (UTF-16 code units) of it. No escape, surrogate pair
 * or emoji is cut in half.
 */
export const escapeAndCut = (text: string, longest: number): Cut => {
  const escaped = escape(text.slice(0, longest + lookAhead))
  return escaped.length <= longest
    ? { text: escaped, isCut: false }
    : { text: withoutHalves(escaped.slice(0, longest)), isCut: true }
}

// Made when it is first needed, as above.
let whole: RegExp | undefined

/**
 * The first `longest` characters (UTF-16 code units) of a text that is escaped already, or a few less: no escape,
 * surrogate pair or emoji is cut in half, so that neither part shows or hides anything that the whole does not.
 */
export const cutEscaped = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  whole ??= new RegExp(`\\p{RGI_Emoji}|${oneEscape.source}|[\\u{10000}-\\u{10FFFF}]|\\r\\n`, "gv")
  const from = Math.max(0, longest - lookAhead)
  const at = longest - from
  for (const { 0: unit, index } of text.slice(from, longest + lookAhead).matchAll(whole)) {
    if (index < at && index + unit.length > at) return text.slice(0, from + index)
  }
  return text.slice(0, longest)
}

// Tabs, line ends and what ASCII prints, but for the backslash, which may begin an escape. Nearly every text is such.
const plain = /^[\t\n -[\]-~]*$/

/** Whether {@link escapeAndCut} gives the text as it is. */
export const fitsUnescaped = (text: string, longest: number): boolean =>
  text.length <= longest && (plain.test(text) || escape(text) === text)

/** A text that somebody else wrote, in quotation marks, for a sentence of ours. */
export const quote = (text: string, longest: number): string => JSON.stringify(escapeAndCut(text, longest).text)

/**
 * The same for a sentence that is escaped as a whole where it is shown, as an answer is by `bounded` and a failure by
 * {@link visible}: what is escaped twice cannot be read, and is not what an argument would have to repeat.
 */
export const inQuotes = (text: string, longest: number): string => JSON.stringify(cutEscaped(text, longest))
