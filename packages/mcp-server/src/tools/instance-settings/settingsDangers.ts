/** The dangers of a change of the instance, and the facts that a person has to know before they agree. */
import type { Instance } from "@effect-losant/core/schemas/Instance"
import type { InstancePatch } from "@effect-losant/core/schemas/instance/Report"
import { mfaModes } from "@effect-losant/core/schemas/Org"
import * as Equal from "effect/Equal"
import type { Fact } from "../../model/DestructiveChange.ts"
import { inQuotes } from "../../text/escapes.ts"
import type { ItemDangers } from "../define/defineUpdate.ts"

export type SettingsDanger =
  | "requireSecondFactor"
  | "waiveSecondFactor"
  | "startReports"
  | "stopReports"
  | "removeDefaultLimit"

type Report = NonNullable<Instance["reportConfigs"]>[number]

const maxTextLength = 100

const quoteText = (text: string): string => inQuotes(text, maxTextLength)

/** The people and the URL that get a report, in words. */
export const describeRecipients = (emails: ReadonlyArray<string>, callbackUrl: string | undefined): string => {
  const all = [...emails, ...(callbackUrl === undefined || callbackUrl === "" ? [] : [callbackUrl])]
  return all.length === 0 ? "nobody that is named" : all.map(quoteText).join(", ")
}

const describeReport = ({ cron = "", timezone, emails = [], callbackUrl }: Report): string =>
  `at ${quoteText(cron)}${timezone === undefined ? "" : ` in ${quoteText(timezone)}`} to ${describeRecipients(emails, callbackUrl)}`

/** The reports of `some` that are not in `others` with the same values. */
const without = (some: ReadonlyArray<Report>, others: ReadonlyArray<Report>): ReadonlyArray<Report> =>
  some.filter((report) => !others.some((other) => Equal.equals(report, other)))

const factsOf = (label: string, reports: ReadonlyArray<Report>): ReadonlyArray<Fact> =>
  reports.map((report) => ({ label, value: describeReport(report) }))

const findReportDangers = (
  before: ReadonlyArray<Report>,
  after: ReadonlyArray<Report> | undefined
): ItemDangers<SettingsDanger> => {
  if (after === undefined) return { dangers: [], facts: [] }
  const [started, stopped] = [without(after, before), without(before, after)]
  return {
    dangers: [
      ...(started.length === 0 ? [] : ["startReports" as const]),
      ...(stopped.length === 0 ? [] : ["stopReports" as const])
    ],
    facts: [...factsOf("from then on sends", started), ...factsOf("no longer sends", stopped)]
  }
}

const modes: ReadonlyArray<string | undefined> = mfaModes

const strengthOf = (mode: string | undefined): number => modes.indexOf(mode)

/** A mode that Losant did not answer may be any, so both directions count. */
const findFactorDangers = (
  before: Instance["mfaMode"],
  after: InstancePatch["mfaMode"]
): ReadonlyArray<SettingsDanger> => {
  if (after === undefined) return []
  const [was, is] = [strengthOf(before), strengthOf(after)]
  return [
    ...(was < is ? ["requireSecondFactor" as const] : []),
    ...(was > is || (was < 0 && is < mfaModes.length - 1) ? ["waiveSecondFactor" as const] : [])
  ]
}

/** `after` are the fields that the call sends. */
export const findSettingsDangers = (
  { mfaMode, reportConfigs = [], orgDefaultLimitConfig = {} }: Instance,
  after: InstancePatch
): ItemDangers<SettingsDanger> => {
  const reports = findReportDangers(reportConfigs, after.reportConfigs)
  const limits = after.orgDefaultLimitConfig
  const removed =
    limits === undefined ? [] : Object.keys(orgDefaultLimitConfig).filter((name) => !Object.hasOwn(limits, name))
  return {
    dangers: [
      ...findFactorDangers(mfaMode, after.mfaMode),
      ...reports.dangers,
      ...(removed.length === 0 ? [] : ["removeDefaultLimit" as const])
    ],
    facts: reports.facts
  }
}
