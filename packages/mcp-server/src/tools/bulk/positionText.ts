/**
 * Codecs between the position of a job and its text. A job declares the fields of its position, and the codec writes
 * their texts in this order. No text of a field may contain the separator, so that the text needs no escapes.
 */
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { separator, type TextCodec } from "./continuation.ts"

type TextFields = Readonly<Record<string, Schema.Codec<unknown, string>>>

/** Encodes the fields of a struct, in the order of their declaration. */
export const fieldsText = <const F extends TextFields>(between: string, fields: F) => {
  const names = Object.keys(fields)
  return Schema.String.pipe(
    Schema.decodeTo(
      Schema.Struct(fields),
      SchemaTransformation.transform<Schema.Struct<F>["Encoded"], string>({
        decode: (text) => {
          const texts = text.split(between)
          // Sound: a field that is missing here fails in the struct.
          return Object.fromEntries(
            names.flatMap((name, index) => (texts[index] === undefined ? [] : [[name, texts[index]]]))
          ) as Schema.Struct<F>["Encoded"]
        },
        encode: (encoded) => {
          const texts = new Map<string, unknown>(Object.entries(encoded))
          return names.map((name) => texts.get(name)).join(between)
        }
      })
    )
  )
}

/** Encodes a list. An empty text is an empty list. */
export const listText = <A>(between: string, item: TextCodec<A>) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.Array(item),
      SchemaTransformation.transform<ReadonlyArray<string>, string>({
        decode: (text) => (text === "" ? [] : text.split(between)),
        encode: (texts) => texts.join(between)
      })
    )
  )

/** Encodes undefined as an empty text. */
export const optionalText = <A>(value: TextCodec<A>) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.UndefinedOr(value),
      SchemaTransformation.transform<string | undefined, string>({
        decode: (text) => (text === "" ? undefined : text),
        encode: (text) => text ?? ""
      })
    )
  )

/** Encodes a boolean as `1` or as an empty text. */
export const flagText = Schema.String.pipe(
  Schema.decodeTo(
    Schema.Boolean,
    SchemaTransformation.transform<boolean, string>({
      decode: (text) => text === "1",
      encode: (value) => (value ? "1" : "")
    })
  )
)

/** Encodes the position of a job. */
export const positionText = <const F extends TextFields>(fields: F) => fieldsText(separator, fields)
