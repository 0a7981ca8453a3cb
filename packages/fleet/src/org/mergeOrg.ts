/**
 * Merges changes with the present organization. Losant may replace limits, tags and banner as a whole, so an update has
 * to send the parts that stay too.
 */
import { Schemas } from "@effect-losant/core"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { changedParts, fieldsOf, type Parts } from "./diff.ts"
import type { OrgChanges } from "./OrgChanges.ts"

type Org = Schemas.InstanceOrg
type Patch = Schemas.InstanceOrgPatch
type Merged<A> = Result.Result<A, string>

interface Tag {
  readonly key: string
  readonly value: string
}

const isSameTag = (one: Tag, other: Tag): boolean => one.key === other.key && one.value === other.value

const distinct = (tags: ReadonlyArray<Tag>): ReadonlyArray<Tag> =>
  tags.filter((tag, index) => tags.findIndex((other) => isSameTag(tag, other)) === index)

const mergeTags = ({ tags }: Org, change: NonNullable<OrgChanges["tags"]>): Merged<ReadonlyArray<Tag>> => {
  if ("set" in change) return Result.succeed(distinct(change.set))
  if (tags === undefined) return Result.fail("Losant did not answer its tags, so none can be added or taken away")
  const {
    add = [],
    remove = []
  }: { readonly add?: ReadonlyArray<Tag>; readonly remove?: ReadonlyArray<Partial<Tag>> } = change
  const kept = tags.filter(
    (tag) => !remove.some(({ key, value }) => tag.key === key && (value === undefined || tag.value === value))
  )
  return Result.succeed([...kept, ...distinct(add).filter((tag) => !kept.some((other) => isSameTag(tag, other)))])
}

const canBeSent = Schema.decodeUnknownResult(Schemas.OrgLimits, { onExcessProperty: "error" })

const mergeLimits = (
  { limits }: Org,
  values: Schemas.OrgLimits,
  removed: ReadonlyArray<string>
): Merged<Schemas.OrgLimits> => {
  if (limits === undefined) return Result.fail("Losant did not answer its limits, so none can be changed")
  const kept = Object.entries(limits).filter(([name]) => !removed.includes(name) && !Object.hasOwn(values, name))
  const unsendable = kept.find(([name, value]) => Result.isFailure(canBeSent({ [name]: value })))
  if (unsendable !== undefined) {
    return Result.fail(`it has the limit ${JSON.stringify(unsendable[0])}, which cannot be sent along with the others`)
  }
  // Sound: the check above found that each kept limit can be sent.
  return Result.succeed({ ...Object.fromEntries(kept), ...values } as Schemas.OrgLimits)
}

type Banner = NonNullable<Patch["banner"]>

const mergeBanner = ({ banner }: Org, values: Banner): Merged<Banner> =>
  banner !== undefined || (values.message !== undefined && values.level !== undefined)
    ? // Sound: the encoding refuses a level that core does not know.
      Result.succeed({ ...banner, ...values } as Banner)
    : Result.fail("Losant did not answer its banner: give both message and level")

/** The values that empty a field. Losant shows no banner without a message. */
const emptyValues: Patch = {
  description: "",
  iconColor: "",
  referralId: "",
  tags: [],
  whitelistedEmailDomains: []
}

const limitPrefix = "limits."

const isDisabledAlready = ({ disabledAt }: Org, now: number): boolean =>
  typeof disabledAt === "string" &&
  Option.exists(DateTime.make(disabledAt), (time) => DateTime.toEpochMillis(time) <= now)

const merge = (org: Org, changes: OrgChanges, now: number): Merged<Patch> =>
  Result.gen(function* () {
    const { clear: cleared, tags, limits, banner, disabledAt, ...others } = changes
    const clear: ReadonlyArray<string> = cleared ?? []
    const removed = clear.filter((name) => name.startsWith(limitPrefix)).map((name) => name.slice(limitPrefix.length))
    const emptied = Object.fromEntries(Object.entries(emptyValues).filter(([name]) => clear.includes(name)))
    const wantedBanner = clear.includes("banner") ? { message: "" } : banner
    return {
      ...others,
      ...emptied,
      // A time cannot be compared with true: an organization that is disabled stays so.
      ...(disabledAt === undefined || (disabledAt === true && isDisabledAlready(org, now)) ? {} : { disabledAt }),
      ...(tags === undefined ? {} : { tags: yield* mergeTags(org, tags) }),
      ...(wantedBanner === undefined || (wantedBanner.message === "" && org.banner === undefined)
        ? {}
        : { banner: yield* mergeBanner(org, wantedBanner) }),
      ...(limits === undefined && removed.length === 0
        ? {}
        : { limits: yield* mergeLimits(org, limits ?? {}, removed) })
    }
  })

/** An update of an organization. */
export interface OrgUpdate {
  /** The body to send: only the fields that change. */
  readonly patch: Patch
  /** The parts that change, as the organization has them. Without any, it has the wanted values already. */
  readonly before: Parts
}

/** The update that brings `org` to the wanted values, or the reason why there is none. `now` is in milliseconds. */
export const planUpdate = (org: Org, changes: OrgChanges, now: number): Merged<OrgUpdate> =>
  Result.map(merge(org, changes, now), (merged) => {
    const before = changedParts(org, merged)
    const names = fieldsOf(before)
    return { before, patch: Object.fromEntries(Object.entries(merged).filter(([name]) => names.includes(name))) }
  })
