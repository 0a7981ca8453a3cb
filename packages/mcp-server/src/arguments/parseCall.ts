/** From the flat arguments of an assistant to the parts of a call: parsed once, with everything that is wrong at once. */
import * as Action from "@effect-losant/core/Action"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Argument, Place, Problem } from "../model/ArgumentSpec.ts"
import type { Values } from "../model/Values.ts"
import type { Target } from "../model/VerificationCall.ts"
import { defaultPerPage } from "./argumentCatalog.ts"
import { problemsOf } from "./inputIssues.ts"
import { type OrgFilters, queryOf } from "./orgFilters.ts"
import { readable } from "./readArguments.ts"
import { countsFor } from "./summaryCounts.ts"
import { checkTimes, defaultStart } from "./usagePeriod.ts"

/** The parts of a call, each with the values that were read. Their types are those that the tool declares. */
export interface CallParts {
  readonly instance: string | undefined
  readonly target: Target
  readonly query: Values
  readonly body: Values
  readonly options: Values
  /** All of it, as the assistant gave it: a confirmation is bound to it. */
  readonly all: Values
}

export interface Parsing {
  readonly arguments: ReadonlyArray<Argument>
  readonly hasInstance: boolean
  /** Its schemas judge the query and the body. */
  readonly action?: Action.Any
  /** Fields of the body that the tool takes in a form of its own, so that only the tool judges them. */
  readonly ownForms?: ReadonlyArray<string>
  /** The rules between the arguments, which no schema can state. */
  readonly check?: (parts: CallParts) => ReadonlyArray<Problem>
  /** The problems of fields in a form of their own. */
  readonly checkForms?: (parts: CallParts) => ReadonlyArray<Problem>
}

const partsOf = (known: ReadonlyArray<Argument>, values: Values): CallParts => {
  const places = new Map(known.map(({ name, place }) => [name, place]))
  const valuesIn = (place: Place): Values =>
    Object.fromEntries(Object.entries(values).filter(([name]) => places.get(name) === place))
  const { instanceId, ...target } = valuesIn("target")
  return {
    instance: instanceId === undefined ? undefined : String(instanceId),
    target: Object.fromEntries(Object.entries(target).map(([name, value]) => [name, String(value)])),
    query: valuesIn("query"),
    body: valuesIn("body"),
    options: valuesIn("option"),
    all: values
  }
}

/** The values with those that the server gives where an assistant has not. `now` is in milliseconds. */
const withDefaults = (
  known: ReadonlyArray<Argument>,
  values: Values,
  now: number
): Result.Result<Values, ReadonlyArray<Problem>> => {
  const has = (name: string) => known.some((one) => one.name === name)
  const completed: Record<string, unknown> = { ...values }
  // A job over many organizations makes its query itself: what it is called with has to stay the same from call to call.
  if (has("nameContains") && has("summaryInclude")) {
    // Sound: each was read by the argument of its name; what is wrong with the query the schema says.
    const query = queryOf(values as OrgFilters, now)
    if (query !== undefined) completed["query"] = query
  }
  if (has("summaryInclude")) {
    const counts = countsFor(values, has("nameContains"))
    if (counts !== undefined) completed["summaryInclude"] = counts
  }
  if (has("perPage")) completed["perPage"] ??= defaultPerPage
  if (has("start")) {
    // Losant documents no default for the start, and that of the end is a slip: both are always sent.
    const end = Number(values["end"] ?? now)
    completed["end"] = end
    completed["start"] ??= defaultStart(end, values)
    const problems = checkTimes(completed, now)
    if (problems.length > 0) return Result.fail(problems)
  }
  if (values["filter"] !== undefined && values["filterField"] === undefined) {
    const fields = known.find(({ name }) => name === "filterField")?.schema.enum ?? []
    if (fields.length > 1) {
      return Result.fail([{ argument: "filterField", message: `is required with filter: ${fields.join(" or ")}` }])
    }
    completed["filterField"] = fields[0]
  }
  return Result.succeed(completed)
}

const without = (fields: Values, names: ReadonlyArray<string>): Values =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** The problems that the schemas of the action find. The ids are not looked at: they may still be names. */
const schemaProblems = (
  action: Action.Any,
  { query, body }: CallParts,
  ownForms: ReadonlyArray<string>
): ReadonlyArray<Problem> => {
  const [bodyName] = Object.keys(action.body)
  const parts = { ...query, ...(bodyName === undefined ? {} : { [bodyName]: without(body, ownForms) }) }
  return problemsOf(action, Effect.runSync(Action.partIssues(action, parts)))
}

const rootOf = ({ argument }: Problem): string => argument.split(".")[0] ?? argument

/** The parts of a call, or all that is wrong with its arguments. An argument is spoken of once. */
export const parseCall = (
  { arguments: known, hasInstance, action, ownForms = [], check, checkForms }: Parsing,
  given: Values,
  now: number
): Result.Result<CallParts, ReadonlyArray<Problem>> => {
  const { values, problems } = readable(known, given, hasInstance)
  const completed = problems.length > 0 ? Result.fail(problems) : withDefaults(known, values, now)
  const checked = Result.flatMap(completed, (all) => {
    const parts = { ...partsOf(known, all), all: values }
    const found = check?.(parts) ?? []
    return found.length > 0 ? Result.fail(found) : Result.succeed(parts)
  })
  const parts = Result.getOrElse(checked, () => partsOf(known, values))
  const formProblems = checkForms?.(parts) ?? []
  const wrongForms = formProblems.map(rootOf)
  const others = [
    ...formProblems,
    ...(action === undefined ? [] : schemaProblems(action, parts, [...ownForms, ...wrongForms]))
  ]
  if (Result.isSuccess(checked)) return others.length > 0 ? Result.fail(others) : checked
  const told = new Set(checked.failure.map(rootOf))
  // An argument that is missing was found already, or has a default.
  const isNew = (problem: Problem) => Object.hasOwn(values, rootOf(problem)) && !told.has(rootOf(problem))
  return Result.fail([...checked.failure, ...others.filter(isNew)])
}
