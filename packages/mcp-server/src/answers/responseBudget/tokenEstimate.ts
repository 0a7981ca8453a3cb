/**
 * About how many tokens an answer costs the model that reads it. The tokenizers themselves are megabytes, and each model
 * has its own; this cuts a text into pieces as they do, and knows what a piece of each kind costs. What it is not sure of
 * it takes for dear: it says too much of prose and of Chinese, but of no text much too little.
 *
 * Pieces are escapes of JSON; words by their case; digits by threes; what holds JSON together; other signs; spaces; single
 * characters of all other writings. They are found by what each character is: regular expressions take several times as
 * long, which is more than all else that is done to a long answer.
 */

const [alone, upper, lower, digit, structure, sign, space, none] = [0, 1, 2, 3, 4, 5, 6, 7]

/** What kind each character of ASCII is of. */
const table = (rows: ReadonlyArray<readonly [kind: number, characters: string]>): Uint8Array => {
  const kinds = new Uint8Array(128)
  for (const [kind, characters] of rows) for (const one of characters) kinds[one.charCodeAt(0)] = kind
  return kinds
}

const kinds = table([
  [upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  [lower, "abcdefghijklmnopqrstuvwxyz"],
  [digit, "0123456789"],
  [structure, '"{}[],:'],
  [sign, "!#$%&'()*+-./;<=>?@\\^_`|~"],
  [space, " \t\r\n"]
])

// Never reads outside of the table, which would make all of its reads slow.
const kindAt = (text: string, at: number): number => {
  if (at >= text.length) return none
  const code = text.charCodeAt(at)
  return code < kinds.length ? (kinds[code] ?? alone) : alone
}

/** Where those characters end that are of the kind and follow each other from `start` on. */
const endOf = (kind: number, text: string, start: number): number => {
  let end = start
  while (kindAt(text, end) === kind) end++
  return end
}

/** Where a run of signs ends that does not begin with what holds JSON together, but may go on with it. */
const endOfSigns = (text: string, start: number): number => {
  let end = start
  for (let kind = sign; kind === sign || kind === structure; kind = kindAt(text, end)) end++
  return end
}

/** Where the word ends that begins at `start`: `word`, `Word` or `WORD`, of `WORDWord` the first. */
const endOfWord = (text: string, start: number): number => {
  const capitals = endOf(upper, text, start)
  if (capitals - start < 2) return endOf(lower, text, capitals)
  return kindAt(text, capitals) === lower ? capitals - 1 : capitals
}

const [vowel, smooth, rare, other, half] = [1, 2, 3, 4, 5]

const letters = table([
  [vowel, "aeiou"],
  [smooth, "ls"],
  [rare, "jqxz"],
  [other, "bcdfghkmnprtvw"],
  [half, "y"]
])

/**
 * Whether the word is none, and is cut into more pieces: by four vowels or four consonants on end, or by a rare letter
 * that does not stand between those that it stands between in words.
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

const ofWord = (text: string, start: number, end: number): number => {
  const length = end - start
  if (length <= 3) return 1
  return length / (isUnlikely(text, start, end) ? 1.6 : 2.8)
}

/** What a character costs that ASCII does not have, by the end of its range. */
const ofCharacters: ReadonlyArray<readonly [end: number, tokens: number]> = [
  // Latin with accents, and signs for sounds.
  [0x300, 1.6],
  // Marks that are put on any letter.
  [0x370, 2],
  // Greek and Cyrillic, and what is rare of them, with Armenian.
  [0x450, 0.9],
  [0x5d0, 1.8],
  // Hebrew and Arabic, and what is rare of them, with Syriac.
  [0x660, 1],
  [0x700, 1.7],
  [0x900, 2.1],
  // Devanagari, the other writings of India, Thai.
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

const ofCharacter = (code: number): number => {
  // What controls a terminal.
  if (code < 0x80) return 1
  return ofCharacters.find(([end]) => code < end)?.[1] ?? 4
}

const oneSpace = " ".charCodeAt(0)
const backslash = "\\".charCodeAt(0)

const isEscape = (text: string, at: number): boolean =>
  text.charCodeAt(at) === backslash && (kindAt(text, at + 1) === lower || '"\\/'.includes(text.charAt(at + 1) || " "))

/** About how many tokens a text has. */
export const estimateTokens = (text: string): number => {
  let tokens = 0
  let at = 0
  while (at < text.length) {
    const start = at
    switch (kindAt(text, start)) {
      case upper:
      case lower:
        at = endOfWord(text, start)
        tokens += ofWord(text, start, at)
        break
      case digit:
        at = Math.min(endOf(digit, text, start), start + 3)
        tokens += 1
        break
      case structure:
        at = endOf(structure, text, start)
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
        at = endOf(space, text, start)
        // One space belongs to the word behind it.
        tokens += at - start === 1 && text.charCodeAt(start) === oneSpace ? 0 : 1 + (at - start) / 64
        break
      default: {
        const code = text.codePointAt(start) ?? 0
        at = start + (code > 0xffff ? 2 : 1)
        tokens += ofCharacter(code)
      }
    }
  }
  return Math.ceil(tokens)
}
