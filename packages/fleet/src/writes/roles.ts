/** Roles, as Losant answers them and as a write wants them. */
import * as Equal from "effect/Equal"

type ResourceRoles = ReadonlyArray<{ readonly resourceId: string; readonly role: string }>

interface Roles {
  readonly role?: string
  readonly applicationRoles?: ResourceRoles
  readonly dashboardRoles?: ResourceRoles
}

const names = ["role", "applicationRoles", "dashboardRoles"] as const

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

const isSame = (one: unknown, other: unknown): boolean => (isEmpty(one) && isEmpty(other)) || Equal.equals(one, other)

/** True if `state` has all roles that `wanted` names. */
export const hasRoles = (state: Roles, wanted: Roles): boolean =>
  names.every((name) => wanted[name] === undefined || isSame(state[name], wanted[name]))

/** The roles of `wanted` that `state` does not have. Roles that stay are not sent. */
export const changedRoles = <R extends Roles>(state: Roles, wanted: R): Partial<R> => {
  const changed = names.filter((name) => wanted[name] !== undefined && !isSame(state[name], wanted[name]))
  // Sound: these are fields of `wanted`.
  return Object.fromEntries(changed.map((name) => [name, wanted[name]])) as Partial<R>
}

/** A phrase if the roles are others than the plan saw. */
export const rolesMoved = (state: Roles, before: Roles): string | undefined =>
  names.every((name) => isSame(state[name], before[name]))
    ? undefined
    : `the roles were changed since the plan (now ${state.role ?? "unknown"})`

/** The roles of an answer, as a plan records them. */
export const pickRoles = ({ role, applicationRoles = [], dashboardRoles = [] }: Roles): Roles => ({
  ...(role === undefined ? {} : { role }),
  ...(applicationRoles.length === 0 ? {} : { applicationRoles }),
  ...(dashboardRoles.length === 0 ? {} : { dashboardRoles })
})

/** Addresses are compared without regard to case. */
export const isSameEmail = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase()
