/** What the arguments of a write show to be wrong, before anything is read. */
import type { LosantInvalidInput } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Problem } from "../arguments/Arguments.ts"
import { InvalidArguments } from "../ToolError.ts"
import type { Values } from "../ToolSpec.ts"
import { givenLastUpdated } from "./lastUpdated.ts"
import { knownFields, newFields } from "./merge.ts"
import type { GivenWrite } from "./Plan.ts"
import { fieldsOf, validated } from "./planned.ts"

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

/** Fails on arguments with which no plan could be made, whatever Losant holds. */
export const checkGiven = Effect.fnUntraced(function* (
  call: GivenWrite
): Effect.fn.Return<void, LosantInvalidInput | InvalidArguments> {
  const fields = fieldsToSend(call)
  if (Result.isFailure(fields)) return yield* Effect.fail(new InvalidArguments(fields.failure))
  yield* validated(call, fields.success)
  yield* givenLastUpdated(call.values)
})
