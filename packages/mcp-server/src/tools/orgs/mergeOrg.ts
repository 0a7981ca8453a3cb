/**
 * The fields of an organization as an update sends them: Losant may replace limits, tags and banner whole, so the parts
 * that are to stay are sent along.
 */
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import type { InstanceOrg, InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Cleared, clearedBy, limitPath } from "../../arguments/clearArgument.ts"
import { changeTags, type Tag, type TagChanges } from "../../arguments/tagChanges.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { quote } from "../../text/escapes.ts"

/** The fields that an update is to change, as the tool takes them. */
export type OrgChanges = Omit<InstanceOrgPatch, "tags"> & { readonly tags?: TagChanges }

type Merged<A> = Result.Result<A, ReadonlyArray<Problem>>

/** Losant promises nothing of an organization but a name, and a field that it leaves out need not be empty. */
const notAnswered = (argument: string, instead: string): ReadonlyArray<Problem> => [
  {
    argument,
    message: `Losant did not answer what is there now, so it cannot be merged, and what is not sent may be lost: ${instead}`
  }
]

const mergedTags = ({ tags }: Pick<InstanceOrg, "tags">, changes: TagChanges): Merged<ReadonlyArray<Tag>> =>
  tags === undefined && changes.set === undefined
    ? Result.fail(notAnswered("tags", "give all that it is to have, with set"))
    : Result.succeed(changeTags(tags ?? [], changes))

type Banner = NonNullable<InstanceOrgPatch["banner"]>

const bannerParts = ["message", "level"]

const mergedBanner = ({ banner }: Pick<InstanceOrg, "banner">, wanted: Banner): Merged<Banner> =>
  banner !== undefined || bannerParts.every((name) => Object.hasOwn(wanted, name))
    ? // Sound: a level that Losant has and core does not know is refused when the request is encoded.
      Result.succeed({ ...banner, ...wanted } as Banner)
    : Result.fail(notAnswered("banner", "give it both message and level"))

const canBeSent = Schema.decodeUnknownResult(OrgLimits, { onExcessProperty: "error" })

/** Losant may have limits, and values of them, that it takes from nobody: they cannot be sent along with the others. */
const unsendable = (kept: ReadonlyArray<readonly [string, unknown]>): ReadonlyArray<Problem> =>
  kept
    .filter(([name, value]) => Result.isFailure(canBeSent({ [name]: value })))
    .map(([name, value]) => ({
      argument: "limits",
      message:
        `the organization has the limit ${quote(name, 100)} with the value ${quote(String(value), 100)}, which cannot be ` +
        "sent along with the others, and Losant may drop what is not sent: set it as well, or give it up with clear " +
        quote(limitPath(name), 100)
    }))

const mergedLimits = (
  { limits }: Pick<InstanceOrg, "limits">,
  wanted: OrgLimits,
  removed: ReadonlyArray<string>
): Merged<OrgLimits> => {
  if (limits === undefined) {
    const argument = Object.keys(wanted).length > 0 ? "limits" : "clear"
    return Result.fail(notAnswered(argument, "leave limits as they are, or let a person change them in Losant itself"))
  }
  const kept = Object.entries(limits).filter(([name]) => !removed.includes(name) && !Object.hasOwn(wanted, name))
  const missing = removed.filter((name) => !Object.hasOwn(limits, name) && !Object.hasOwn(OrgLimits.fields, name))
  const problems = [
    ...unsendable(kept),
    ...missing.map((name) => ({ argument: "clear", message: `there is no limit ${quote(name, 100)}` }))
  ]
  return problems.length > 0
    ? Result.fail(problems)
    : // Sound: each limit that is kept can be sent as it is.
      Result.succeed({ ...Object.fromEntries(kept), ...wanted } as OrgLimits)
}

/** The names that are given a value and cleared at once. */
export const contradictions = (wanted: OrgChanges, clear: ReadonlyArray<string>): ReadonlyArray<Problem> => {
  const { fields, limits }: Cleared = clearedBy(clear)
  return [
    ...Object.keys(fields).filter((name) => Object.hasOwn(wanted, name)),
    ...limits.filter((name) => Object.hasOwn(wanted.limits ?? {}, name)).map(limitPath)
  ].map((name) => ({ argument: "clear", message: `${name} is given a value as well: leave one of the two out` }))
}

/**
 * The fields that an update sends for the wanted ones and those that `clear` names, or what is wrong with them. `org` is
 * the organization as it is.
 */
export const mergeOrg = (
  org: InstanceOrg,
  { limits, tags, banner, ...others }: OrgChanges,
  clear: ReadonlyArray<string>
): Merged<InstanceOrgPatch> =>
  Result.gen(function* () {
    const cleared = clearedBy(clear)
    const whole = {
      ...others,
      ...cleared.fields,
      ...(tags === undefined ? {} : { tags: yield* mergedTags(org, tags) }),
      ...(banner === undefined ? {} : { banner: yield* mergedBanner(org, banner) })
    }
    if (limits === undefined && cleared.limits.length === 0) return whole
    return { ...whole, limits: yield* mergedLimits(org, limits ?? {}, cleared.limits) }
  })
