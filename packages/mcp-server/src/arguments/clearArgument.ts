/** The argument `clear`: it names the fields and limits of an organization that an update empties. */
import * as Result from "effect/Result"
import { quote } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"
import type { JsonObject } from "../text/json.ts"

/** The values that empty a field, by the field's name. */
const emptyValues: JsonObject = {
  description: "",
  iconColor: "",
  referralId: "",
  // Losant merges the banner, so its level stays. Losant shows no banner without a message.
  banner: { message: "" },
  tags: [],
  whitelistedEmailDomains: []
}

/** The names of the fields that can be emptied. */
export const clearableFields: ReadonlyArray<string> = Object.keys(emptyValues)

const prefix = "limits."
const limitForm = /^limits\.\w{1,64}$/

/** The fields and limits that an update empties. */
export interface ClearedFields {
  /** The values that empty the fields, by name. */
  readonly fields: JsonObject
  /** The names of the limits that are removed. */
  readonly limits: ReadonlyArray<string>
}

/** The form in which `clear` names a limit. */
export const limitPath = (name: string): string => `${prefix}${name}`

/**
 * Reads the names in `clear`, such as `description` and `limits.device`. It fails with the message for a wrong name.
 */
export const readClear = (names: ReadonlyArray<string>): Result.Result<ClearedFields, string> => {
  const unknown = names.find((name) => !limitForm.test(name) && !clearableFields.includes(name))
  if (unknown !== undefined) {
    return Result.fail(
      `${quote(unknown, 100)} cannot be emptied${didYouMean(unknown, clearableFields)}; what can be is ` +
        `${clearableFields.join(", ")}, and a limit as ${limitPath("device")}`
    )
  }
  return Result.succeed(getClearedFields(names))
}

const isLimit = (name: string): boolean => name.startsWith(prefix)

/** The same for names that {@link readClear} accepted. */
export const getClearedFields = (names: ReadonlyArray<string>): ClearedFields => ({
  fields: Object.fromEntries(names.filter((name) => !isLimit(name)).map((name) => [name, emptyValues[name]])),
  limits: names.filter(isLimit).map((name) => name.slice(prefix.length))
})
