// A Losant that answers what a test says, in order, and keeps what it was asked.
import { type EncodedCall, requestOfCall } from "@effect-losant/core/Action"
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
  const send = (call: EncodedCall) => {
    const { query, body } = requestOfCall(call)
    const { losantdomain } = call
    return execute(call.action, {
      ...call.ids,
      ...query,
      ...(body === undefined ? {} : { body }),
      ...(losantdomain === undefined ? {} : { losantdomain })
    })
  }
  // Sound: it stands for Losant, and answers what the test knows to fit the action.
  const losant = { instanceId: Option.none(), execute, send } as unknown as Losant["Service"]
  return { losant, sent }
}
