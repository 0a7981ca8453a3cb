/** Reads the usage of an organization in a period as one number. */
import { deviceCounts, notebookMinuteCounts, payloadCounts } from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import { countPayloads } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Period } from "../../usage/periods.ts"
import { MissingData } from "../requestFailures.ts"

/** The kinds of usage that a ranking can compare. */
export const rankingKinds = ["payloads", "devices", "notebookMinutes"] as const
export type RankingKind = (typeof rankingKinds)[number]

/** The summary field that the list of organizations has to include. */
export const summaryFieldFor = (kind: RankingKind, isUpToNow: boolean): SummaryField =>
  kind === "devices" && isUpToNow ? "deviceCount" : "memberCount"

/**
 * Makes the function that reads the payloads of all types, the notebook minutes, or the devices at the end of the
 * period. If the period ends now, the summary of the organization has the number of devices.
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
