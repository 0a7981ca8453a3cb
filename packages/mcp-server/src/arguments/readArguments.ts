/** Reads the arguments that an assistant gives, each by itself, and collects everything that is wrong with them. */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Argument, Problem } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import type { Values } from "../model/Values.ts"
import { unescapeIn } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"
import { parseJsonText } from "../text/json.ts"
import { meantBy } from "./argumentAliases.ts"
import { clearable, limitPath } from "./clearArgument.ts"

const longestName = 100
const mostNulls = 10

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object"
}

const isOfType = (type: string, value: unknown): boolean => {
  switch (type) {
    case "integer":
      return Number.isInteger(value)
    case "array":
      return Array.isArray(value)
    case "object":
      return Predicate.isObject(value)
    default:
      return typeof value === type
  }
}

/**
 * Some clients send every argument as a text: what stands in it is taken where a text is not what is wanted. So are the
 * numbers in an object, and a single text for a list of texts.
 */
const unquoted = (schema: JsonSchema, value: unknown): unknown => {
  const { type = "object", items, properties = {} } = schema
  if (type === "object" && Predicate.isObject(value)) {
    const field = (name: string): JsonSchema => (Object.hasOwn(properties, name) ? (properties[name] ?? text) : text)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unquoted(field(name), inner)]))
  }
  if (type === "string" || typeof value !== "string") return value
  const inner = parseJsonText(value.trim())
  if (isOfType(type, inner)) return type === "object" ? unquoted(schema, inner) : inner
  return type === "array" && items?.type === "string" && inner === value.trim() ? [value] : value
}

const text: JsonSchema = { type: "string" }

/** What to do instead of null, which clients send for what is not there, and some assistants to empty something. */
const insteadOfNull = (argument: Argument, canClear: boolean): string => {
  if (argument.isRequired) return missing(argument).message
  return canClear && clearable.includes(argument.name)
    ? `to empty it give clear ${JSON.stringify([argument.name])}`
    : "leave the argument out instead"
}

/** The limits that are null, of which nothing but `clear` removes one. */
const nullLimits = (name: string, value: unknown): ReadonlyArray<string> =>
  name === "limits" && Predicate.isObject(value)
    ? Object.entries(value).flatMap(([limit, number]) => (number === null ? [limitPath(limit)] : []))
    : []

const read = (argument: Argument, value: unknown, canClear: boolean): Result.Result<unknown, string> => {
  const { name, schema, term } = argument
  if (value === null) return Result.fail(`must not be null: ${insteadOfNull(argument, canClear)}`)
  if (term.read !== undefined) return term.read(value)
  const type = schema.type ?? "object"
  const taken = unquoted(schema, value)
  if (!isOfType(type, taken)) return Result.fail(`expected ${typeNames[type] ?? type}`)
  const removed = canClear ? nullLimits(name, taken) : []
  if (removed.length > 0) {
    return Result.fail(
      `a limit must not be null: to remove it give clear ${JSON.stringify(removed.slice(0, mostNulls))}`
    )
  }
  if (typeof taken === "number" && schema.maximum !== undefined && taken > schema.maximum) {
    return Result.fail(`must be at most ${schema.maximum}`)
  }
  if (typeof taken === "number" && term.least !== undefined && taken < term.least) {
    return Result.fail(`must be at least ${term.least}`)
  }
  const allowed = schema.enum
  if (allowed !== undefined && typeof taken === "string" && !allowed.includes(taken)) {
    return Result.fail(`expected one of ${allowed.join(", ")}${didYouMean(taken, allowed)}`)
  }
  return Result.succeed(taken)
}

/** What is wrong with an argument that the tool does not have, where that is not only its name. */
const misplaced = (name: string, value: unknown, isConfigured: boolean): string | undefined => {
  // What a client sent in place of all arguments.
  if (name === "arguments" && !Predicate.isObject(value)) return "expected an object of the arguments by name"
  return name === "instanceId" && isConfigured ? "is set in the server's configuration: leave it out" : undefined
}

const meant = (name: string, known: ReadonlyArray<string>): string => {
  const other = meantBy(name, known)
  return other === undefined ? didYouMean(name, known) : ` (did you mean ${other}?)`
}

/** What is wrong with the arguments that the tool does not have. Those that it has are listed once, with the first. */
const unknownArguments = (
  given: Values,
  known: ReadonlyArray<string>,
  isConfigured: boolean
): ReadonlyArray<Problem> => {
  const allowed = known.length === 0 ? "; the tool takes no arguments" : `; the arguments are ${known.join(", ")}`
  let isListed = false
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const argument = name.slice(0, longestName)
      const message = misplaced(name, given[name], isConfigured)
      if (message !== undefined) return { argument, message }
      const list = isListed ? "" : allowed
      isListed = true
      return { argument, message: `is not an argument${meant(name, known)}${list}` }
    })
}

const missing = ({ name, schema, term }: Argument): Problem => {
  const values = schema.enum === undefined ? "" : `: one of ${schema.enum.join(", ")}`
  return {
    argument: name,
    message: `is required${values}${term.foundBy === undefined ? "" : ` (${term.foundBy} finds it)`}`
  }
}

/** The values of the arguments that can be read, and what is wrong with the others. */
export const readable = (
  known: ReadonlyArray<Argument>,
  given: Values,
  isConfigured: boolean
): { readonly values: Values; readonly problems: ReadonlyArray<Problem> } => {
  const names = known.map(({ name }) => name)
  const problems: Array<Problem> = [...unknownArguments(given, names, isConfigured)]
  const values = new Map<string, unknown>()
  for (const one of known) {
    if (!Object.hasOwn(given, one.name)) {
      if (one.isRequired) problems.push(missing(one))
      continue
    }
    const result = read(one, given[one.name], names.includes("clear"))
    // What an answer shows escaped can be repeated as it was shown.
    if (Result.isSuccess(result)) values.set(one.name, unescapeIn(result.success))
    else problems.push({ argument: one.name, message: result.failure })
  }
  return { values: Object.fromEntries(values), problems }
}
