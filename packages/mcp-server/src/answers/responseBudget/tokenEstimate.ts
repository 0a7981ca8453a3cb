/**
 * Estimates how many tokens an answer costs a model. A tokenizer has megabytes, and each model has its own. The
 * estimate cuts a text into pieces as tokenizers do, and adds the typical cost of each kind of piece. It is too high
 * for prose and Chinese, and much too low for no text.
 *
 * A piece is an escape of JSON, a word, up to three digits, the punctuation of JSON, other signs, spaces, or a single
 * character of another script. Pieces are found by the kind of each character, because regular expressions would take
 * longer than everything else that is done to a long answer.
 */

const [alone, upper, lower, digit, structure, sign, space, none] = [0, 1, 2, 3, 4, 5, 6, 7]

/** The kind of each ASCII character. */
const makeTable = (rows: ReadonlyArray<readonly [kind: number, characters: string]>): Uint8Array => {
  const kinds = new Uint8Array(128)
  for (const [kind, characters] of rows) for (const one of characters) kinds[one.charCodeAt(0)] = kind
  return kinds
}

const kinds = makeTable([
  [upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  [lower, "abcdefghijklmnopqrstuvwxyz"],
  [digit, "0123456789"],
  [structure, '"{}[],:'],
  [sign, "!#$%&'()*+-./;<=>?@\\^_`|~"],
  [space, " \t\r\n"]
])

// A read outside of the table would make all later reads slow.
const kindAt = (text: string, at: number): number => {
  if (at >= text.length) return none
  const code = text.charCodeAt(at)
  return code < kinds.length ? (kinds[code] ?? alone) : alone
}

/** The end of the run of characters of the kind that begins at `start`. */
const endOfRun = (kind: number, text: string, start: number): number => {
  let end = start
  while (kindAt(text, end) === kind) end++
  return end
}

/** The end of a run of signs. The run may continue with the punctuation of JSON. */
const endOfSigns = (text: string, start: number): number => {
  let end = start
  for (let kind = sign; kind === sign || kind === structure; kind = kindAt(text, end)) end++
  return end
}

/** The end of the word that begins at `start`: `word`, `Word` or `WORD`. `WORDWord` is two words. */
const endOfWord = (text: string, start: number): number => {
  const capitals = endOfRun(upper, text, start)
  if (capitals - start < 2) return endOfRun(lower, text, capitals)
  return kindAt(text, capitals) === lower ? capitals - 1 : capitals
}

const [vowel, smooth, rare, other, half] = [1, 2, 3, 4, 5]

const letters = makeTable([
  [vowel, "aeiou"],
  [smooth, "ls"],
  [rare, "jqxz"],
  [other, "bcdfghkmnprtvw"],
  [half, "y"]
])

/**
 * True for letters that are not a word of a language, so that a tokenizer cuts them into more pieces: four vowels or four
 * consonants in a row, or a rare letter beside an unusual one.
 */
const isUnlikely = (text: string, start: number, end: number): boolean => {
  let vowels = 0
  let consonants = 0
  let before = vowel
  for (let at = start; at < end; at++) {
    const letter = letters[text.charCodeAt(at) | 0x20] ?? other
    vowels = letter === vowel ? vowels + 1 : 0
    consonants = letter === vowel || letter === half ? 0 : consonants + 1
    if (vowels === 4 || consonants === 4) return true
    if (before === rare && letter !== vowel) return true
    if (letter === rare && before !== vowel && before !== smooth) return true
    before = letter
  }
  return false
}

const wordTokens = (text: string, start: number, end: number): number => {
  const length = end - start
  if (length <= 3) return 1
  return length / (isUnlikely(text, start, end) ? 1.6 : 2.8)
}

/** The cost of a character outside of ASCII, by the end of its range. */
const characterTokens: ReadonlyArray<readonly [end: number, tokens: number]> = [
  // Latin with accents, and phonetic signs.
  [0x300, 1.6],
  // Combining marks.
  [0x370, 2],
  // Greek and Cyrillic, then their rare letters and Armenian.
  [0x450, 0.9],
  [0x5d0, 1.8],
  // Hebrew and Arabic, then their rare letters and Syriac.
  [0x660, 1],
  [0x700, 1.7],
  [0x900, 2.1],
  // Devanagari, other Indian scripts, Thai.
  [0x980, 1.2],
  [0xe00, 1.8],
  [0xe80, 1.3],
  [0x3040, 3],
  // Kana.
  [0x3100, 1.2],
  [0x3400, 3],
  // Han.
  [0xa000, 2],
  [0xac00, 3],
  // Hangul.
  [0xd7b0, 2.3],
  [0x1_0000, 3],
  [0x1_f000, 4],
  // Emoji.
  [0x1_fb00, 2.6],
  [0x11_0000, 4]
]

const tokensOfCharacter = (code: number): number => {
  // A control character.
  if (code < 0x80) return 1
  return characterTokens.find(([end]) => code < end)?.[1] ?? 4
}

const oneSpace = " ".charCodeAt(0)
const backslash = "\\".charCodeAt(0)

const isEscape = (text: string, at: number): boolean =>
  text.charCodeAt(at) === backslash && (kindAt(text, at + 1) === lower || '"\\/'.includes(text.charAt(at + 1) || " "))

/** The estimated number of tokens of a text. */
export const estimateTokens = (text: string): number => {
  let tokens = 0
  let at = 0
  while (at < text.length) {
    const start = at
    switch (kindAt(text, start)) {
      case upper:
      case lower:
        at = endOfWord(text, start)
        tokens += wordTokens(text, start, at)
        break
      case digit:
        at = Math.min(endOfRun(digit, text, start), start + 3)
        tokens += 1
        break
      case structure:
        at = endOfRun(structure, text, start)
        tokens += Math.ceil((at - start) / 3)
        break
      case sign:
        if (isEscape(text, start)) {
          at = start + 2
          tokens += 1
        } else {
          at = endOfSigns(text, start)
          tokens += Math.max(1, (at - start) * 0.75)
        }
        break
      case space:
        at = endOfRun(space, text, start)
        // A single space belongs to the following word.
        tokens += at - start === 1 && text.charCodeAt(start) === oneSpace ? 0 : 1 + (at - start) / 64
        break
      default: {
        const code = text.codePointAt(start) ?? 0
        at = start + (code > 0xffff ? 2 : 1)
        tokens += tokensOfCharacter(code)
      }
    }
  }
  return Math.ceil(tokens)
}
