/**
 * Reads JSON files that a person wrote, with errors for a person.
 *
 * @since 0.1.0
 */
import * as Fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { EmulatorError } from "../errors/EmulatorError.ts"
import { isTooDeep, maxDepth } from "../util/nesting.ts"

interface Wording {
  /** The name of the file at the beginning of a message, such as `The seed "demo.json"`. */
  readonly name: string
  /** The rest of the message when the file cannot be read, such as `cannot be read`. */
  readonly unreadable: string
}

/** The value in a JSON file. Fields that the schema does not have are errors. @since 0.1.0 */
export const readJsonFile = <S extends Schema.ConstraintCodec<unknown>>(
  schema: S,
  file: string,
  { name, unreadable }: Wording
): Effect.Effect<S["Type"], EmulatorError> =>
  Effect.tryPromise({
    try: () => Fs.readFile(file, "utf8"),
    catch: (error) =>
      new EmulatorError({ message: `${name} ${unreadable}: ${error instanceof Error ? error.message : String(error)}` })
  }).pipe(
    Effect.filterOrFail(
      (text) => !isTooDeep(text),
      () => new EmulatorError({ message: `${name} cannot be used: it is nested more than ${maxDepth} levels deep` })
    ),
    Effect.flatMap(
      Schema.decodeUnknownEffect(Schema.fromJsonString(schema), { onExcessProperty: "error", errors: "all" })
    ),
    Effect.catchTag("SchemaError", (error) =>
      Effect.fail(new EmulatorError({ message: `${name} cannot be used: ${error.message}` }))
    )
  )
