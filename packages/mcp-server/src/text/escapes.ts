/**
 * Shows hidden characters, and characters that change how other characters are displayed, as escapes such as `\u{202E}`.
 * An escape in an argument is read as the character, so that an assistant can repeat a name exactly as it was answered.
 */
import * as Predicate from "effect/Predicate"

// Control characters except tabs and line ends; the characters that Unicode displays as nothing (zero-width, bidi
// controls, tags, variation selectors, fillers); line separators; annotation marks; halves of surrogate pairs.
const hiddenCharacter =
  "(?!\\t|\\n|\\r\\n)[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\p{Cs}" +
  "\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]"
const hidden = new RegExp(hiddenCharacter, "u")

// Hidden characters join emoji. The emoji that Unicode lists stay whole: they are too few to hide a text.
let hiddenOutsideEmoji: RegExp | undefined

// Compiled on first use: compiling takes longer than the rest of the start.
const getHiddenOutsideEmoji = (): RegExp => {
  hiddenOutsideEmoji ??= new RegExp(`\\p{RGI_Emoji}|(${hiddenCharacter})`, "gv")
  return hiddenOutsideEmoji
}

/** The escape of a character. */
export const escapeOne = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`

/** The text with visible hidden characters, for people. */
export const visible = (text: string): string =>
  hidden.test(text)
    ? text.replace(getHiddenOutsideEmoji(), (match, character?: string) =>
        character === undefined ? match : escapeOne(character)
      )
    : text

const backslashOfEscape = /\\(?=u\{[0-9A-Fa-f]{1,6}\})/g
const oneEscape = /\\u\{([0-9A-Fa-f]{1,6})\}/g

/** The text with visible hidden characters. {@link unescape} restores exactly the original text. */
export const escape = (text: string): string => visible(text.replace(backslashOfEscape, escapeOne))

const lastCharacter = 0x10_ffff

/** The original of an escaped text. */
export const unescape = (text: string): string =>
  text.replace(oneEscape, (match, digits: string) => {
    const code = Number.parseInt(digits, 16)
    return code > lastCharacter ? match : String.fromCodePoint(code)
  })

/** The most levels of lists and objects in an argument. The reading of arguments refuses deeper values. */
export const maxDepth = 100

/** Unescapes a text, or all texts in a list or object. Keys stay as they are. */
export const unescapeIn = (value: unknown, depth = 0): unknown => {
  if (typeof value === "string") return unescape(value)
  if (depth === maxDepth) return value
  if (Array.isArray(value)) return value.map((item: unknown) => unescapeIn(item, depth + 1))
  return Predicate.isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unescapeIn(field, depth + 1)]))
    : value
}

const partialEscape = /\\(?:u(?:\{[0-9A-Fa-f]*)?)?$/

const withoutPartialUnit = (text: string): string =>
  text === visible(text) ? text.replace(partialEscape, "") : withoutPartialUnit(text.slice(0, -1))

// The following characters decide how a character is escaped. No emoji or escape is longer than this.
const lookAhead = 32

interface CutText {
  /** The escaped text. */
  readonly text: string
  readonly isCut: boolean
}

/**
 * Escapes a text, and keeps at most `maxLength` characters (UTF-16 code units) of it. It cuts no escape, surrogate pair or
 * emoji in half.
 */
export const escapeAndCut = (text: string, maxLength: number): CutText => {
  const escaped = escape(text.slice(0, maxLength + lookAhead))
  return escaped.length <= maxLength
    ? { text: escaped, isCut: false }
    : { text: withoutPartialUnit(escaped.slice(0, maxLength)), isCut: true }
}

// Compiled on first use, as above.
let indivisible: RegExp | undefined

/**
 * The first `maxLength` characters (UTF-16 code units) of an escaped text, or a few less: it cuts no escape, surrogate pair
 * or emoji in half, so that both parts show and hide the same characters as the whole.
 */
export const cutEscaped = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text
  indivisible ??= new RegExp(`\\p{RGI_Emoji}|${oneEscape.source}|[\\u{10000}-\\u{10FFFF}]|\\r\\n`, "gv")
  const from = Math.max(0, maxLength - lookAhead)
  const cut = maxLength - from
  for (const { 0: unit, index } of text.slice(from, maxLength + lookAhead).matchAll(indivisible)) {
    if (index < cut && index + unit.length > cut) return text.slice(0, from + index)
  }
  return text.slice(0, maxLength)
}

// Tabs, line ends and printable ASCII except the backslash, which may begin an escape. This fast path serves nearly every
// text.
const plainAscii = /^[\t\n -[\]-~]*$/

/** `true` if {@link escapeAndCut} would return the text unchanged. */
export const fitsUnescaped = (text: string, maxLength: number): boolean =>
  text.length <= maxLength && (plainAscii.test(text) || escape(text) === text)

/** A foreign text in quotation marks, escaped, for use in a message. */
export const quote = (text: string, maxLength: number): string => JSON.stringify(escapeAndCut(text, maxLength).text)

/** A longer path is cut in messages. */
export const maxPathLength = 1_000

/** The path of a file or folder, in quotation marks. */
export const quotePath = (path: string): string => quote(path, maxPathLength)

/**
 * A foreign text in quotation marks for a message that is later escaped as a whole, as answers and failures are. A text
 * that is escaped twice is hard to read, and an assistant could not repeat it in an argument.
 */
export const inQuotes = (text: string, maxLength: number): string => JSON.stringify(cutEscaped(text, maxLength))
