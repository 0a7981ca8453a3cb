/** What stands in a text as JSON, since some clients send every argument as a text; all else as it is. */
import * as Result from "effect/Result"

export const parsed = (value: unknown): unknown =>
  typeof value === "string"
    ? Result.getOrElse(
        Result.try((): unknown => JSON.parse(value)),
        () => value
      )
    : value
