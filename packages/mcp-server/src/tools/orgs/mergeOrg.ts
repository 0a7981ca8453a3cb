/**
 * Merges an update with the organization. Losant may replace limits, tags and banner as a whole, so an update has to
 * send the parts that stay too.
 */
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type ClearedFields, getClearedFields, limitPath } from "../../arguments/clearArgument.ts"
import { changeTags, type Tag, type TagChanges } from "../../arguments/tags.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { quote } from "../../text/escapes.ts"

/** The changes that the tool takes. */
export type OrgChanges = Omit<InstanceOrgPatch, "tags"> & { readonly tags?: TagChanges }

type MergeResult<A> = Result.Result<A, ReadonlyArray<Problem>>

/** Losant promises only the name of an organization. A field that the answer lacks is not necessarily empty. */
const notAnsweredProblem = (argument: string, instead: string): ReadonlyArray<Problem> => [
  {
    argument,
    message: `Losant did not answer the present value, so nothing can be merged, and the parts that are not sent may be lost: ${instead}`
  }
]

const mergeTags = ({ tags }: Pick<InstanceOrg, "tags">, changes: TagChanges): MergeResult<ReadonlyArray<Tag>> =>
  tags === undefined && changes.set === undefined
    ? Result.fail(notAnsweredProblem("tags", "give all that it is to have, with set"))
    : Result.succeed(changeTags(tags ?? [], changes))

type Banner = NonNullable<InstanceOrgPatch["banner"]>

const bannerParts = ["message", "level"]

const mergeBanner = ({ banner }: Pick<InstanceOrg, "banner">, newValues: Banner): MergeResult<Banner> =>
  banner !== undefined || bannerParts.every((name) => Object.hasOwn(newValues, name))
    ? // Sound: the encoding refuses a level that core does not know.
      Result.succeed({ ...banner, ...newValues } as Banner)
    : Result.fail(notAnsweredProblem("banner", "give it both message and level"))

const canBeSent = Schema.decodeUnknownResult(OrgLimits, { onExcessProperty: "error" })

/** Losant may answer limits or values that it does not accept itself: they cannot be sent back with the others. */
const findUnsendable = (keptLimits: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<Problem> =>
  keptLimits
    .filter(([name, value]) => Result.isFailure(canBeSent({ [name]: value })))
    .map(([name, value]) => ({
      argument: "limits",
      message:
        `the organization has the limit ${quote(name, 100)} with the value ${quote(String(value), 100)}, which cannot be ` +
        "sent along with the others, and Losant may drop what is not sent: set it as well, or give it up with clear " +
        quote(limitPath(name), 100)
    }))

const mergeLimits = (
  { limits }: Pick<InstanceOrg, "limits">,
  newValues: OrgLimits,
  removed: ReadonlyArray<string>
): MergeResult<OrgLimits> => {
  if (limits === undefined) {
    const argument = Object.keys(newValues).length > 0 ? "limits" : "clear"
    return Result.fail(
      notAnsweredProblem(argument, "leave limits as they are, or let a person change them in Losant itself")
    )
  }
  const keptLimits = Object.entries(limits).filter(
    ([name]) => !removed.includes(name) && !Object.hasOwn(newValues, name)
  )
  const missing = removed.filter((name) => !Object.hasOwn(limits, name) && !Object.hasOwn(OrgLimits.fields, name))
  const problems = [
    ...findUnsendable(keptLimits),
    ...missing.map((name) => ({ argument: "clear", message: `there is no limit ${quote(name, 100)}` }))
  ]
  return problems.length > 0
    ? Result.fail(problems)
    : // Sound: the check above found that each kept limit can be sent.
      Result.succeed({ ...Object.fromEntries(keptLimits), ...newValues } as OrgLimits)
}

/** Finds the fields that a call both sets and clears. */
export const findContradictions = (newValues: OrgChanges, clear: ReadonlyArray<string>): ReadonlyArray<Problem> => {
  const { fields, limits }: ClearedFields = getClearedFields(clear)
  return [
    ...Object.keys(fields).filter((name) => Object.hasOwn(newValues, name)),
    ...limits.filter((name) => Object.hasOwn(newValues.limits ?? {}, name)).map(limitPath)
  ].map((name) => ({ argument: "clear", message: `${name} is given a value as well: leave one of the two out` }))
}

/**
 * The fields that an update sends for the wanted changes and for the fields that `clear` names, or the problems with
 * them. `org` is the present organization.
 */
export const mergeOrg = (
  org: InstanceOrg,
  { limits, tags, banner, ...others }: OrgChanges,
  clear: ReadonlyArray<string>
): MergeResult<InstanceOrgPatch> =>
  Result.gen(function* () {
    const cleared = getClearedFields(clear)
    const whole = {
      ...others,
      ...cleared.fields,
      ...(tags === undefined ? {} : { tags: yield* mergeTags(org, tags) }),
      ...(banner === undefined ? {} : { banner: yield* mergeBanner(org, banner) })
    }
    if (limits === undefined && cleared.limits.length === 0) return whole
    return { ...whole, limits: yield* mergeLimits(org, limits ?? {}, cleared.limits) }
  })
