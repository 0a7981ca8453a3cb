/**
 * About how many tokens an answer costs the model that reads it. The tokenizers themselves are megabytes, and each model
 * has its own; this cuts a text into pieces as they do, and knows what a piece of each kind costs. What it is not sure of
 * it takes for dear: it says too much of prose and of Chinese, but of no text much too little.
 */

// Escapes of JSON; words by their case; digits by threes; what holds JSON together; other signs; spaces; single
// characters of all other writings.
const pieces = /\\[a-z"\\/]|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d{1,3}|["{}[\],:]+|[!-/:-@[-`{-~]+|[ \t\r\n]+|./gsu

// A word with such letters in it is none, and is cut into more pieces.
const unlikely = /[bcdfghjklmnpqrstvwxz]{4}|[aeiou]{4}|[jqxz][^aeiou]|[^aeiouls][jqxz]/i

const ofWord = (word: string): number => {
  if (word.length <= 3) return 1
  return word.length / (unlikely.test(word) ? 1.6 : 2.8)
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

const ofCharacter = (code: number): number => ofCharacters.find(([end]) => code < end)?.[1] ?? 4

const ofPiece = (piece: string): number => {
  const code = piece.codePointAt(0) ?? 0
  if (code >= 0x80) return ofCharacter(code)
  const first = piece.charAt(0)
  if (first === "\\" && piece.length === 2) return 1
  if (/[A-Za-z]/.test(first)) return ofWord(piece)
  if (/\d/.test(first)) return 1
  // One space belongs to the word behind it.
  if (/\s/.test(first)) return piece.length === 1 && first === " " ? 0 : 1 + piece.length / 64
  if (/["{}[\],:]/.test(first)) return Math.ceil(piece.length / 3)
  return Math.max(1, piece.length * 0.75)
}

/** About how many tokens a text has. */
export const estimate = (text: string): number => {
  let tokens = 0
  for (const [piece] of text.matchAll(pieces)) tokens += ofPiece(piece)
  return Math.ceil(tokens)
}
