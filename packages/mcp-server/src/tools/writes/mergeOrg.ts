/**
 * The fields of an organization as an update sends them: Losant may replace limits, tags and banner whole, so what is to
 * stay of them is sent along.
 */
import { OrgLimits } from "@effect-losant/core/schemas/Limits"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Cleared, limitPath, readClear } from "../../arguments/clearArgument.ts"
import { changeTags, readNewTags, readTags, type Tag, type TagChanges } from "../../arguments/tagChanges.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import type { Values } from "../../model/Values.ts"
import { quote } from "../../text/escapes.ts"

const fieldsOf = (value: unknown): Values => (Predicate.isObject(value) ? { ...value } : {})

/** Of an organization Losant promises nothing but a name, and what it leaves out need not be empty. */
const notAnswered = (argument: string, instead: string): ReadonlyArray<Problem> => [
  {
    argument,
    message: `Losant did not answer what is there now, so it cannot be merged, and what is not sent may be lost: ${instead}`
  }
]

type Merged<A> = Result.Result<A, ReadonlyArray<Problem>>

const mergedTags = ({ tags }: Values, changes: TagChanges): Merged<ReadonlyArray<Tag>> => {
  if (!Array.isArray(tags) && changes.set === undefined) {
    return Result.fail(notAnswered("tags", "give all that it is to have, with set"))
  }
  const before = Array.isArray(tags) ? tags.filter(Predicate.isObject).map(fieldsOf) : []
  return Result.succeed(
    changeTags(
      before.map(({ key, value }) => ({ key: String(key), value: String(value) })),
      changes
    )
  )
}

const bannerParts = ["message", "level"]

const mergedBanner = ({ banner }: Values, given: Values): Merged<Values> =>
  Predicate.isObject(banner) || bannerParts.every((name) => Object.hasOwn(given, name))
    ? Result.succeed({ ...fieldsOf(banner), ...given })
    : Result.fail(notAnswered("banner", "give it both message and level"))

const canBeSent = Schema.decodeUnknownResult(OrgLimits, { onExcessProperty: "error" })

/** Losant may have limits, and values of them, that it takes from nobody: they cannot be sent along with the others. */
const unsendable = (kept: Values): ReadonlyArray<Problem> =>
  Object.entries(kept)
    .filter(([name, value]) => Result.isFailure(canBeSent({ [name]: value })))
    .map(([name, value]) => ({
      argument: "limits",
      message:
        `the organization has the limit ${quote(name, 100)} with the value ${quote(String(value), 100)}, which cannot be ` +
        "sent along with the others, and Losant may drop what is not sent: set it as well, or give it up with clear " +
        quote(limitPath(name), 100)
    }))

const mergedLimits = (org: Values, given: Values, removed: ReadonlyArray<string>): Merged<Values> => {
  if (!Predicate.isObject(org["limits"])) {
    const argument = Object.keys(given).length > 0 ? "limits" : "clear"
    return Result.fail(notAnswered(argument, "leave limits as they are, or let a person change them in Losant itself"))
  }
  const before = fieldsOf(org["limits"])
  const kept = Object.fromEntries(
    Object.entries(before).filter(([name]) => !removed.includes(name) && !Object.hasOwn(given, name))
  )
  const missing = removed.filter((name) => !Object.hasOwn(before, name) && !Object.hasOwn(OrgLimits.fields, name))
  const problems = [
    ...unsendable(kept),
    ...missing.map((name) => ({ argument: "clear", message: `there is no limit ${quote(name, 100)}` }))
  ]
  return problems.length > 0 ? Result.fail(problems) : Result.succeed({ ...kept, ...given })
}

const nothing: Cleared = { fields: {}, limits: [] }

/** Names that are given a value and cleared at once. */
const contradictions = (wanted: Values, { fields, limits }: Cleared): ReadonlyArray<Problem> =>
  [
    ...Object.keys(fields).filter((name) => Object.hasOwn(wanted, name)),
    ...limits.filter((name) => Object.hasOwn(fieldsOf(wanted["limits"]), name)).map(limitPath)
  ].map((name) => ({ argument: "clear", message: `${name} is given a value as well: leave one of the two out` }))

const problemOf =
  (argument: string) =>
  (message: string): ReadonlyArray<Problem> => [{ argument, message }]

const readCleared = (wanted: Values, clear: unknown): Merged<Cleared> =>
  Result.gen(function* () {
    const cleared = clear === undefined ? nothing : yield* Result.mapError(readClear(clear), problemOf("clear"))
    const problems = contradictions(wanted, cleared)
    return problems.length > 0 ? yield* Result.fail(problems) : cleared
  })

/**
 * The fields that an update sends for the wanted ones and those that `clear` names, or what is wrong with them. `org` is
 * the organization as it is.
 */
export const mergedFields = (org: Values, wanted: Values, clear: unknown): Merged<Values> =>
  Result.gen(function* () {
    const cleared = yield* readCleared(wanted, clear)
    const { limits, tags, banner, ...others } = wanted
    const whole = {
      ...others,
      ...cleared.fields,
      ...(tags === undefined
        ? {}
        : { tags: yield* mergedTags(org, yield* Result.mapError(readTags(tags), problemOf("tags"))) }),
      ...(banner === undefined ? {} : { banner: yield* mergedBanner(org, fieldsOf(banner)) })
    }
    if (limits === undefined && cleared.limits.length === 0) return whole
    return { ...whole, limits: yield* mergedLimits(org, fieldsOf(limits), cleared.limits) }
  })

const empty: Values = { limits: {}, tags: [], banner: {} }

/** The fields of an update as far as they are known before the organization is read: what is wrong with them is so anyway. */
export const knownFields = (wanted: Values, clear: unknown): Merged<Values> =>
  Result.flatMap(readCleared(wanted, clear), () => mergedFields(empty, wanted, undefined))

/** The fields of a new organization, of which there is nothing yet to merge with. */
export const newFields = ({ tags, ...others }: Values): Merged<Values> =>
  tags === undefined
    ? Result.succeed(others)
    : Result.mapBoth(readNewTags(tags), {
        onFailure: problemOf("tags"),
        onSuccess: (read) => ({ ...others, tags: read })
      })
