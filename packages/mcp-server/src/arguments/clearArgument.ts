/** The argument `clear`: it names the fields and limits of an organization that an update empties. */
import { clearableFields } from "@effect-losant/core/OrgParts"
import * as Result from "effect/Result"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"

const prefix = "limits."
const limitForm = /^limits\.\w{1,64}$/

/** The form in which `clear` names a limit. */
export const limitPath = (name: string): string => `${prefix}${name}`

/**
 * Checks the names in `clear`, such as `description` and `limits.device`. It fails with the message for a wrong name.
 */
export const readClear = (names: ReadonlyArray<string>): Result.Result<ReadonlyArray<string>, string> => {
  const unknown = names.find((name) => !limitForm.test(name) && !clearableFields.includes(name))
  return unknown === undefined
    ? Result.succeed(names)
    : Result.fail(
        `${quote(unknown, 100)} cannot be emptied${didYouMean(unknown, clearableFields)}; what can be is ` +
          `${clearableFields.join(", ")}, and a limit as ${limitPath("device")}`
      )
}
