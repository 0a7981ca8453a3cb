/** The answers for the usage of one owner, such as an organization or a sandbox. */
import { breakDownPayloads, countDevices, countNotebookRuns, type Range, type UsageOwner } from "../usage/Usage.ts"
import { day } from "../util/Time.ts"
import type { InputOf } from "./Handler.ts"
import { formatRange } from "./usageRange.ts"

/** The range of a request, and the owner whose usage it reads. */
export interface OwnerUsage {
  readonly owner: UsageOwner
  readonly range: Range
}

/** The devices by day. @since 0.2.0 */
export const answerDevices = ({ owner, range }: OwnerUsage, now: number) => ({
  ...formatRange(range),
  counts: countDevices(owner, range, now)
})

/** The notebook runs by day. @since 0.2.0 */
export const answerNotebookRuns = ({ owner, range }: OwnerUsage, now: number) => ({
  ...formatRange(range),
  counts: countNotebookRuns(owner, range, now)
})

type Breakdown = Pick<InputOf<"instanceOrg.payloadCountsBreakdown">, "resolution" | "asBytes" | "includeNonBillable">

/** The payloads by day or hour. @since 0.2.0 */
export const answerBreakdown = ({ owner, range }: OwnerUsage, input: Breakdown, now: number) => {
  const { resolution = day, asBytes = false, includeNonBillable = false } = input
  return {
    ...formatRange(range),
    counts: breakDownPayloads(owner, range, now, resolution, { asBytes, includeNonBillable })
  }
}
