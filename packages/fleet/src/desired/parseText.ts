/** Reads the text of a file as YAML, of which JSON is a part. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { load, YAMLException } from "js-yaml"
import type { FileProblem } from "./FilesRefused.ts"
import { FleetFile } from "./FleetFile.ts"
import { makePlaces, type Path } from "./places.ts"

/** A file of a fleet before it is read. */
export interface FleetText {
  /** The name by which problems call the file. */
  readonly file: string
  readonly text: string
}

/** Aliases may make a text this many times as large. */
const maximumGrowth = 10
const alwaysAllowed = 10_000

/** The size of a value with all its aliases written out, and that without. An alias of itself makes it infinite. */
const sizesOf = (root: unknown): { readonly expanded: number; readonly written: number } => {
  const sizes = new Map<object, number>()
  const sizeOf = (value: unknown): number => {
    if (!Predicate.isObjectKeyword(value)) return 1
    const known = sizes.get(value)
    if (known !== undefined) return known
    // A value that is reached again while it is measured holds itself.
    sizes.set(value, Number.POSITIVE_INFINITY)
    let size = 1
    for (const part of Object.values(value)) size += sizeOf(part)
    sizes.set(value, size)
    return size
  }
  const expanded = sizeOf(root)
  return { expanded, written: sizes.size }
}

const tooManyAliases = (text: string, value: unknown): boolean => {
  if (!text.includes("*")) return false
  const { expanded, written } = sizesOf(value)
  return expanded > alwaysAllowed + maximumGrowth * written
}

const advice: Readonly<Record<string, string>> = {
  "duplicated mapping key": "this key stands here a second time in the same place: keep one of the two",
  "expected a document, but the input is empty": "the file is empty: write at least version: 1",
  "expected a single document in the stream, but found more":
    "the file has several documents: give each a file of its own, or remove the line ---"
}

const parseProblem = (file: string, cause: unknown): FileProblem => {
  const { reason, mark } =
    cause instanceof YAMLException ? cause : { reason: "it cannot be read as YAML", mark: undefined }
  return {
    file,
    ...(mark === undefined ? {} : { line: mark.line + 1, column: mark.column + 1 }),
    message: `${advice[reason] ?? `this is no YAML: ${reason}`}.`
  }
}

const decode = Schema.decodeUnknownEffect(FleetFile, { errors: "all", onExcessProperty: "error" })
const format = SchemaIssue.makeFormatterStandardSchemaV1()

const words: ReadonlyArray<readonly [RegExp, string]> = [
  [/^Expected no excess property/u, "this field is unknown: correct its name, or remove it"],
  [/^Missing key/u, "this field is missing"],
  [/^Expected string \| array/u, "a text is wanted here: write a number or a date in quotes"]
]

const describe = (path: Path, message: string): string => {
  const found = words.find(([pattern]) => pattern.test(message))
  const where = path.length === 0 ? "" : `${path.join(".")}: `
  return `${where}${found?.[1] ?? message}.`
}

/**
 * The same value in a smaller form. An object that is made field by field, as those of many limits are, takes several
 * times the memory of one that is parsed from JSON. A file may have 100,000 of them.
 */
const compact = (content: FleetFile): FleetFile =>
  // Sound: a file holds nothing but what JSON can say.
  JSON.parse(JSON.stringify(content)) as FleetFile

/** The file of a text, or its problems with their places. */
export const parseText = ({ file, text }: FleetText): Effect.Effect<FleetFile, ReadonlyArray<FileProblem>> =>
  Effect.gen(function* () {
    const value = yield* Effect.try({ try: () => load(text), catch: (cause) => [parseProblem(file, cause)] })
    if (tooManyAliases(text, value)) {
      return yield* Effect.fail([
        { file, message: "its aliases (*name) stand for too much: write the values out, or use defaults." }
      ])
    }
    return yield* Effect.map(decode(value), compact).pipe(
      Effect.mapError(({ issue }) => {
        const place = makePlaces(text)
        return format(issue)
          .issues.map(({ path = [], message }) => {
            const keys = path.map((part) => (typeof part === "object" ? part.key : part)).map(String)
            return { file, ...place(keys), message: describe(keys, message) }
          })
          .sort((one, other) => one.line - other.line || one.column - other.column)
      })
    )
  })
