/**
 * The handler of each action. Most actions need no code: the generic store carries them out by their declarations.
 *
 * @since 0.1.0
 */
import { type Action, type ActionName, actions } from "@effect-losant/core"
import type { AnyCollection } from "../resources/Collection.ts"
import { collectionPathOf, collectionsOf } from "../resources/Declaration.ts"
import { handleResource, type ResourceHandler } from "../resources/handleResource.ts"
import { storedCollection } from "../resources/StoredCollection.ts"
import type { Handler } from "./Handler.ts"
import { instanceOrgInvites, resendInvite } from "./instanceOrgInvites.ts"
import { instanceOrgMembers } from "./instanceOrgMembers.ts"
import { createOrg, instanceOrgs } from "./instanceOrgs.ts"
import { instances } from "./instances.ts"
import { deviceCounts, notebookMinuteCounts, payloadCounts, payloadCountsBreakdown } from "./orgUsage.ts"

/** The collections that are more than their JSON, by their paths. */
const collections: Readonly<Record<string, AnyCollection>> = {
  "/instances": instances,
  "/instances/:instanceId/orgs": instanceOrgs,
  "/instances/:instanceId/orgs/:orgId/members": instanceOrgMembers,
  "/instances/:instanceId/orgs/:orgId/invites": instanceOrgInvites
}

/** The actions that do what their declarations do not tell. */
const handlers: { readonly [K in ActionName]?: Handler<K> } = {
  "instanceOrgs.post": createOrg,
  "instanceOrg.deviceCounts": deviceCounts,
  "instanceOrg.notebookMinuteCounts": notebookMinuteCounts,
  "instanceOrg.payloadCounts": payloadCounts,
  "instanceOrg.payloadCountsBreakdown": payloadCountsBreakdown,
  "instanceOrgInvite.resendInvite": resendInvite
}

const declarations = collectionsOf(actions)

const genericHandler = (action: Action.Any): ResourceHandler => {
  const path = collectionPathOf(action)
  const declaration = declarations.get(path)
  const stored = declaration === undefined ? undefined : storedCollection(declaration)
  return handleResource(action, declaration, collections[path] ?? stored)
}

const all = new Map<ActionName, ResourceHandler>(
  // Sound: they are the names of the actions.
  (Object.keys(actions) as ReadonlyArray<ActionName>).map((name) => [
    name,
    // Sound: the input that a handler gets was decoded with the declaration of its own action.
    (handlers[name] as ResourceHandler | undefined) ?? genericHandler(actions[name])
  ])
)

/** The handler of an action. @since 0.1.0 */
export const handlerOf = (name: ActionName): ResourceHandler => all.get(name) ?? genericHandler(actions[name])
