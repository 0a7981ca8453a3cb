/**
 * The actions that the emulator carries out.
 *
 * @since 0.2.0
 */
import { type ActionName, actions } from "@effect-losant/core"

/** The resources that the emulator does not know yet. Their paths are unknown to it. */
const unserved: ReadonlySet<string> = new Set([
  "instanceMembers",
  "instanceMember",
  "instanceAuditLogs",
  "instanceAuditLog"
])

/** The names of the actions that the emulator carries out. @since 0.2.0 */
export const servedNames: ReadonlyArray<ActionName> = Object.values(actions)
  .map(({ action }) => action)
  .filter((name) => !unserved.has(name.slice(0, name.indexOf("."))))
