/** Digests of what the files want, and ids that follow from other ids. */
import { createHash } from "node:crypto"
import * as Predicate from "effect/Predicate"
import { ChangeSetId } from "../model/ChangeSet.ts"

/** The value with the keys of all its objects in one order, so that equal values have equal texts. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!Predicate.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)])
  )
}

/** So many hexadecimal digits tell the versions of one organization apart. */
const length = 16

export const digestOf = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex")
    .slice(0, length)

/** The same id for the same text, in the form of a UUID. */
export const idFrom = (text: string): ChangeSetId => {
  const hex = createHash("sha256").update(text).digest("hex")
  return ChangeSetId.make(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-")
  )
}
