/** Reads the arguments that an assistant sends, one by one, and collects all problems. */
import { clearableFields } from "@effect-losant/core/OrgParts"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { type Argument, maxProblems, type Problem } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { unescapeIn } from "../text/escapes.ts"
import { didYouMean } from "../text/fuzzySuggestions.ts"
import { type JsonObject, parseJsonText } from "../text/json.ts"
import { findExcess } from "./argumentSize.ts"
import { limitPath } from "./clearArgument.ts"
import { splitNames } from "./nameLists.ts"
import { toBoolean } from "./values/booleans.ts"

const maxNameLength = 100
const maxNulls = 10

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
 * Some clients send every argument as a text, and numbers in an object as texts too. If the schema wants no text, the
 * text is parsed. A text with commas is accepted for a list of texts.
 */
const unquote = (schema: JsonSchema, value: unknown): unknown => {
  const { type = "object", items, properties = {} } = schema
  if (type === "object" && Predicate.isObject(value)) {
    const field = (name: string): JsonSchema => (Object.hasOwn(properties, name) ? (properties[name] ?? text) : text)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unquote(field(name), inner)]))
  }
  if (type === "boolean") return toBoolean(value)
  if (type === "string" || typeof value !== "string") return value
  const inner = parseJsonText(value.trim())
  if (isOfType(type, inner)) return type === "object" ? unquote(schema, inner) : inner
  return type === "array" && items?.type === "string" && inner === value.trim() ? splitNames(value) : value
}

const text: JsonSchema = { type: "string" }

/** The names that arguments have in other APIs, in lower case, with the arguments of this server that they mean. */
const aliases: Readonly<Record<string, ReadonlyArray<string>>> = {
  ...Object.fromEntries(["org", "organization", "organizationid", "org_id", "id"].map((name) => [name, ["orgId"]])),
  ...Object.fromEntries(["instance", "instance_id"].map((name) => [name, ["instanceId"]])),
  ...Object.fromEntries(["user", "user_id", "member", "memberid"].map((name) => [name, ["userId"]])),
  ...Object.fromEntries(["invite", "invitation", "invitationid", "invite_id"].map((name) => [name, ["inviteId"]])),
  ...Object.fromEntries(["filter", "search", "name", "contains"].map((name) => [name, ["nameContains", "filter"]])),
  ...Object.fromEntries(["email", "userid", "member"].map((name) => [name, ["userId", "person"]])),
  ...Object.fromEntries(["limit", "pagesize", "per_page", "count", "max"].map((name) => [name, ["perPage", "top"]])),
  ...Object.fromEntries(["offset", "skip", "pagenumber"].map((name) => [name, ["page"]])),
  ...Object.fromEntries(["from", "since", "after"].map((name) => [name, ["start", "createdAfter"]])),
  ...Object.fromEntries(["to", "until", "before"].map((name) => [name, ["end"]])),
  ...Object.fromEntries(["sort", "sortby", "orderby", "order"].map((name) => [name, ["sortField"]])),
  ...Object.fromEntries(["granularity", "interval"].map((name) => [name, ["resolution"]]))
}

/** The argument of the tool that a name of another API means; undefined if there is none. */
export const resolveAlias = (name: string, names: ReadonlyArray<string>): string | undefined => {
  const key = name.toLowerCase()
  return Object.hasOwn(aliases, key) ? aliases[key]?.find((one) => names.includes(one)) : undefined
}

/**
 * Advice for an argument that must not be empty. Clients send null for a missing value, and some assistants send it to
 * empty a field.
 */
const adviseOnEmpty = (argument: Argument, canClear: boolean): string => {
  if (argument.isRequired) return missingArgument(argument).message
  if (canClear && clearableFields.includes(argument.name)) {
    return `to empty it give clear ${JSON.stringify([argument.name])}`
  }
  const roles = argument.schema.items?.properties?.["role"]?.enum ?? []
  return roles.includes("none")
    ? 'leave the argument out to keep the roles, or give each that goes with role "none"'
    : "leave the argument out instead"
}

/** The paths of the limits that are null. Only `clear` removes a limit. */
const findNullLimits = (name: string, value: unknown): ReadonlyArray<string> =>
  name === "limits" && Predicate.isObject(value)
    ? Object.entries(value).flatMap(([limit, number]) => (number === null ? [limitPath(limit)] : []))
    : []

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** An empty text or list, or tags that are all replaced by none: sent to Losant, it would empty the field. */
const isEmptying = (value: unknown): boolean =>
  value === "" || isEmptyList(value) || (Predicate.hasProperty(value, "set") && isEmptyList(value.set))

/** True for a value that counts as not given. */
const isAbsent = ({ ifEmpty, schema, spec }: Argument, value: unknown): boolean => {
  if (value === null && spec.ifNull === "absent") return true
  if (ifEmpty !== "absent") return false
  if (value === null || (typeof value === "string" && value.trim() === "")) return true
  return schema.type === "array" && spec.takesEmptyList !== true && isEmptyList(parseJsonText(value))
}

const readArgument = (argument: Argument, sent: unknown, canClear: boolean): Result.Result<unknown, string> => {
  const { name, schema, spec, ifEmpty } = argument
  if (sent === null) return Result.fail(`must not be null: ${adviseOnEmpty(argument, canClear)}`)
  const type = schema.type ?? "object"
  // Some clients fill every optional argument with an empty value. Only `clear` says that a field is to be emptied.
  if (ifEmpty === "refused" && isEmptying(type === "string" ? sent : parseJsonText(sent))) {
    return Result.fail(`must not be empty: ${adviseOnEmpty(argument, canClear)}`)
  }
  // A name of digits. A larger number has lost its last digits.
  const value = type === "string" && Number.isSafeInteger(sent) ? String(sent) : sent
  // A text may hold the JSON of a list or an object.
  const excess = type === "string" ? undefined : findExcess(parseJsonText(value))
  if (excess !== undefined) return Result.fail(`is ${excess}`)
  if (spec.read !== undefined) return spec.read(value)
  const typedValue = unquote(schema, value)
  if (!isOfType(type, typedValue)) return Result.fail(`expected ${typeNames[type] ?? type}`)
  const limitPaths = canClear ? findNullLimits(name, typedValue) : []
  if (limitPaths.length > 0) {
    return Result.fail(
      `a limit must not be null: to remove it give clear ${JSON.stringify(limitPaths.slice(0, maxNulls))}`
    )
  }
  if (typeof typedValue === "number" && schema.maximum !== undefined && typedValue > schema.maximum) {
    return Result.fail(`must be at most ${schema.maximum}`)
  }
  if (typeof typedValue === "number" && spec.least !== undefined && typedValue < spec.least) {
    return Result.fail(`must be at least ${spec.least}`)
  }
  const allowed = schema.enum
  if (allowed !== undefined && typeof typedValue === "string" && !allowed.includes(typedValue)) {
    return Result.fail(`expected one of ${allowed.join(", ")}${didYouMean(typedValue, allowed)}`)
  }
  return Result.succeed(typedValue)
}

/** The message for an unknown argument that needs more than a list of names. */
const explainMisplaced = (name: string, value: unknown, hasInstance: boolean): string | undefined => {
  // The server puts a value that a client sent instead of all arguments under this name.
  if (name === "arguments" && !Predicate.isObject(value)) return "expected an object of the arguments by name"
  return name === "instanceId" && hasInstance ? "is set in the server's configuration: leave it out" : undefined
}

const suggestName = (name: string, names: ReadonlyArray<string>): string => {
  const other = resolveAlias(name, names)
  return other === undefined ? didYouMean(name, names) : ` (did you mean ${other}?)`
}

/** The problems with arguments that the tool does not have. Only the first problem lists the tool's arguments. */
const findUnknownArguments = (
  input: JsonObject,
  names: ReadonlyArray<string>,
  hasInstance: boolean
): ReadonlyArray<Problem> => {
  const allowed = names.length === 0 ? "; the tool takes no arguments" : `; the arguments are ${names.join(", ")}`
  let isListed = false
  return Object.keys(input)
    .filter((name) => !names.includes(name))
    .map((name, index) => {
      const argument = name.slice(0, maxNameLength)
      const message = explainMisplaced(name, input[name], hasInstance)
      if (message !== undefined) return { argument, message }
      const list = isListed ? "" : allowed
      isListed = true
      const suggestion = index < maxProblems ? suggestName(name, names) : ""
      return { argument, message: `is not an argument${suggestion}${list}` }
    })
}

const missingArgument = ({ name, schema, spec }: Argument): Problem => {
  const values = schema.enum === undefined ? "" : `: one of ${schema.enum.join(", ")}`
  return {
    argument: name,
    message: `is required${values}${spec.foundBy === undefined ? "" : ` (${spec.foundBy} finds it)`}`
  }
}

/** The values by the names of their arguments. The tool's declaration gives their types. */
export type ParsedArguments = Readonly<Record<string, unknown>>

/** The values of the arguments that can be read, and the problems with the others. */
export const readArguments = (
  specs: ReadonlyArray<Argument>,
  input: JsonObject,
  hasInstance: boolean
): { readonly values: ParsedArguments; readonly problems: ReadonlyArray<Problem> } => {
  const names = specs.map(({ name }) => name)
  const problems: Array<Problem> = [...findUnknownArguments(input, names, hasInstance)]
  const values = new Map<string, unknown>()
  for (const one of specs) {
    if (!Object.hasOwn(input, one.name) || isAbsent(one, input[one.name])) {
      if (one.isRequired) problems.push(missingArgument(one))
      continue
    }
    const result = readArgument(one, input[one.name], names.includes("clear"))
    // An assistant may repeat a text as an answer showed it, with escapes.
    if (Result.isSuccess(result)) values.set(one.name, unescapeIn(result.success))
    else problems.push({ argument: one.name, message: result.failure })
  }
  return { values: Object.fromEntries(values), problems }
}
