/**
 * The actions that the emulator carries out.
 *
 * @since 0.2.0
 */
import { type ActionName, actions } from "@effect-losant/core"

/** The names of the actions that the emulator carries out: all of core's. @since 0.2.0 */
export const servedNames: ReadonlyArray<ActionName> = Object.values(actions).map(({ action }) => action)
