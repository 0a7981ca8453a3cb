/** Reads the contents and the traffic of an organization: all that a deletion would destroy. */
import { actions } from "@effect-losant/core/Actions"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Fact } from "../../model/DestructiveChange.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"

const counts = [
  ["applications", "appCount"],
  ["devices", "deviceCount"],
  ["members", "memberCount"],
  ["pending invites", "pendingInviteCount"]
] as const satisfies ReadonlyArray<readonly [string, SummaryField]>

const payloads = "payloads of the last 30 days"
const period = 30 * 24 * 60 * 60 * 1000

/** A person decides by these numbers, so an unknown number is called unknown and never zero. */
const unknownBecause = (why: string): string => `unknown (${why})`

const notNumber = "Losant answered no count"

/** The reason in words of this server: Losant's text may contain anything. */
const reasonOf = (error: LosantError | Refusal): string => {
  switch (error._tag) {
    case "Refused":
      return "the settings of this server do not let it be read"
    case "LosantTimeout":
      return "Losant took too long to answer"
    case "LosantTransport":
    case "LosantCircuitOpen":
      return "Losant could not be reached"
    case "LosantForbidden":
      return "the token may not read it"
    default:
      return "status" in error ? `Losant answered with status ${error.status}` : "Losant's answer could not be read"
  }
}

const isCount = (value: unknown): value is number =>
  Predicate.isNumber(value) && Number.isSafeInteger(value) && value >= 0

const formatNumber = (value: number): string => value.toLocaleString("en-US")

const formatCount = (value: unknown): string => (isCount(value) ? formatNumber(value) : unknownBecause(notNumber))

/** The sum over all types and sources, including those that Losant does not document yet. */
const formatSum = (stats: object): string => {
  const numbers = Object.entries(stats).flatMap(([type, bySource]: [string, unknown]) => {
    // Such a field is not a type of payload, but one of HAL's extras.
    if (type.startsWith("_")) return []
    return Predicate.isObject(bySource) ? Object.values(bySource) : [bySource]
  })
  const validCounts = numbers.filter(isCount)
  const sum = validCounts.reduce((total, each) => total + each, 0)
  if (validCounts.length === 0 && numbers.length > 0) return unknownBecause(notNumber)
  const isWhole = validCounts.length === numbers.length && Number.isSafeInteger(sum)
  return isWhole ? formatNumber(sum) : `at least ${formatNumber(Math.min(sum, Number.MAX_SAFE_INTEGER))}`
}

/**
 * Reads the numbers of applications, devices, members and pending invites, and the payloads of the last 30 days, with
 * two requests. It never fails: a number that cannot be read is shown as unknown with the reason, and the person
 * decides.
 */
export const blastRadius = Effect.fnUntraced(function* (
  { execute }: LosantGateway,
  org: { readonly instanceId: InstanceId; readonly orgId: OrgId }
): Effect.fn.Return<ReadonlyArray<Fact>> {
  const end = yield* Clock.currentTimeMillis
  const readCounts = execute(actions["instanceOrg.get"], {
    ...org,
    summaryInclude: counts.map(([, field]) => field)
  }).pipe(
    Effect.match({
      onSuccess: ({ summary }) => counts.map(([label, field]) => ({ label, value: formatCount(summary?.[field]) })),
      onFailure: (error) => counts.map(([label]) => ({ label, value: unknownBecause(reasonOf(error)) }))
    })
  )
  const readPayloads = execute(actions["instanceOrg.payloadCounts"], {
    ...org,
    start: end - period,
    end
  }).pipe(
    Effect.match({
      onSuccess: (stats) => ({ label: payloads, value: formatSum(stats) }),
      onFailure: (error) => ({ label: payloads, value: unknownBecause(reasonOf(error)) })
    })
  )
  const [resources, traffic] = yield* Effect.all([readCounts, readPayloads], { concurrency: 2 })
  return [...resources, traffic]
})
