/**
 * The collections of the API by their paths.
 *
 * @since 0.1.0
 */
import { actions } from "@effect-losant/core"
import type { AnyCollection } from "../resources/Collection.ts"
import { type CollectionDeclaration, collectionsOf } from "../resources/Declaration.ts"
import { type StoredCollection, storedCollection } from "../resources/StoredCollection.ts"
import { servedNames } from "../resources/served.ts"
import { instanceOrgInvites } from "./instanceOrgInvites.ts"
import { instanceOrgMembers } from "./instanceOrgMembers.ts"
import { instanceOrgs } from "./instanceOrgs.ts"
import { instances } from "./instances.ts"
import { historicalSummaries } from "./plane/historicalSummaries.ts"
import { instanceApiTokens } from "./plane/instanceApiTokens.ts"
import { instanceAuditLogs } from "./plane/instanceAuditLogs.ts"
import { instanceCustomNodes } from "./plane/instanceCustomNodes.ts"
import { instanceMembers } from "./plane/instanceMembers.ts"
import { instanceNotificationRules } from "./plane/instanceNotificationRules.ts"
import { instanceSandboxes } from "./plane/instanceSandboxes.ts"

/** The collections that have their own records in the state. */
const modeled: Readonly<Record<string, AnyCollection>> = {
  "/instances": instances,
  "/instances/:instanceId/historicalSummaries": historicalSummaries,
  "/instances/:instanceId/members": instanceMembers,
  "/instances/:instanceId/orgs": instanceOrgs,
  "/instances/:instanceId/orgs/:orgId/members": instanceOrgMembers,
  "/instances/:instanceId/orgs/:orgId/invites": instanceOrgInvites
}

/** The collections of the generic store that do more than keep their items. */
const refinements: Readonly<Record<string, (stored: StoredCollection) => AnyCollection>> = {
  "/instance/:instanceId/audit-logs": instanceAuditLogs,
  "/instances/:instanceId/tokens": instanceApiTokens,
  "/instances/:instanceId/notification-rules": instanceNotificationRules,
  "/instances/:instanceId/nodes": instanceCustomNodes,
  "/instances/:instanceId/sandboxes": () => instanceSandboxes
}

/** The collections that core declares and the emulator serves, by their paths. @since 0.1.0 */
export const declarations = collectionsOf(Object.fromEntries(servedNames.map((name) => [name, actions[name]])))

/** The collections whose items are kept as JSON. @since 0.1.0 */
export const storedDeclarations: ReadonlyArray<CollectionDeclaration> = [...declarations.values()].filter(
  ({ path }) => modeled[path] === undefined
)

const refine = (path: string, stored: StoredCollection): AnyCollection => refinements[path]?.(stored) ?? stored

/** The collection of a declaration. @since 0.1.0 */
export const collectionOf = (declaration: CollectionDeclaration): AnyCollection =>
  modeled[declaration.path] ?? refine(declaration.path, storedCollection(declaration))
