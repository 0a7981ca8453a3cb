/**
 * The dangers of writes: each says which confirmation a write needs.
 *
 * @since 0.2.0
 */

/**
 * The confirmation that a write needs. With `none` nobody is asked. With `yes` a person sees the plan, and agrees. With
 * `type` the person also types the name of the organization.
 *
 * @example
 * ```ts
 * import type { ConfirmLevel } from "@effect-losant/fleet"
 *
 * const needsPerson = (level: ConfirmLevel) => level !== "none"
 * ```
 *
 * @since 0.2.0
 */
export type ConfirmLevel = "none" | "yes" | "type"

interface DangerFacts {
  readonly level: Exclude<ConfirmLevel, "none">
  /** A verb with its object. It continues "wants to" or "would". */
  readonly action: string
}

/**
 * All dangers, each with its level and with a phrase that continues "wants to". A change that another call takes back
 * needs a `yes`, and so does one that gives the role `admin`. A change that nothing takes back needs a typed name.
 *
 * @example
 * ```ts
 * import { type Danger, dangers } from "@effect-losant/fleet"
 *
 * const sentence = (danger: Danger) => `This would ${dangers[danger].action}.`
 * ```
 *
 * @since 0.2.0
 */
export const dangers = {
  deleteOrg: {
    level: "type",
    action: "delete the organization, at once and for good, with its applications, devices and data"
  },
  disableOrg: { level: "yes", action: "disable the organization" },
  makeOrgReadOnly: { level: "yes", action: "make the organization read-only" },
  lowerLimitBelowUse: { level: "yes", action: "lower limits of the organization below what it uses" },
  lowerLimitOfUnknownUse: {
    level: "yes",
    action: "lower limits of the organization, which may be below what it uses"
  },
  removeLimit: {
    level: "type",
    action: "remove limits of the organization, of which Losant does not say what then holds"
  },
  shortenDataTime: {
    level: "type",
    action: "keep the organization's data for a shorter time, so that Losant deletes what is older"
  },
  releaseFleetKey: {
    level: "yes",
    action: "take the tag fleet-key of the organization away, so that a fleet kept in files does not know it any more"
  },
  emptyTags: { level: "yes", action: "take all tags of the organization away" },
  emptyDomains: { level: "yes", action: "take all whitelisted email domains of the organization away" },
  removeMember: { level: "yes", action: "remove a member of the organization" },
  lowerRole: { level: "yes", action: "take rights of a member away" },
  takeLastAdmin: { level: "type", action: "leave the organization without an admin" },
  takePossiblyLastAdmin: { level: "type", action: "perhaps leave the organization without an admin" },
  makeAdmin: { level: "yes", action: "make a person an admin of the organization" },
  inviteAdmin: { level: "yes", action: "invite a person to be an admin of the organization" },
  emailSeveral: { level: "yes", action: "bring in more than one person by email, each of whom may get one" },
  revokeInvite: { level: "yes", action: "revoke an invitation to the organization" }
} as const satisfies Readonly<Record<string, DangerFacts>>

/** A danger by its name. The schema of it is in another file, so that the server starts without schemas. */
export type Danger = keyof typeof dangers

/**
 * The confirmation that a write with these dangers needs: the highest level of them.
 *
 * @example
 * ```ts
 * import { levelOf } from "@effect-losant/fleet"
 *
 * // "type"
 * const level = levelOf(["removeMember", "takeLastAdmin"])
 * ```
 *
 * @since 0.2.0
 */
export const levelOf = (found: ReadonlyArray<Danger>): ConfirmLevel => {
  if (found.length === 0) return "none"
  return found.some((danger) => dangers[danger].level === "type") ? "type" : "yes"
}
