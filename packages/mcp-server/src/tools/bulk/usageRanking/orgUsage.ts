/** How much an organization used in a period, as one number. */
import { deviceCounts, notebookMinuteCounts, payloadCounts } from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import { payloadsOf } from "../../../answers/limitUsage.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Period } from "../../usage/periods.ts"
import { CannotTell } from "../requestFailures.ts"

/** What organizations are ranked by. */
export const kinds = ["payloads", "devices", "notebookMinutes"] as const
export type Kind = (typeof kinds)[number]

/** What the list of organizations has to tell for it. */
export const summaryFor = (kind: Kind, isUpToNow: boolean): SummaryField =>
  kind === "devices" && isUpToNow ? "deviceCount" : "memberCount"

/**
 * Payloads of all types, minutes of notebooks, or the devices at the end of the period: these are in the summary where
 * that is now.
 */
export const usageOf = (
  reach: LosantGateway,
  instanceId: InstanceId,
  kind: Kind,
  period: Period,
  isUpToNow: boolean
): ((org: InstanceOrg) => Effect.Effect<number, LosantError | Refusal | CannotTell>) => {
  const inputOf = ({ id: orgId }: InstanceOrg) => ({
    instanceId,
    orgId,
    ...period
  })
  switch (kind) {
    case "payloads":
      return (org) => Effect.map(reach.execute(payloadCounts, inputOf(org)), payloadsOf)
    case "notebookMinutes":
      return (org) =>
        Effect.map(reach.execute(notebookMinuteCounts, inputOf(org)), ({ counts }) =>
          counts.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
        )
    case "devices":
      return isUpToNow
        ? ({ summary }) =>
            summary?.deviceCount === undefined
              ? Effect.fail(new CannotTell("Losant answered no number of its devices"))
              : Effect.succeed(summary.deviceCount)
        : (org) => Effect.map(reach.execute(deviceCounts, inputOf(org)), ({ counts }) => counts.at(-1)?.total ?? 0)
  }
}
