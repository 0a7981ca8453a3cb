// A Losant that gives the answers of a test in order, and records the requests.
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Result from "effect/Result"

export interface Sent {
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
}

export const scripted = (...answers: ReadonlyArray<Result.Result<unknown, LosantError>>) => {
  const sent: Array<Sent> = []
  const execute = (action: { readonly action: string }, input: Sent["input"]) =>
    Effect.suspend(() => {
      sent.push({ action: action.action, input })
      const answer = answers[sent.length - 1]
      return answer === undefined
        ? Effect.die(new Error(`nothing is scripted for ${action.action}`))
        : Effect.fromResult(answer)
    })
  // Sound: it replaces Losant, and the test gives answers that fit the actions.
  const losant = { instanceId: Option.none(), execute } as unknown as Losant["Service"]
  return { losant, sent }
}
