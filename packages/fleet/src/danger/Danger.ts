/**
 * The schema of a danger.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { dangers } from "./dangers.ts"

/**
 * A danger of a write, by its name.
 *
 * @example
 * ```ts
 * import type { Danger } from "@effect-losant/fleet"
 *
 * const isAboutAdmins = (danger: Danger) => danger === "takeLastAdmin" || danger === "takePossiblyLastAdmin"
 * ```
 *
 * @since 0.2.0
 */
export const Danger = Schema.Literals(Object.keys(dangers) as ReadonlyArray<keyof typeof dangers>) // Sound: its keys.
export type Danger = typeof Danger.Type
