/** The plans of the writes on organizations. */
import { actions } from "@effect-losant/core/Actions"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { summaryFieldsOf, useOf } from "../../answers/limitUsage.ts"
import { limitPath, readClear } from "../../arguments/clearArgument.ts"
import { withoutExtras } from "../../arguments/extras.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Values } from "../../model/Values.ts"
import type { NoPlan, Plan, Planner, WriteCall } from "../../model/WritePlan.ts"
import { changedNames } from "../../safety/changes/diff.ts"
import { inQuotes } from "../../text/escapes.ts"
import { dangerOf, fieldsOf, placeOf, planned, readOrg, sameFields, validated } from "./buildPlan.ts"
import { knownFields, mergedFields, newFields } from "./mergeOrg.ts"

const longestName = 300

const merged = (result: ReturnType<typeof mergedFields>): Effect.Effect<Values, InvalidArguments> =>
  Result.isFailure(result) ? Effect.fail(new InvalidArguments(result.failure)) : Effect.succeed(result.success)

/** Names need not be unique, and Losant has no key that keeps a repeated call from creating a second organization. */
const sameName = Effect.fnUntraced(function* ({ reach, instanceId }: WriteCall, name: string) {
  const { items } = yield* reach.execute(actions["instanceOrgs.get"], {
    instanceId,
    query: { name: { $eq: name, $ci: true } },
    sortField: "creationDate",
    sortDirection: "desc",
    perPage: 1,
    summaryInclude: ["memberCount"],
    ...withoutExtras
  })
  return items.map(
    ({ id, name: held, creationDate }) =>
      `There is an organization named ${inQuotes(held, longestName)} already (${id}${
        creationDate === undefined ? "" : `, created ${creationDate}`
      }): this makes another one.`
  )
})

export const createOrg: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const after = yield* merged(newFields(fieldsOf(call)))
  const { name } = after
  const own = { org: typeof name === "string" ? { name } : {}, before: {}, after }
  const plan = yield* planned(call, own)
  const warnings = yield* sameName(call, String(name))
  return warnings.length === 0 ? plan : { ...plan, warnings }
})

/** A limit that is lowered or left out, and how much of it is used, where that is known. */
interface Lowered {
  readonly name: string
  readonly before: number | undefined
  readonly after: number | undefined
  readonly use: number | undefined
}

const numbersIn = (value: unknown): ReadonlyMap<string, number> =>
  new Map(
    Predicate.isObject(value)
      ? Object.entries(value).flatMap(([name, limit]) => (typeof limit === "number" ? [[name, limit] as const] : []))
      : []
  )

const loweredLimits = (org: InstanceOrg, after: Values): ReadonlyArray<Lowered> => {
  const before = numbersIn(org.limits)
  return [...numbersIn(after["limits"])].flatMap(([name, limit]): ReadonlyArray<Lowered> => {
    const was = before.get(name)
    return was === undefined || limit < was
      ? [{ name, before: was, after: limit, use: useOf(name, org.summary ?? {}) }]
      : []
  })
}

/** Where nobody knows how much is used, and be it of what nothing counts, it may be more. */
const isBelowUse = ({ after, use }: Lowered): boolean => after === undefined || use === undefined || after < use

const leftOutLimits = (org: InstanceOrg, after: Values): ReadonlyArray<Lowered> => {
  const { limits } = after
  if (!Predicate.isObject(limits)) return []
  const before = numbersIn(org.limits)
  return Object.keys(org.limits ?? {})
    .filter((name) => !Object.hasOwn(limits, name))
    .map((name) => ({ name, before: before.get(name), after: undefined, use: useOf(name, org.summary ?? {}) }))
}

const limitFact = ({ name, before, after, use }: Lowered): Fact => ({
  label: limitPath(name),
  value: `allowed ${before ?? "without limit"} → ${after ?? "whatever Losant then allows"}, in use ${use ?? "unknown"}`
})

/** What `disabledAt` comes to: an organization that is disabled by now is not disabled again. */
const withoutRepeat = (org: InstanceOrg, after: Values, now: number): Values => {
  const { disabledAt, ...others } = after
  const since = typeof org.disabledAt === "string" ? Option.getOrUndefined(DateTime.make(org.disabledAt)) : undefined
  return disabledAt === true && since !== undefined && DateTime.toEpochMillis(since) <= now ? others : after
}

const disablesAt = ({ disabledAt }: Values): string | undefined => {
  if (disabledAt === undefined || disabledAt === false) return undefined
  return disabledAt === true ? "now" : String(disabledAt)
}

const leftOutWarning = ({ name }: Lowered): string =>
  `Losant does not document what becomes of a limit that is left out: read ${inQuotes(name, 100)} again after.`

const timeToLive = "dataTTL"

const keptFor = (value: number | undefined, otherwise: string): string =>
  value === undefined ? otherwise : Duration.format(Duration.seconds(value))

/** How long data is kept, where that gets shorter or is no longer said: then Losant may delete what is older. */
const dataKeptShorter = (org: InstanceOrg, after: Values): Fact | undefined => {
  if (!Predicate.isObject(after["limits"])) return undefined
  const before = numbersIn(org.limits).get(timeToLive)
  const wanted = numbersIn(after["limits"]).get(timeToLive)
  const isShorter = wanted === undefined ? before !== undefined : before === undefined || wanted < before
  return isShorter
    ? {
        label: limitPath(timeToLive),
        value: `data is kept ${keptFor(before, "as long as Losant does")} → ${keptFor(wanted, "as long as Losant does")}`
      }
    : undefined
}

const shorterWarning =
  "dataTTL is how long data is kept, in seconds: with a shorter one Losant may delete what is older."

/** Those that are given and those that are cleared. */
const limitNames = ({ limits }: Values, clear: unknown): ReadonlyArray<string> => [
  ...(Predicate.isObject(limits) ? Object.keys(limits) : []),
  ...(clear === undefined
    ? []
    : Result.getOrElse(
        Result.map(readClear(clear), ({ limits }) => limits),
        () => []
      ))
]

const belowWords = (below: ReadonlyArray<Lowered>): string =>
  below.every(({ use }) => use === undefined)
    ? "lower limits of the organization, which may be below what it uses"
    : "lower limits of the organization below what it uses"

/** What an update would destroy, where it would. */
const updateDanger = (call: WriteCall, org: InstanceOrg, after: Values): Pick<Plan, "danger"> => {
  // How long data is kept is no amount that something counts towards.
  const isAmount = ({ name }: Lowered): boolean => name !== timeToLive
  const below = loweredLimits(org, after).filter(isBelowUse).filter(isAmount)
  const leftOut = leftOutLimits(org, after).filter(isAmount)
  const disables = disablesAt(after)
  const kept = dataKeptShorter(org, after)
  const dangers = [
    ...(disables === undefined ? [] : ["disable the organization"]),
    ...(below.length === 0 ? [] : [belowWords(below)]),
    ...(leftOut.length === 0
      ? []
      : ["remove limits of the organization, of which Losant does not say what then holds"]),
    ...(kept === undefined
      ? []
      : ["keep the organization's data for a shorter time, so that Losant deletes what is older"])
  ]
  if (dangers.length === 0) return {}
  const facts = [
    ...(disables === undefined ? [] : [{ label: "disabled from", value: disables }]),
    ...[...below, ...leftOut].map(limitFact),
    ...(kept === undefined ? [] : [kept])
  ]
  return {
    danger: dangerOf(call, org, { tool: "losant_update_org", action: dangers.join(" and "), facts, typesName: false })
  }
}

export const updateOrg: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  const wanted = fieldsOf(call)
  const { clear } = call.values
  yield* validated(call, yield* merged(knownFields(wanted, clear)))
  const org = yield* readOrg(call, summaryFieldsOf(limitNames(wanted, clear)))
  const all = yield* merged(mergedFields({ ...org }, wanted, clear))
  const due = withoutRepeat(org, all, yield* Clock.currentTimeMillis)
  // What would stay as it is need not be sent, where it could undo what somebody else changes meanwhile.
  const names = changedNames({ ...org }, due)
  const after = Object.fromEntries(names.map((name) => [name, due[name]]))
  const plan = yield* planned(call, { ...placeOf(org), before: sameFields({ ...org }, after), after })
  if (names.length === 0) {
    return { ...plan, nothingToDo: `The organization ${inQuotes(org.name, longestName)} has these values already.` }
  }
  const isKeptShorter = dataKeptShorter(org, after) !== undefined
  const warnings = [...leftOutLimits(org, after).map(leftOutWarning), ...(isKeptShorter ? [shorterWarning] : [])]
  return {
    ...plan,
    ...(warnings.length === 0 ? {} : { warnings }),
    ...updateDanger(call, org, after)
  }
})

export const deleteOrg: Planner = Effect.fnUntraced(function* (call: WriteCall): Effect.fn.Return<Plan, NoPlan> {
  yield* validated(call, {})
  const org = yield* readOrg(call)
  const plan = yield* planned(call, { ...placeOf(org), before: {}, after: {} })
  const danger = dangerOf(call, org, {
    tool: "losant_delete_org",
    action: "delete the organization, at once and for good, with its applications, devices and data",
    facts: [],
    typesName: true,
    instead:
      'losant_update_org with disabledAt "true", or with isReadOnly true, takes the organization out of use, and back.'
  })
  return { ...plan, changes: { organization: { before: org.name } }, danger }
})
