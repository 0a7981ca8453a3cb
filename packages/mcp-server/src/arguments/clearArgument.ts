/** Which fields of an organization can be emptied, and how the argument `clear` names them. */
import * as Result from "effect/Result"
import type { Values } from "../model/Values.ts"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"

/** What is sent to empty a field. */
const empty: Values = {
  description: "",
  iconColor: "",
  referralId: "",
  // Its level stays where Losant merges it: a banner without a message has nothing to show.
  banner: { message: "" },
  tags: [],
  whitelistedEmailDomains: []
}

/** The fields, by name. */
export const clearable: ReadonlyArray<string> = Object.keys(empty)

const prefix = "limits."
const limitForm = /^limits\.\w{1,64}$/

/** What is to be emptied. */
export interface Cleared {
  /** The fields, with what empties them. */
  readonly fields: Values
  /** The limits that are to be removed, by name. */
  readonly limits: ReadonlyArray<string>
}

/** How `clear` names a limit. */
export const limitPath = (name: string): string => `${prefix}${name}`

/** The fields and limits that names of `clear` stand for, such as `description` and `limits.device`. */
export const readClear = (names: ReadonlyArray<string>): Result.Result<Cleared, string> => {
  const unknown = names.find((name) => !limitForm.test(name) && !clearable.includes(name))
  if (unknown !== undefined) {
    return Result.fail(
      `${quote(unknown, 100)} cannot be emptied${didYouMean(unknown, clearable)}; what can be is ` +
        `${clearable.join(", ")}, and a limit as ${limitPath("device")}`
    )
  }
  return Result.succeed(clearedBy(names))
}

const isLimit = (name: string): boolean => name.startsWith(prefix)

/** The same for names that {@link readClear} let pass. */
export const clearedBy = (names: ReadonlyArray<string>): Cleared => ({
  fields: Object.fromEntries(names.filter((name) => !isLimit(name)).map((name) => [name, empty[name]])),
  limits: names.filter(isLimit).map((name) => name.slice(prefix.length))
})
