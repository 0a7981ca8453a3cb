/** Estimates the width of texts in the typeface of charts, and cuts texts to a width. */
import { escape } from "../../../text/escapes.ts"

// Widths of Inter in parts of the size of the letters, rounded up.
const widths: ReadonlyArray<readonly [RegExp, number]> = [
  [/[ijlI.,:;'!|()[\]/\\ ]/, 0.36],
  [/[frt]/, 0.39],
  [/[-–_"?^1s]/, 0.54],
  [/[WЖШЩЮ—]/, 1.02],
  [/[mwM@%…мшщюжω]/, 0.98],
  [/\p{Lu}/u, 0.77]
]
const usualWidth = 0.67

const widthOf = (character: string): number => widths.find(([pattern]) => pattern.test(character))?.[1] ?? usualWidth

/** The width in pixels at most. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((sum, character) => sum + widthOf(character) * fontSize, 0)

/** The text, or its beginning with an ellipsis if it is wider. Hidden characters count as the escapes that show them. */
export const fitWidth = (text: string, fontSize: number, maxWidth: number): string => {
  if (textWidth(escape(text), fontSize) <= maxWidth) return text
  const characters = [...text.slice(0, 1_000)]
  let length = characters.length
  const cut = () => `${characters.slice(0, length).join("").trimEnd()}…`
  while (length > 0 && textWidth(escape(cut()), fontSize) > maxWidth) length--
  return cut()
}

// The typeface has these scripts, and signs that people use with them.
const undrawable =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Cc}\p{Cf}\u0020-\u00FF\u2010-\u2027\u20AC\u2122]/gu
const minLetters = 2

/** The name as far as the typeface has its letters, with the id beside it if some are missing, or `title`. */
export const drawableName = (name: string, id: string, title: string): string => {
  const drawn = name.replaceAll(undrawable, "")
  if (drawn === name) return name
  const rest = drawn.replaceAll(/\s+/g, " ").trim()
  const letters = [...rest.matchAll(/\p{L}/gu)].length
  return letters < minLetters ? title : `${rest} (${id})`
}
