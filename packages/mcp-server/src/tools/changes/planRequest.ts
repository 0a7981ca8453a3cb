/** Makes the request for a plan from the arguments of losant_plan_changes. */
import type { PlanRequest } from "@effect-losant/fleet"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { flagOption } from "../../arguments/options.ts"
import type { Option, OptionValues, Problem } from "../../model/ArgumentSpec.ts"
import type { JsonObject } from "../../text/json.ts"
import { continueOption } from "../bulk/defineJob.ts"
import { changeOption, type Operation, operations, parseChange, takesChange } from "./changeArgument.ts"
import { readWhom, whomOptions } from "./whom.ts"

const operation: Option<Operation> & { readonly isRequired: true } = {
  schema: { type: "string", enum: operations },
  isRequired: true
}

export const planOptions = {
  operation,
  change: changeOption,
  ...whomOptions,
  reversibleOnly: flagOption("Leaves out what cannot be undone"),
  ...continueOption
}

export type PlanArguments = OptionValues<typeof planOptions>

/** The person of a new member or invitation may stand beside the change too. */
const withPerson = (operation: Operation, change: JsonObject, person: string | undefined): JsonObject => {
  if (person === undefined || change["email"] !== undefined || change["userId"] !== undefined) return change
  if (operation === "invite") return { ...change, email: person }
  if (operation !== "add_member") return change
  return person.includes("@") ? { ...change, email: person } : { ...change, userId: person }
}

/** Blanks fit every name that holds one, and an empty query fits all. */
const isBlank = (value: unknown): boolean =>
  typeof value === "string" ? value.trim() === "" : Predicate.isObject(value) && Object.keys(value).length === 0

const checkBlank = (values: PlanArguments): ReadonlyArray<Problem> =>
  Object.entries(values)
    .filter(([, value]) => isBlank(value))
    .map(([argument]) => ({ argument, message: "must not be empty: leave the argument out instead" }))

const checkChange = ({ operation, change }: PlanArguments): ReadonlyArray<Problem> => {
  if (!takesChange(operation)) {
    return change === undefined ? [] : [{ argument: "change", message: `${operation} takes none: leave it out` }]
  }
  return change === undefined && operation !== "resend_invite"
    ? [{ argument: "change", message: `is required for ${operation}` }]
    : []
}

/** The fields of the request that hold the change. */
const changeFields = (operation: Operation, change: JsonObject): JsonObject => {
  switch (operation) {
    case "update_org":
      return { changes: change }
    case "add_member":
      return { member: change }
    case "update_member":
      return { change }
    case "invite":
      return { invite: change }
    case "resend_invite":
      return { roleInfo: change }
    default:
      return {}
  }
}

/** Makes the request, or fails with all problems of the arguments. `now` is in milliseconds. */
export const makePlanRequest = (
  values: PlanArguments,
  now: number
): Result.Result<PlanRequest, ReadonlyArray<Problem>> => {
  const { operation, change, person, reversibleOnly } = values
  const problems = [...checkBlank(values), ...checkChange(values)]
  if (problems.length > 0) return Result.fail(problems)
  const isNew = operation === "add_member" || operation === "invite"
  const { person: _, ...withoutPerson } = values
  const whom = readWhom(operation, isNew ? withoutPerson : values, now)
  const whole = withPerson(operation, change ?? {}, person)
  const parsed = Object.keys(whole).length === 0 ? Result.succeed({}) : parseChange(operation, whole, now)
  if (Result.isFailure(whom) || Result.isFailure(parsed)) {
    return Result.fail([
      ...(Result.isFailure(whom) ? whom.failure : []),
      ...(Result.isFailure(parsed) ? parsed.failure : [])
    ])
  }
  return Result.succeed({
    operation,
    ...changeFields(operation, parsed.success),
    ...whom.success,
    ...(reversibleOnly === true ? { maxLevel: "yes" } : {})
    // Sound: the engine checks the request again by its schema, and refuses what does not fit the operation.
  } as unknown as PlanRequest)
}
