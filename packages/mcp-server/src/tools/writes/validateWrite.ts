/** What the arguments of a write show to be wrong, before anything is read. */
import type { LosantInvalidInput } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { invalidInput } from "../../arguments/inputIssues.ts"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Values } from "../../model/Values.ts"
import type { GivenWrite } from "../../model/WritePlan.ts"
import { fieldsOf, validated } from "./buildPlan.ts"
import { givenLastUpdated } from "./lastUpdated.ts"
import { knownFields, newFields } from "./mergeOrg.ts"

const fieldsToSend = (call: GivenWrite): Result.Result<Values, ReadonlyArray<Problem>> => {
  const fields = fieldsOf(call)
  switch (call.action.action) {
    case "instanceOrgs.post":
      return newFields(fields)
    case "instanceOrg.patch":
      return knownFields(fields, call.values["clear"])
    default:
      return Result.succeed(fields)
  }
}

// Their forms are not those in which they are sent: what is wrong with them is found where they are read.
const ownForms = ["tags", "banner"]

const without = (fields: Values, names: ReadonlyArray<string>): Values =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

const problemsIn = <A>(
  checked: Effect.Effect<A, LosantInvalidInput | InvalidArguments>
): Effect.Effect<ReadonlyArray<Problem>> =>
  Effect.match(checked, {
    onSuccess: () => [],
    onFailure: (error) => (error._tag === "InvalidArguments" ? error.problems : invalidInput(error))
  })

/** Fails on arguments with which no plan could be made, whatever Losant holds, with all that is wrong with them. */
export const checkGiven = Effect.fnUntraced(function* (call: GivenWrite): Effect.fn.Return<void, InvalidArguments> {
  const fields = fieldsToSend(call)
  const known = Result.isFailure(fields) ? fields.failure : []
  const sent = Result.isFailure(fields)
    ? without(fieldsOf(call), [...ownForms, ...known.map(({ argument }) => argument)])
    : fields.success
  const problems = [
    ...known,
    ...(yield* problemsIn(validated(call, sent))),
    ...(yield* problemsIn(givenLastUpdated(call.values)))
  ]
  if (problems.length > 0) yield* Effect.fail(new InvalidArguments(problems))
})
