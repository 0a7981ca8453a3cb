/** How much an organization used in a period, as one number. */
import { deviceCounts, notebookMinuteCounts, payloadCounts } from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import { countPayloads } from "../../../answers/limitUsage.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Period } from "../../usage/periods.ts"
import { MissingData } from "../requestFailures.ts"

/** What organizations are ranked by. */
export const rankingKinds = ["payloads", "devices", "notebookMinutes"] as const
export type RankingKind = (typeof rankingKinds)[number]

/** What the list of organizations has to tell for it. */
export const summaryFieldFor = (kind: RankingKind, isUpToNow: boolean): SummaryField =>
  kind === "devices" && isUpToNow ? "deviceCount" : "memberCount"

/**
 * Payloads of all types, minutes of notebooks, or the devices at the end of the period: these are in the summary where
 * that is now.
 */
export const makeUsageReader = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  kind: RankingKind,
  period: Period,
  isUpToNow: boolean
): ((org: InstanceOrg) => Effect.Effect<number, LosantError | Refusal | MissingData>) => {
  const inputOf = ({ id: orgId }: InstanceOrg) => ({
    instanceId,
    orgId,
    ...period
  })
  switch (kind) {
    case "payloads":
      return (org) => Effect.map(gateway.execute(payloadCounts, inputOf(org)), countPayloads)
    case "notebookMinutes":
      return (org) =>
        Effect.map(gateway.execute(notebookMinuteCounts, inputOf(org)), ({ counts }) =>
          counts.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
        )
    case "devices":
      return isUpToNow
        ? ({ summary }) =>
            summary?.deviceCount === undefined
              ? Effect.fail(new MissingData("Losant answered no number of its devices"))
              : Effect.succeed(summary.deviceCount)
        : (org) => Effect.map(gateway.execute(deviceCounts, inputOf(org)), ({ counts }) => counts.at(-1)?.total ?? 0)
  }
}
