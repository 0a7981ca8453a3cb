/** What Losant is to count of an organization. */
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"

/** What of a summary people ask for; all of it costs more than the rest of an organization, many times over. */
const usualCounts = ["appCount", "deviceCount", "memberCount", "pendingInviteCount"]
/** For an answer without a summary: none would mean all. */
const fewestCounts = ["memberCount"]

/** What Losant has to count: all that it can would take it long, and nobody would read it. */
export const countsFor = (
  { fields, summaryInclude }: { readonly fields?: unknown; readonly summaryInclude?: unknown },
  isList: boolean
): unknown => {
  // An empty parameter would count as none, which means all.
  if (Array.isArray(summaryInclude)) return summaryInclude.length === 0 ? fewestCounts : summaryInclude
  // Of one organization all of it can be shown.
  if (!Array.isArray(fields)) return isList ? usualCounts : undefined
  const ofSummary = fields.map(String).filter((field) => /^summary\b/.test(field))
  if (ofSummary.length === 0) return fewestCounts
  const counts = ofSummary.flatMap((field) => summaryFields.filter((name) => field.split(".")[1] === name))
  // A name that is none is to be told of among those that there are.
  return counts.length === ofSummary.length ? [...new Set(counts)] : undefined
}
