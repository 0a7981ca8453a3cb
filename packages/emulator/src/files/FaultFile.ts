/**
 * Reads a plan of faults from a file.
 *
 * @module
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { EmulatorError } from "../errors/EmulatorError.ts"
import { FaultPlan } from "../faults/FaultRule.ts"
import { readJsonFile } from "./JsonFile.ts"

/**
 * The plan in a JSON file.
 *
 * @example
 * ```ts
 * import { Emulator, FaultFile } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * const layer = Layer.unwrap(Effect.map(FaultFile.read("faults.json"), (faults) => Emulator.layer({ faults })))
 * ```
 *
 * @since 0.1.0
 */
export const read = (file: string): Effect.Effect<FaultPlan, EmulatorError> =>
  readJsonFile(FaultPlan, file, {
    name: `The faults ${JSON.stringify(file)}`,
    unreadable: "cannot be read"
  })
