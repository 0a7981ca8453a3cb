/** Reports on all organizations: tables for people and for programs, each with what is found in it. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import type * as Effect from "effect/Effect"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import type { Refusal } from "../../../model/Refusal.ts"
import type { Period } from "../../usage/periods.ts"
import type { MissingData } from "../requestFailures.ts"

/** An empty text stands for no value. */
export type Cell = string | number | boolean

/** The values of a row, by column. A row with a `finding` is one that somebody should look at. */
export type Row = Readonly<Record<string, Cell>>

export const reportNames = ["usage", "limits", "access", "invites"] as const
export type ReportName = (typeof reportNames)[number]

export const isReportName = (text: string): text is ReportName => reportNames.some((name) => name === text)

export interface ReportSettings {
  /** The percentage of a limit from which its use is a finding. */
  readonly over: number
  /** The period of the usage. */
  readonly period: Period
}

/** The percentage without a setting of its own. */
export const defaultOver = 90

export interface Report {
  readonly columns: ReadonlyArray<string>
  /** The summary fields that `rowsOf` needs. */
  readonly summaryInclude: ReadonlyArray<SummaryField>
  /** Reads the rows of an organization. */
  readonly rowsOf: (
    gateway: LosantGateway,
    instanceId: InstanceId,
    org: InstanceOrg,
    settings: ReportSettings
  ) => Effect.Effect<ReadonlyArray<Row>, LosantError | Refusal | MissingData>
}
