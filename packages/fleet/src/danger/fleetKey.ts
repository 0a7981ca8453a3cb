/** The tag by which a fleet that is kept in files knows its organizations. */
import type { Schemas } from "@effect-losant/core"

type Tagged = Pick<Schemas.InstanceOrg, "tags">

/**
 * The tag that makes an organization one of a fleet that is kept in files. Its value is the key of the organization in the
 * files. There is no other record of that.
 *
 * @example
 * ```ts
 * import type { Schemas } from "@effect-losant/core"
 * import { fleetKeyTag } from "@effect-losant/fleet"
 *
 * const isInFleet = ({ tags = [] }: Schemas.InstanceOrg) => tags.some(({ key }) => key === fleetKeyTag)
 * ```
 *
 * @since 0.2.0
 */
export const fleetKeyTag = "fleet-key"

/** The keys that the tags of an organization name. There is one, unless somebody changed the tags. */
export const keysOf = ({ tags = [] }: Tagged): ReadonlyArray<string> =>
  tags.flatMap(({ key, value }) => (key === fleetKeyTag ? [value] : []))

/**
 * True if an update takes a key of the organization away. `patch` holds only the fields that change. The fleet would not
 * know the organization any more, and could create another one in its place.
 */
export const releasesFleetKey = (org: Tagged, patch: Pick<Schemas.InstanceOrgPatch, "tags">): boolean => {
  if (patch.tags === undefined) return false
  const after = new Set(keysOf(patch))
  return keysOf(org).some((key) => !after.has(key))
}
