// The error of a call that is answered once.
import * as Effect from "effect/Effect"
import type { ActionName } from "../../src/Actions.ts"
import type { LosantError } from "../../src/LosantError.ts"
import { errorOf, run, sample } from "./calls.ts"
import * as ScriptedFetch from "./ScriptedFetch.ts"

const isLosantError = (error: unknown): error is LosantError =>
  error instanceof Error && "_tag" in error && String(error._tag).startsWith("Losant")

/** Runs an action with its sample input, without repetition. The test fails if it sends more than one request. */
export const failedBy = (name: ActionName, reply: ScriptedFetch.Reply) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(reply)
    const error: unknown = errorOf(yield* run(network, sample(name, { retry: { times: 0 } })))
    if (network.requests.length !== 1) throw new Error(`expected one request, got ${network.requests.length}`)
    if (!isLosantError(error)) throw new Error(`expected an error of Losant, got ${String(error)}`)
    return error
  })
