// Files that somebody wrote for the emulator: what is wrong with one is told to a person.
import * as Fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { EmulatorError } from "../errors/EmulatorError.ts"

interface Wording {
  /** Such as `The seed demo.json`. */
  readonly name: string
  /** Such as `is no file that can be read`. */
  readonly unreadable: string
}

/** The value in a JSON file; fields that the schema has not are mistakes too. */
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
    Effect.flatMap(
      Schema.decodeUnknownEffect(Schema.fromJsonString(schema), { onExcessProperty: "error", errors: "all" })
    ),
    Effect.catchTag("SchemaError", (error) =>
      Effect.fail(new EmulatorError({ message: `${name} cannot be used: ${error.message}` }))
    )
  )
