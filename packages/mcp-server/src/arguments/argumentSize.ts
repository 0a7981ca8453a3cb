/**
 * Bounds the arguments of a call, before anything is computed with them. Below the bound, all work has to be linear in
 * the size: while one call is computed, the server answers nothing else.
 */
import * as Predicate from "effect/Predicate"
import type { Problem } from "../model/ArgumentSpec.ts"
import { maxDepth } from "../text/escapes.ts"
import type { JsonObject } from "../text/json.ts"

/** The most bytes of all arguments together, as JSON in UTF-8. No valid call comes near. */
export const maxBytes = 256_000

/**
 * The most values of all arguments together, in lists and objects too. Each may be wrong in several ways, and to describe a
 * mistake takes much longer than to read a value.
 */
export const maxValues = 5_000

const innerValues = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value) ? value : Predicate.isObject(value) ? Object.values(value) : []

/** The message for a value with too many levels or values, if it has. It takes values of any depth. */
export const findExcess = (value: unknown): string | undefined => {
  let level = innerValues(value)
  let count = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `nested too deeply: at most ${maxDepth} levels are read`
    count += level.length
    if (count > maxValues) return `more than ${maxValues} values: send less at once`
    level = level.flatMap(innerValues)
  }
  return undefined
}

/** The problem of arguments that are too large to be read. */
export const checkSize = (input: JsonObject): ReadonlyArray<Problem> => {
  const excess = findExcess(input)
  if (excess !== undefined) return [{ argument: "arguments", message: `are ${excess}` }]
  const size = Buffer.byteLength(JSON.stringify(input))
  return size > maxBytes
    ? [
        {
          argument: "arguments",
          message: `are ${size} bytes of JSON: at most ${maxBytes} are read, so send less at once`
        }
      ]
    : []
}
