/** Compares the roles of a person. */
import type { Schemas } from "@effect-losant/core"

// The type makes the table complete. A higher number allows more.
const ranks: Readonly<Record<Schemas.Role, number>> = { admin: 4, edit: 3, collaborate: 2, view: 1, none: 0 }

const rankOf = (role: string): number | undefined => new Map(Object.entries(ranks)).get(role)

/** True if `after` allows less than `before`. An unknown role counts as one that allows more. */
export const isLowerRole = (before: string | undefined, after: string): boolean => {
  if (before === after || after === "admin") return false
  const rank = before === undefined ? undefined : rankOf(before)
  return rank === undefined || (rankOf(after) ?? 0) < rank
}

interface ResourceRole {
  readonly resourceId: string
  readonly role: string
}

/** The roles of a person on single applications or dashboards. Undefined if Losant did not answer them. */
type ResourceRoles = ReadonlyArray<ResourceRole> | undefined

/**
 * True if the new roles on single resources, which replace all old ones, allow less than those. Roles that Losant did
 * not answer may have allowed more.
 */
export const areLowerRoles = (before: ResourceRoles, after: ResourceRoles): boolean => {
  if (after === undefined) return false
  if (before === undefined) return true
  const newRoles = new Map(after.map(({ resourceId, role }) => [resourceId, role]))
  return before.some(({ resourceId, role }) => isLowerRole(role, newRoles.get(resourceId) ?? "none"))
}
