/**
 * Reads a seed from a file.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { EmulatorError } from "../errors/EmulatorError.ts"
import { SeedData } from "../seed/Seed.ts"
import { readJsonFile } from "./JsonFile.ts"

/** The seed in a JSON file. @since 0.1.0 */
export const readSeedFile = (file: string): Effect.Effect<SeedData, EmulatorError> =>
  readJsonFile(SeedData, file, {
    name: `The seed ${JSON.stringify(file)}`,
    unreadable: "is neither demo nor empty nor a file that can be read"
  })
