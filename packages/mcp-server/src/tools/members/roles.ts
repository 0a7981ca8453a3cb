/** The roles of people, in plans of writes. */
import type { Fact } from "../../model/DestructiveChange.ts"
import { quoteValue } from "../writes/quoteValue.ts"

interface ResourceRole {
  readonly resourceId: string
  readonly role: string
}

/** The roles of a person on single applications or dashboards. Undefined if Losant did not answer them. */
type ResourceRoles = ReadonlyArray<ResourceRole> | undefined

/** Facts about roles on single resources, for a person who may have to give them again. */
export const resourceRoleFacts = (label: string, roles: ResourceRoles): ReadonlyArray<Fact> =>
  roles === undefined || roles.length === 0
    ? []
    : [
        {
          label,
          value: roles.map(({ resourceId, role }) => `${quoteValue(role)} on ${resourceId}`).join(", ")
        }
      ]
