/** The reports, by name. */
import { get as getInvites } from "@effect-losant/core/InstanceOrgInvites"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import { getUse, limitsInUse, summaryFieldsOf } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { expiryOf, isExpired } from "../../../answers/inviteExpiry.ts"
import { minimalSummary } from "../../../losant/smallAnswers.ts"
import { toIso } from "../../../text/time.ts"
import { MissingData } from "../requestFailures.ts"
import { makeUsageReader, rankingKinds } from "../usageRanking/orgUsage.ts"
import type { Cell, Report, ReportName, Row } from "./Report.ts"

const orgColumns = ["orgId", "organization"]

const orgCells = ({ id, name }: InstanceOrg) => ({ orgId: id, organization: name })

const percentOf = (used: number, allowed: number): number => Math.round((1_000 * used) / Math.max(1, allowed)) / 10

const usage: Report = {
  columns: [...orgColumns, "start", "end", ...rankingKinds],
  ...minimalSummary,
  rowsOf: (gateway, instanceId, org, { period }) =>
    Effect.map(
      Effect.forEach(rankingKinds, (kind) =>
        Effect.map(makeUsageReader(gateway, instanceId, kind, period, false)(org), (value) => [kind, value] as const)
      ),
      (values): ReadonlyArray<Row> => [
        { ...orgCells(org), start: toIso(period.start), end: toIso(period.end), ...Object.fromEntries(values) }
      ]
    )
}

const limits: Report = {
  columns: [...orgColumns, "limit", "used", "allowed", "percent", "finding"],
  summaryInclude: [...new Set(summaryFieldsOf(limitsInUse.map(({ limit }) => limit)))],
  rowsOf: (_, __, org, { over }) => {
    const { summary } = org
    if (summary === undefined) return Effect.fail(new MissingData("Losant answered no summary of its use"))
    const allowedOf = new Map<string, number>(Object.entries({ ...org.limits }))
    return Effect.succeed(
      limitsInUse.flatMap(({ limit }): ReadonlyArray<Row> => {
        const [used, allowed] = [getUse(limit, summary), allowedOf.get(limit)]
        if (used === undefined || allowed === undefined) return []
        const percent = percentOf(used, allowed)
        return percent > over
          ? [{ ...orgCells(org), limit, used, allowed, percent, finding: `more than ${over} %` }]
          : []
      })
    )
  }
}

const access: Report = {
  columns: [...orgColumns, "userId", "email", "role", "secondFactor", "finding"],
  ...minimalSummary,
  rowsOf: (gateway, instanceId, org) =>
    Effect.map(gateway.execute(getMembers, { instanceId, orgId: org.id }), ({ items }) => {
      const admins = items.filter(({ role }) => role === "admin").length
      return items.map(({ userId, email = "", role = "", twoFactorAuthEnabled, ssoLinked }): Row => {
        const secondFactor: Cell = ssoLinked === true ? "sso" : (twoFactorAuthEnabled ?? "")
        const findings = [
          ...(secondFactor === false ? ["no second factor"] : []),
          ...(role === "admin" && admins === 1 ? ["the only admin"] : [])
        ]
        return { ...orgCells(org), userId, email, role, secondFactor, finding: findings.join("; ") }
      })
    })
}

const invites: Report = {
  columns: [...orgColumns, "inviteId", "email", "role", "inviteDate", "expires", "expired", "finding"],
  ...minimalSummary,
  rowsOf: (gateway, instanceId, org) =>
    Effect.map(gateway.execute(getInvites, { instanceId, orgId: org.id }), ({ items }) =>
      items.map((invite): Row => {
        const { id, email = "", role = "", inviteDate = "" } = invite
        const expired = isExpired(invite)
        const expires = expiryOf(invite) ?? ""
        return {
          ...orgCells(org),
          inviteId: id,
          email,
          role,
          inviteDate,
          expires,
          expired,
          finding: expired ? "expired" : ""
        }
      })
    )
}

export const reports: Readonly<Record<ReportName, Report>> = { usage, limits, access, invites }
