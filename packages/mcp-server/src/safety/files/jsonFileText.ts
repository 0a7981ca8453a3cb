/** Formats JSON for files that people read: no character in it is invisible. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { FileFailure } from "./FileFailure.ts"

const hiddenCharacters =
  /(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]/gu

const escapeUnit = (index: number, character: string): string =>
  `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`

const escapeCharacter = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => escapeUnit(index, character)).join("")

/**
 * The value as indented JSON, with JSON's escapes for invisible characters. Parsing the text gives exactly the value,
 * except for the secrets that `redact` replaces in texts and keys.
 */
export const formatJsonFile = (value: unknown, redact: (text: string) => string): Result.Result<string, FileFailure> =>
  Result.try({
    try: () =>
      JSON.stringify(
        value,
        (_, inner: unknown) => {
          if (typeof inner === "string") return redact(inner)
          return Predicate.isObject(inner) && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).map(([key, field]) => [redact(key), field]))
            : inner
        },
        2
      ).replace(hiddenCharacters, escapeCharacter),
    // The value was parsed from JSON, so its depth is all that can be wrong with it.
    catch: () => new FileFailure("what it would hold is nested too deeply")
  })
