/**
 * All actions by Losant's names of them, in the order in which they are documented: resource by resource, and of each
 * resource `get`, `post`, `patch`, `delete`, then the others by name.
 *
 * @module
 * @since 0.1.0
 */
// imports of resources: written by npm run tables
import * as Instance from "./Instance.ts"
import * as InstanceApiToken from "./InstanceApiToken.ts"
import * as InstanceApiTokens from "./InstanceApiTokens.ts"
import * as InstanceAuditLog from "./InstanceAuditLog.ts"
import * as InstanceAuditLogs from "./InstanceAuditLogs.ts"
import * as InstanceCustomNode from "./InstanceCustomNode.ts"
import * as InstanceCustomNodes from "./InstanceCustomNodes.ts"
import * as InstanceMember from "./InstanceMember.ts"
import * as InstanceMembers from "./InstanceMembers.ts"
import * as InstanceNotificationRule from "./InstanceNotificationRule.ts"
import * as InstanceNotificationRules from "./InstanceNotificationRules.ts"
import * as InstanceOrg from "./InstanceOrg.ts"
import * as InstanceOrgInvite from "./InstanceOrgInvite.ts"
import * as InstanceOrgInvites from "./InstanceOrgInvites.ts"
import * as InstanceOrgMember from "./InstanceOrgMember.ts"
import * as InstanceOrgMembers from "./InstanceOrgMembers.ts"
import * as InstanceOrgs from "./InstanceOrgs.ts"
import * as InstanceSandbox from "./InstanceSandbox.ts"
import * as InstanceSandboxes from "./InstanceSandboxes.ts"
import * as Instances from "./Instances.ts"

// end of imports of resources

interface Named {
  readonly action: string
}

// A module that is named here brings all of its actions, so a further action of a resource needs no line of its own.
const modulesInOrder = () =>
  [
    // resources in order: written by npm run tables
    Instances,
    InstanceOrgs,
    InstanceOrg,
    InstanceOrgMembers,
    InstanceOrgMember,
    InstanceOrgInvites,
    InstanceOrgInvite,
    Instance,
    InstanceMembers,
    InstanceMember,
    InstanceApiTokens,
    InstanceApiToken,
    InstanceAuditLogs,
    InstanceAuditLog,
    InstanceNotificationRules,
    InstanceNotificationRule,
    InstanceSandboxes,
    InstanceSandbox,
    InstanceCustomNodes,
    InstanceCustomNode
    // end of resources in order
  ] as const

type Modules = ReturnType<typeof modulesInOrder>[number]

/** The actions among the exports of a module. */
type ActionsOf<Module> = Module extends unknown ? Extract<Module[keyof Module], Named> : never

const first = ["get", "post", "patch", "delete"]

const placeOf = ({ action }: Named): string => {
  const verb = action.slice(action.indexOf(".") + 1)
  const index = first.indexOf(verb)
  return index < 0 ? verb : String(index)
}

const isNamed = (value: unknown): value is Named => typeof value === "function" && "action" in value

const collectActions = () =>
  Object.fromEntries(
    modulesInOrder().flatMap((module) =>
      Object.values<unknown>(module)
        .filter(isNamed)
        .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
        .map((action) => [action.action, action])
    )
  )

/**
 * The name of an action.
 *
 * @example
 * ```ts
 * import { type ActionName, actions } from "@effect-losant/core"
 *
 * const isActionName = (text: string): text is ActionName => Object.hasOwn(actions, text)
 * ```
 *
 * @since 0.1.0
 */
export type ActionName = ActionsOf<Modules>["action"]

/**
 * All actions by name.
 *
 * @example
 * ```ts
 * import { actions, type ActionName } from "@effect-losant/core"
 *
 * // The scopes of a token of which any one allows the action, such as all.Instance.read.
 * const scopesOf = (name: ActionName) => actions[name].scopes
 * ```
 *
 * @since 0.1.0
 */
export const actions = /* @__PURE__ */ collectActions() as unknown as {
  // Sound: each action is put under its own name.
  readonly [Name in ActionName]: Extract<ActionsOf<Modules>, { readonly action: Name }>
}
