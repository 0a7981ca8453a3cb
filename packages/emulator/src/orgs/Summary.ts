/**
 * The summary of an organization: the counts of its resources and its usage.
 *
 * @since 0.1.0
 */
import { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, validation } from "../errors/ApiError.ts"
import type { OrgRecord } from "../state/State.ts"
import { billingPeriod } from "../usage/BillingPeriod.ts"
import { countDevicesNow, countNotebookRuns, sumPayloads } from "../usage/Usage.ts"
import { countPendingInvites } from "./Invite.ts"

const { summaryFields } = Schemas

/** The holder of what a summary counts: an organization or an account. @since 0.2.0 */
export type SummaryOwner = Pick<OrgRecord, "creationDate" | "usage" | "resources" | "members" | "invites">

// All other fields are counts in the record of the owner.
const computed: {
  readonly [K in Schemas.SummaryField]?: (owner: SummaryOwner, now: number) => Schemas.OrgSummary[K]
} = {
  deviceCount: countDevicesNow,
  memberCount: (org) => org.members.length,
  pendingInviteCount: countPendingInvites,
  payloadCount: (org, now) => sumPayloads(org, billingPeriod(now), now, false),
  // The storage is that of data tables: files have only counts.
  storageStats: ({ resources }) => ({
    count: resources["dataTableRowCount"] ?? 0,
    size: resources["storageBytes"] ?? 0
  }),
  notebookStats: (org, now) => {
    const days = countNotebookRuns(org, billingPeriod(now), now)
    const sum = (pick: (counts: (typeof days)[number]) => number) => days.reduce((total, each) => total + pick(each), 0)
    return {
      awaitingCompletion: 0,
      minutesThisPeriod: sum(({ minutes = 0 }) => minutes),
      runsThisPeriod: sum(
        ({ completed = 0, canceled = 0, errored = 0, timeout = 0 }) => completed + canceled + errored + timeout
      )
    }
  }
}

const isField = (name: string): name is Schemas.SummaryField => summaryFields.some((field) => field === name)

/** The fields of a summary: those in `include`, or all when it is absent. An unknown name is a 400. @since 0.1.0 */
export const parseSummaryFields = (
  include: ReadonlyArray<string> | undefined
): Effect.Effect<ReadonlyArray<Schemas.SummaryField>, ApiError> => {
  if (include === undefined) return Effect.succeed(summaryFields)
  const fields = include.filter(isField)
  const unknown = include.filter((name) => !isField(name))
  return unknown.length === 0
    ? Effect.succeed(fields)
    : Effect.fail(
        validation(
          "summaryInclude",
          `is not valid: no summary field is named ${unknown.join(", ")}; there are ${summaryFields.join(", ")}`
        )
      )
}

/** The summary of an organization or an account with these fields. @since 0.1.0 */
export const makeSummary = (
  org: SummaryOwner,
  now: number,
  fields: ReadonlyArray<Schemas.SummaryField>
): Schemas.OrgSummary =>
  // Sound: each field comes from `computed`, typed by its name, or is a count.
  Object.fromEntries(
    fields.map((field) => [field, computed[field]?.(org, now) ?? org.resources[field] ?? 0])
  ) as Schemas.OrgSummary
