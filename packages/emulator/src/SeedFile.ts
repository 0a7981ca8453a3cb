/**
 * Reads a seed from a file.
 *
 * @since 0.1.0
 */
import * as Fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { EmulatorError } from "./EmulatorError.ts"
import { SeedData } from "./Seed.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(SeedData), { onExcessProperty: "error" })

/** The seed in a JSON file. @since 0.1.0 */
export const read = (file: string): Effect.Effect<SeedData, EmulatorError> =>
  Effect.tryPromise({
    try: () => Fs.readFile(file, "utf8"),
    catch: (error) =>
      new EmulatorError({
        message:
          `The seed ${JSON.stringify(file)} is neither demo nor empty nor a file that can be read: ` +
          (error instanceof Error ? error.message : String(error))
      })
  }).pipe(
    Effect.flatMap(decode),
    Effect.catchTag("SchemaError", (error) =>
      Effect.fail(new EmulatorError({ message: `The seed ${file} cannot be used: ${error.message}` }))
    )
  )
