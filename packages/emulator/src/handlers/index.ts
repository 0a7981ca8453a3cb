/**
 * The handler of each action. Most actions need no code: the generic store carries them out by their declarations.
 *
 * @since 0.1.0
 */
import { type ActionName, actions } from "@effect-losant/core"
import { collectionPathOf } from "../resources/Declaration.ts"
import { handleResource, type ResourceHandler } from "../resources/handleResource.ts"
import { collectionOf, declarations } from "./collections.ts"
import type { Handler } from "./Handler.ts"
import { resendInvite } from "./instanceOrgInvites.ts"
import { createOrg } from "./instanceOrgs.ts"
import { deviceCounts, notebookMinuteCounts, payloadCounts, payloadCountsBreakdown } from "./orgUsage.ts"
import { nodeErrors, nodeStats } from "./plane/instanceCustomNodes.ts"
import { deliveryLogs, evaluate } from "./plane/instanceNotificationRules.ts"
import { generateReport } from "./plane/instanceReports.ts"
import {
  sandboxDeviceCounts,
  sandboxNotebookMinuteCounts,
  sandboxPayloadBreakdown,
  sandboxPayloadCounts,
  undelete
} from "./plane/instanceSandboxes.ts"
import * as instanceUsage from "./plane/instanceUsage.ts"

/** The handlers of actions that do more than their declarations tell. */
const handlers: { readonly [K in ActionName]?: Handler<K> } = {
  "instanceOrgs.post": createOrg,
  "instanceOrg.deviceCounts": deviceCounts,
  "instanceOrg.notebookMinuteCounts": notebookMinuteCounts,
  "instanceOrg.payloadCounts": payloadCounts,
  "instanceOrg.payloadCountsBreakdown": payloadCountsBreakdown,
  "instanceOrgInvite.resendInvite": resendInvite,
  "instance.deviceCounts": instanceUsage.deviceCounts,
  "instance.notebookMinuteCounts": instanceUsage.notebookMinuteCounts,
  "instance.payloadCounts": instanceUsage.payloadCounts,
  "instance.payloadCountsBreakdown": instanceUsage.payloadCountsBreakdown,
  "instance.generateReport": generateReport,
  "instanceNotificationRule.evaluate": evaluate,
  "instanceNotificationRule.logs": deliveryLogs,
  "instanceCustomNode.errors": nodeErrors,
  "instanceCustomNode.stats": nodeStats,
  "instanceSandbox.undelete": undelete,
  "instanceSandbox.deviceCounts": sandboxDeviceCounts,
  "instanceSandbox.notebookMinuteCounts": sandboxNotebookMinuteCounts,
  "instanceSandbox.payloadCounts": sandboxPayloadCounts,
  "instanceSandbox.payloadCountsBreakdown": sandboxPayloadBreakdown
}

/** The handler of an action. @since 0.1.0 */
export const handlerOf = (name: ActionName): ResourceHandler => {
  const handler = handlers[name]
  // Sound: the input that a handler gets was decoded with the declaration of its own action.
  if (handler !== undefined) return handler as ResourceHandler
  const action = actions[name]
  const declaration = declarations.get(collectionPathOf(action))
  return handleResource(action, declaration, declaration === undefined ? undefined : collectionOf(declaration))
}
