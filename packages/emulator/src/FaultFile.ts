/**
 * Reads rules for faults from a file.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { EmulatorError } from "./EmulatorError.ts"
import { FaultPlan } from "./FaultRule.ts"
import * as JsonFile from "./JsonFile.ts"

/** The rules in a JSON file. @since 0.1.0 */
export const read = (file: string): Effect.Effect<FaultPlan, EmulatorError> =>
  JsonFile.read(FaultPlan, file, {
    name: `The faults ${JSON.stringify(file)}`,
    unreadable: "are no file that can be read"
  })
