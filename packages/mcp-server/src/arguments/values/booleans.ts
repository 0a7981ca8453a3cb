/** Reads booleans in the forms in which assistants and the programs around them write them. */
import * as Result from "effect/Result"
import type { Reader } from "../../model/ArgumentSpec.ts"

const forms = new Map<unknown, boolean>([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false]
])

/** The boolean that a text such as `True`, or 1 or 0, means. Any other value stays as it is. */
export const toBoolean = (value: unknown): unknown =>
  typeof value === "string" || typeof value === "number"
    ? (forms.get(String(value).trim().toLowerCase()) ?? value)
    : value

const isZero = (value: unknown): boolean => value === 0 || (typeof value === "string" && value.trim() === "0")

/** Reads `dryRun`. Only the word false lets a write go: 0 is also what a program sends for a missing value. */
export const readDryRun: Reader<boolean> = (value) => {
  const dryRun = isZero(value) ? undefined : toBoolean(value)
  return typeof dryRun === "boolean" ? Result.succeed(dryRun) : Result.fail("expected true or false")
}
