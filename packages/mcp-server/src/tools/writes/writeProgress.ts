/** Reports the progress of a write to the client. A write that has nothing to do reports no steps. */
import * as Effect from "effect/Effect"
import { ClientRequest } from "../../model/ClientRequest.ts"

const messages = {
  save: "reading what is to be saved first",
  ask: "reading what is at stake",
  send: "sending it to Losant"
} as const

/** The steps after the first reading, in this order. */
export type Step = keyof typeof messages

/** Makes the reporters for these steps of a write. Steps may be skipped. */
export const reportSteps = Effect.fnUntraced(function* (steps: ReadonlyArray<Step>) {
  const { progress } = yield* ClientRequest
  // One more step, the first reading, is done before these.
  const total = steps.length + 1
  return {
    begin: (step: Step) => progress({ done: steps.indexOf(step) + 1, total, message: messages[step] }),
    end: progress({ done: total, total, message: "done" })
  }
})
