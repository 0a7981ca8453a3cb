/**
 * Changes to an organization, and their merge with the present one. Losant may replace limits, tags and banner as a
 * whole, so a request has to send the parts that stay too.
 *
 * @example
 * ```ts
 * import { OrgChanges, type Schemas } from "@effect-losant/core"
 * import * as Result from "effect/Result"
 *
 * // The body that raises one limit, with all other limits as they are.
 * const bodyFor = (org: Schemas.InstanceOrg, now: number) =>
 *   Result.map(OrgChanges.merge(org, { limits: { device: 120 } }, now), ({ patch }) => patch)
 * ```
 *
 * @module
 * @since 0.2.0
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Changes, compare, fieldsOf } from "./FieldChanges.ts"
import { changeTags, clearedLimits, emptyValues, type Mergeable } from "./OrgParts.ts"
import { OrgLimits } from "./schemas/Limits.ts"
import type { InstanceOrg, InstanceOrgPatch } from "./schemas/Org.ts"

export { changeTags, clearableFields, clearedLimits, type Mergeable } from "./OrgParts.ts"

/**
 * The reason why changes cannot be merged. Losant promises only the name of an organization: a field that it did not
 * answer is not necessarily empty. It may also answer a limit that it does not take back.
 *
 * @example
 * ```ts
 * import type { OrgChanges } from "@effect-losant/core"
 *
 * const isAboutLimits = (problem: OrgChanges.MergeProblem) =>
 *   problem.kind !== "notAnswered" || problem.field === "limits"
 * ```
 *
 * @since 0.2.0
 */
export type MergeProblem =
  | { readonly kind: "notAnswered"; readonly field: "tags" | "banner" | "limits" }
  | { readonly kind: "unsendableLimit"; readonly limit: string; readonly value: unknown }
  | { readonly kind: "unknownLimit"; readonly limit: string }

type Merged<A> = Result.Result<A, ReadonlyArray<MergeProblem>>

const failNotAnswered = (field: "tags" | "banner" | "limits"): Merged<never> =>
  Result.fail([{ kind: "notAnswered", field }])

const mergeTags = (
  { tags }: Pick<InstanceOrg, "tags">,
  change: NonNullable<Mergeable["tags"]>
): Merged<NonNullable<InstanceOrgPatch["tags"]>> =>
  tags === undefined && change.set === undefined
    ? failNotAnswered("tags")
    : Result.succeed(changeTags(tags ?? [], change))

const canBeSent = Schema.decodeUnknownResult(OrgLimits, { onExcessProperty: "error" })

/**
 * The limits with these values set, and these names removed, or the reasons why they cannot be sent. The defaults of an
 * instance have the same form as the limits of an organization.
 *
 * @example
 * ```ts
 * import { OrgChanges, type Schemas } from "@effect-losant/core"
 *
 * const defaultsFor = ({ orgDefaultLimitConfig = {} }: Schemas.Instance) =>
 *   OrgChanges.mergeLimits({ limits: orgDefaultLimitConfig }, { device: 120 }, ["payload"])
 * ```
 *
 * @since 0.2.0
 */
export const mergeLimits = (
  { limits }: Pick<InstanceOrg, "limits">,
  values: OrgLimits,
  removed: ReadonlyArray<string>
): Merged<OrgLimits> => {
  if (limits === undefined) return failNotAnswered("limits")
  const kept = Object.entries(limits).filter(([name]) => !removed.includes(name) && !Object.hasOwn(values, name))
  const problems = [
    ...kept
      .filter(([limit, value]) => Result.isFailure(canBeSent({ [limit]: value })))
      .map(([limit, value]): MergeProblem => ({ kind: "unsendableLimit", limit, value })),
    ...removed
      .filter((limit) => !Object.hasOwn(limits, limit) && !Object.hasOwn(OrgLimits.fields, limit))
      .map((limit): MergeProblem => ({ kind: "unknownLimit", limit }))
  ]
  return problems.length > 0
    ? Result.fail(problems)
    : // Sound: the check above found that each kept limit can be sent.
      Result.succeed({ ...Object.fromEntries(kept), ...values } as OrgLimits)
}

type Banner = NonNullable<InstanceOrgPatch["banner"]>

const mergeBanner = ({ banner }: Pick<InstanceOrg, "banner">, values: Banner): Merged<Banner> =>
  banner !== undefined || (values.message !== undefined && values.level !== undefined)
    ? // Sound: the encoding refuses a level that core does not know.
      Result.succeed({ ...banner, ...values } as Banner)
    : failNotAnswered("banner")

const isDisabledAlready = ({ disabledAt }: Pick<InstanceOrg, "disabledAt">, now: number): boolean =>
  typeof disabledAt === "string" &&
  Option.exists(DateTime.make(disabledAt), (time) => DateTime.toEpochMillis(time) <= now)

const mergeFields = (org: InstanceOrg, changes: Mergeable, now: number): Merged<InstanceOrgPatch> =>
  Result.gen(function* () {
    const { clear = [], tags, limits, banner, disabledAt, ...others } = changes
    const removed = clearedLimits(clear)
    const { banner: noBanner, ...emptied }: InstanceOrgPatch = Object.fromEntries(
      Object.entries(emptyValues).filter(([name]) => clear.includes(name))
    )
    return {
      ...others,
      ...emptied,
      // A time cannot be compared with true: an organization that is disabled stays so.
      ...(disabledAt === undefined || (disabledAt === true && isDisabledAlready(org, now)) ? {} : { disabledAt }),
      ...(tags === undefined ? {} : { tags: yield* mergeTags(org, tags) }),
      // Losant may replace the banner whole, so its level is sent along.
      ...(noBanner === undefined || org.banner === undefined ? {} : { banner: yield* mergeBanner(org, noBanner) }),
      ...(banner === undefined ? {} : { banner: yield* mergeBanner(org, banner) }),
      ...(limits === undefined && removed.length === 0
        ? {}
        : { limits: yield* mergeLimits(org, limits ?? {}, removed) })
    }
  })

/** The lists that a change empties though Losant did not answer them: they may hold something. */
const unseenLists = (org: InstanceOrg, merged: InstanceOrgPatch): Changes =>
  Object.fromEntries(
    (["tags", "whitelistedEmailDomains"] as const)
      .filter((name) => merged[name]?.length === 0 && org[name] === undefined)
      .map((name) => [name, { after: [] }])
  )

/**
 * A change of an organization, ready to be sent.
 *
 * @example
 * ```ts
 * import type { OrgChanges } from "@effect-losant/core"
 *
 * const isNothing = ({ changes }: OrgChanges.OrgUpdate) => Object.keys(changes).length === 0
 * ```
 *
 * @since 0.2.0
 */
export interface OrgUpdate {
  /** The body to send: only the fields that change. */
  readonly patch: InstanceOrgPatch
  /** The parts that change. Without any, the organization has the wanted values already. */
  readonly changes: Changes
}

/**
 * The update that brings `org` to the wanted values, or the reasons why there is none. Fields without a change are
 * not sent: they could undo a change that somebody else makes at the same time. `now` is in milliseconds since the
 * epoch.
 *
 * @example
 * ```ts
 * import { OrgChanges, type Schemas } from "@effect-losant/core"
 * import * as Result from "effect/Result"
 *
 * const pathsOf = (org: Schemas.InstanceOrg, changes: Schemas.OrgChanges, now: number) =>
 *   Result.map(OrgChanges.merge(org, changes, now), (update) => Object.keys(update.changes))
 * ```
 *
 * @since 0.2.0
 */
export const merge = (org: InstanceOrg, changes: Mergeable, now: number): Merged<OrgUpdate> =>
  Result.map(mergeFields(org, changes, now), (merged) => {
    const found = { ...compare(org, merged), ...unseenLists(org, merged) }
    const names = fieldsOf(found)
    return {
      changes: found,
      patch: Object.fromEntries(Object.entries(merged).filter(([name]) => names.includes(name)))
    }
  })

/**
 * The problem as a phrase without a full stop.
 *
 * @example
 * ```ts
 * import { OrgChanges } from "@effect-losant/core"
 *
 * // "Losant did not answer its tags, so none of their parts can be changed"
 * const phrase = OrgChanges.describeProblem({ kind: "notAnswered", field: "tags" })
 * ```
 *
 * @since 0.2.0
 */
export const describeProblem = (problem: MergeProblem): string => {
  if (problem.kind === "notAnswered") {
    return `Losant did not answer its ${problem.field}, so none of their parts can be changed`
  }
  const limit = JSON.stringify(problem.limit)
  return problem.kind === "unknownLimit"
    ? `there is no limit ${limit}`
    : `it has the limit ${limit}, which cannot be sent along with the others`
}
