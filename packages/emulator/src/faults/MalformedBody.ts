// Answers' bodies that are not as they should be.
import * as Predicate from "effect/Predicate"

/** Arrays in arrays, without recursion: the depth may be beyond any stack. */
export const nestArrays = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`

// The text is not parsed: it may hold what is too deep for being written again.
/** The text of an object with one more field, whose value is the text `json`. */
export const addRawField = (text: string, json: string): string =>
  text.replace(/^\{("?)/, (_, more: string) => `{"unknownField":${json}${more === "" ? "" : ","}${more}`)

/** The text with a byte that UTF-8 has not in place of the first letter of each string. */
export const corruptUtf8 = (text: Uint8Array): Uint8Array => {
  const quote = 0x22
  const isLetter = (byte: number) => byte >= 0x61 && byte <= 0x7a
  return text.map((byte, index) => (text[index - 1] === quote && isLetter(byte) ? 0xff : byte))
}

const pieceLength = 65_536

/** The text, and then blanks up to `length` bytes, in pieces that are made when they are asked for. */
export function* padWithBlanks(text: Uint8Array, length: number): Generator<Uint8Array> {
  yield text
  for (let left = length - text.length; left > 0; left -= pieceLength) {
    yield new Uint8Array(Math.min(left, pieceLength)).fill(0x20)
  }
}

/** Each byte for itself. */
export function* splitIntoBytes(text: Uint8Array): Generator<Uint8Array> {
  for (const byte of text) yield Uint8Array.of(byte)
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

/** The text of a JSON value of which every object, beginning with the innermost, is put through `change`. */
const mapObjects = (text: string, change: (value: Json) => unknown): string =>
  JSON.stringify(JSON.parse(text, (_, value: unknown) => (isObject(value) ? change(value) : value)))

/** The text with a new field in every object: a number where all others are, which may be a table of counts. */
export const addUnknownFields = (text: string): string =>
  mapObjects(text, (value) => {
    const values = Object.values(value)
    const isTable = values.length > 0 && values.every(Predicate.isNumber)
    return { ...value, unknownField: isTable ? 1 : { since: "tomorrow", list: [1, null] } }
  })

const mapFields = (
  text: string,
  fields: ReadonlyArray<string> | undefined,
  change: (entry: readonly [string, unknown]) => ReadonlyArray<readonly [string, unknown]>
): string => {
  if (fields === undefined) {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(isObject(value) ? Object.fromEntries(Object.entries(value).flatMap(change)) : value)
  }
  return mapObjects(text, (value) =>
    Object.fromEntries(Object.entries(value).flatMap((entry) => (fields.includes(entry[0]) ? change(entry) : [entry])))
  )
}

/** The text without these fields, at any depth; by default without those of the outermost object. */
export const removeFields = (text: string, fields?: ReadonlyArray<string>): string => mapFields(text, fields, () => [])

/** The text with null for these fields, at any depth; by default for those of the outermost object. */
export const setFieldsToNull = (text: string, fields?: ReadonlyArray<string>): string =>
  mapFields(text, fields, ([name]) => [[name, null]])
