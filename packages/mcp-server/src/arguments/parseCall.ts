/** Parses the flat arguments of an assistant into the parts of a call. It reports all problems at once. */
import * as Action from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Argument, Place, Problem } from "../model/ArgumentSpec.ts"
import type { Target } from "../model/VerificationCall.ts"
import { type JsonObject, toJsonObject } from "../text/json.ts"
import { defaultPerPage } from "./argumentCatalog.ts"
import { issueProblems } from "./inputIssues.ts"
import { chooseCounts } from "./nameLists.ts"
import { buildOrgQuery, type OrgFilters } from "./orgFilters.ts"
import { type ParsedArguments, readArguments } from "./readArguments.ts"
import { checkTimes, completePeriod } from "./usagePeriod.ts"

/** The parts of a call with their values. The types of the values are those that the tool declares. */
export interface CallParts {
  readonly instance: string | undefined
  readonly target: Target
  readonly query: ParsedArguments
  readonly body: ParsedArguments
  readonly options: ParsedArguments
  /** All values as the assistant sent them, without defaults. A confirmation is bound to them. */
  readonly all: JsonObject
}

/** The description of a tool's arguments that the parser needs. */
export interface CallSyntax {
  readonly arguments: ReadonlyArray<Argument>
  readonly hasInstance: boolean
  /** The query and the body are checked by the schemas of this action. */
  readonly action?: Action.Any
  /** The fields of the body that the tool takes in a form of its own. Only the tool checks them. */
  readonly ownForms?: ReadonlyArray<string>
  /** Checks the rules between arguments, which no schema can state. */
  readonly check?: (parts: CallParts) => ReadonlyArray<Problem>
  /** Checks the fields in a form of their own. */
  readonly checkForms?: (parts: CallParts) => ReadonlyArray<Problem>
}

const partsOf = (specs: ReadonlyArray<Argument>, values: ParsedArguments): CallParts => {
  const places = new Map(specs.map(({ name, place }) => [name, place]))
  const valuesIn = (place: Place): ParsedArguments =>
    Object.fromEntries(Object.entries(values).filter(([name]) => places.get(name) === place))
  const { instanceId, ...target } = valuesIn("target")
  return {
    instance: instanceId === undefined ? undefined : String(instanceId),
    target: Object.fromEntries(Object.entries(target).map(([name, value]) => [name, String(value)])),
    query: valuesIn("query"),
    body: valuesIn("body"),
    options: valuesIn("option"),
    all: toJsonObject(values)
  }
}

/** Adds the server's defaults to the values. `now` is in milliseconds. */
const addDefaults = (
  specs: ReadonlyArray<Argument>,
  values: ParsedArguments,
  now: number
): Result.Result<ParsedArguments, ReadonlyArray<Problem>> => {
  // A body has no defaults: what a write does not name is left to Losant.
  const has = (name: string) => specs.some((one) => one.name === name && one.place !== "body")
  const completed: Record<string, unknown> = { ...values }
  // A job over many organizations builds its query itself, because its arguments must stay the same from call to call.
  if (has("nameContains") && has("summaryInclude")) {
    // Sound: the reader of each argument checked its value, and the schema of the action checks the query later.
    const query = buildOrgQuery(values as OrgFilters, now)
    if (query !== undefined) completed["query"] = query
  }
  if (has("summaryInclude")) {
    const counts = chooseCounts(values, has("nameContains"))
    if (counts !== undefined) completed["summaryInclude"] = counts
  }
  // Losant has other defaults.
  const limit = specs.find(({ name, place }) => name === "limit" && place === "query")?.schema.default
  if (limit !== undefined) completed["limit"] ??= limit
  if (has("perPage")) completed["perPage"] ??= defaultPerPage
  if (has("start")) {
    // Losant documents no default for the start, and a wrong one for the end, so both are always sent.
    // A list of entries goes up to now; whole days are for what is counted.
    const given = has("perPage") ? { ...values, end: values["end"] ?? now } : values
    const { start, end } = completePeriod(given, now)
    completed["start"] = start
    completed["end"] = end
    const problems = checkTimes(completed, now)
    if (problems.length > 0) return Result.fail(problems)
  }
  if (values["filter"] !== undefined && values["filterField"] === undefined) {
    const fields = specs.find(({ name }) => name === "filterField")?.schema.enum ?? []
    if (fields.length > 1) {
      return Result.fail([{ argument: "filterField", message: `is required with filter: ${fields.join(" or ")}` }])
    }
    completed["filterField"] = fields[0]
  }
  return Result.succeed(completed)
}

const without = (fields: ParsedArguments, names: ReadonlyArray<string>): ParsedArguments =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** The problems that the schemas of the action find. They do not check ids, which may still be names. */
const schemaProblems = (
  action: Action.Any,
  { query, body }: CallParts,
  ownForms: ReadonlyArray<string>
): ReadonlyArray<Problem> => {
  const [bodyName] = Object.keys(action.body)
  const parts = { ...query, ...(bodyName === undefined ? {} : { [bodyName]: without(body, ownForms) }) }
  return issueProblems(action, Effect.runSync(Action.partIssues(action, parts)))
}

const rootOf = ({ argument }: Problem): string => argument.split(".")[0] ?? argument

/** The parts of a call, or all problems with its arguments, at most one for each argument. */
export const parseCall = (
  { arguments: specs, hasInstance, action, ownForms = [], check, checkForms }: CallSyntax,
  input: JsonObject,
  now: number
): Result.Result<CallParts, ReadonlyArray<Problem>> => {
  const { values, problems } = readArguments(specs, input, hasInstance)
  const completed = problems.length > 0 ? Result.fail(problems) : addDefaults(specs, values, now)
  const checked = Result.flatMap(completed, (all) => {
    const parts = { ...partsOf(specs, all), all: toJsonObject(values) }
    const problemsBetween = check?.(parts) ?? []
    return problemsBetween.length > 0 ? Result.fail(problemsBetween) : Result.succeed(parts)
  })
  const parts = Result.getOrElse(checked, () => partsOf(specs, values))
  const formProblems = checkForms?.(parts) ?? []
  const wrongForms = formProblems.map(rootOf)
  const others = [
    ...formProblems,
    ...(action === undefined ? [] : schemaProblems(action, parts, [...ownForms, ...wrongForms]))
  ]
  if (Result.isSuccess(checked)) return others.length > 0 ? Result.fail(others) : checked
  const reported = new Set(checked.failure.map(rootOf))
  // A missing argument is reported already, or has a default.
  const isNew = (problem: Problem) => Object.hasOwn(values, rootOf(problem)) && !reported.has(rootOf(problem))
  return Result.fail([...checked.failure, ...others.filter(isNew)])
}
