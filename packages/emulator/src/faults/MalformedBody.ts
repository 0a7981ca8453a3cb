/**
 * Makes malformed bodies from those of real answers.
 *
 * @since 0.1.0
 */
import * as Predicate from "effect/Predicate"

/** Nested arrays. There is no recursion, because the depth may be beyond any stack. @since 0.1.0 */
export const nestArrays = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`

// The value may be nested too deep for JSON.stringify, so the text is not parsed and written again.
/** The text of an object with one more field, whose value is the text `json`. @since 0.1.0 */
export const addRawField = (text: string, json: string): string =>
  text.replace(/^\{("?)/, (_, more: string) => `{"unknownField":${json}${more === "" ? "" : ","}${more}`)

/** The text in which a byte that is no UTF-8 replaces the first letter of each string. @since 0.1.0 */
export const corruptUtf8 = (text: Uint8Array): Uint8Array => {
  const quote = 0x22
  const isLetter = (byte: number) => byte >= 0x61 && byte <= 0x7a
  return text.map((byte, index) => (text[index - 1] === quote && isLetter(byte) ? 0xff : byte))
}

const pieceLength = 65_536

/** The text and then blanks up to `length` bytes. The pieces are made when they are read. @since 0.1.0 */
export function* padWithBlanks(text: Uint8Array, length: number): Generator<Uint8Array> {
  yield text
  for (let left = length - text.length; left > 0; left -= pieceLength) {
    yield new Uint8Array(Math.min(left, pieceLength)).fill(0x20)
  }
}

/** The bytes of the text, one piece each. @since 0.1.0 */
export function* splitIntoBytes(text: Uint8Array): Generator<Uint8Array> {
  for (const byte of text) yield Uint8Array.of(byte)
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => Predicate.isObject(value) && !Array.isArray(value)

/** The text of a JSON value in which `change` replaced every object, beginning with the innermost. */
const mapObjects = (text: string, change: (value: Json) => unknown): string =>
  JSON.stringify(JSON.parse(text, (_, value: unknown) => (isObject(value) ? change(value) : value)))

/** The text with a new field in every object. The field is a number in objects that hold only numbers. @since 0.1.0 */
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

/** The text without these fields at any depth; by default without all fields of the outermost object. @since 0.1.0 */
export const removeFields = (text: string, fields?: ReadonlyArray<string>): string => mapFields(text, fields, () => [])

/** The text with null for these fields at any depth; by default for all of the outermost object. @since 0.1.0 */
export const setFieldsToNull = (text: string, fields?: ReadonlyArray<string>): string =>
  mapFields(text, fields, ([name]) => [[name, null]])
