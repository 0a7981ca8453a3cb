/**
 * The grants of the API tokens that were made through the emulator, or that a seed has.
 *
 * @since 0.2.0
 */
import { InstanceId } from "@effect-losant/core"
import * as Redacted from "effect/Redacted"
import { secretOf } from "../plane/tokenSecret.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { StoredItem } from "../state/State.ts"
import { cacheByIdentity } from "../util/identityCache.ts"
import { parseMillis } from "../util/Time.ts"
import type { TokenGrant } from "./Authorization.ts"

const textsIn = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : []

const orgRolesIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (Array.isArray(value) ? value : []).map(({ orgId, role }) => [String(orgId).toLowerCase(), String(role)])
  )

const grantOf = (item: StoredItem, instanceId: string): TokenGrant => {
  const { id, name, scope, status, expirationDate, defaultRole, orgRoles } = item
  return {
    token: Redacted.make(secretOf(item)),
    apiToken: { id: String(id), name: String(name ?? "") },
    scopes: textsIn(scope),
    instanceId: InstanceId.make(instanceId),
    isActive: status !== "inactive",
    orgRoles: orgRolesIn(orgRoles),
    ...(typeof expirationDate === "string" ? { expiresAt: parseMillis(expirationDate) } : {}),
    ...(defaultRole === "view" ? { role: "view" } : {})
  }
}

// Every request looks at the tokens, and few requests change them.
const grantsIn = cacheByIdentity((items: ReadonlyArray<StoredItem>, instanceId) =>
  items.map((item) => grantOf(item, instanceId))
)

/** The grants of the API tokens of all instances. @since 0.2.0 */
export const tokenGrants = ({ collections = {}, instances }: LiveState): ReadonlyArray<TokenGrant> =>
  instances.flatMap(({ id }) => grantsIn(collections[`/instances/${id}/tokens`] ?? [], id))
