/** Finds secrets in texts, and also parts of them: a text that was cut may end in the middle of a secret. */
import { replacement } from "./secrets.ts"

// The least characters of a secret in a row that count as a part of it. Fewer may occur in any text, and are of no use.
const partLength = 12

// A shorter secret, as tests use, is replaced only as a whole.
const minDivisibleLength = 8

// The search samples the text in pieces of this length.
const gramLength = 4

const tableSize = 0x1_0000

/** A number for four characters. Letters of both cases have the same number, because some texts are lowercased. */
const hashAt = (text: string, at: number): number =>
  (((((((text.charCodeAt(at) | 32) * 33) ^ (text.charCodeAt(at + 1) | 32)) * 33) ^ (text.charCodeAt(at + 2) | 32)) *
    33) ^
    (text.charCodeAt(at + 3) | 32)) &
  (tableSize - 1)

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/**
 * A secret may stand in a URL, in JSON, or in a JSON text that is itself a text of JSON. No URL can hold half
 * of a surrogate pair, and a secret that was read as UTF-8 has none.
 */
const formsOf = (secret: string): ReadonlyArray<string> => [
  ...new Set([secret, inJson(secret), inJson(inJson(secret)), encodeURIComponent(secret)])
]

interface Part {
  readonly start: number
  readonly end: number
}

/**
 * Makes the function that replaces a secret, and every part of it that has twelve characters or more. It returns
 * the same text if there is nothing to replace. To find that out takes less time than making the text did.
 */
export const makeHideParts = (secret: string): ((text: string) => string) => {
  const forms = formsOf(secret)
  if (secret.length < minDivisibleLength) {
    return (text) => forms.reduce((rest, form) => rest.replaceAll(form, replacement), text)
  }
  const length = Math.min(partLength, secret.length)
  // Every part of this length contains a sample, wherever it begins.
  const stride = length - gramLength + 1
  // Every part around a sample reaches so far to its left or to its right.
  const reach = Math.floor(stride / 2)
  const parts = new Set<string>()
  const table = new Uint8Array(tableSize)
  for (const form of forms) {
    const folded = form.toLowerCase()
    for (let at = 0; at + length <= form.length; at++) parts.add(folded.slice(at, at + length))
    for (let at = 0; at + gramLength <= form.length; at++) table[hashAt(form, at)] = 1
  }

  const isGram = (text: string, at: number): boolean => table[hashAt(text, at)] === 1
  const isPart = (text: string, at: number): boolean => parts.has(text.slice(at, at + length).toLowerCase())

  /** The first part that begins at one of these positions, as far as it goes. */
  const partFrom = (text: string, from: number, to: number): Part | undefined => {
    for (let start = from; start <= to; start++) {
      if (!isPart(text, start)) continue
      let end = start + length
      // Parts that overlap, or follow each other, are one.
      for (let next = start + 1; next <= end; next++) if (isPart(text, next)) end = next + length
      return { start, end }
    }
    return undefined
  }

  const findPart = (text: string, from: number): Part | undefined => {
    for (let at = from; at + gramLength <= text.length; at += stride) {
      // Nothing of nearly every text is in the table, so this line decides how long the search takes. It calls no more than
      // it must: at the start of a process, calls are what costs.
      if (table[hashAt(text, at)] === 0) continue
      // This question spares most searches after a coincidence.
      if (!(isGram(text, at + reach) || isGram(text, at - reach))) continue
      const part = partFrom(text, Math.max(from, at - stride + 1), at)
      if (part !== undefined) return part
    }
    return undefined
  }

  return (text) => {
    let shown = ""
    let from = 0
    for (let part = findPart(text, 0); part !== undefined; part = findPart(text, from)) {
      shown += text.slice(from, part.start) + replacement
      from = part.end
    }
    return from === 0 ? text : shown + text.slice(from)
  }
}
