/** Tells the client how far a write is. What needs nothing to be done has no steps, and is told by its answer alone. */
import * as Effect from "effect/Effect"
import { ClientRequest } from "../../model/ClientRequest.ts"

const messages = {
  save: "reading what is to be saved first",
  ask: "reading what is at stake",
  send: "sending it to Losant"
} as const

/** What comes after what is there was read, in this order. */
export type Step = keyof typeof messages

/** Reports the steps of a write as they begin. Some of them may turn out not to be needed. */
export const reportSteps = Effect.fnUntraced(function* (steps: ReadonlyArray<Step>) {
  const { progress } = yield* ClientRequest
  // The first, which is done by now, is the look at what is there.
  const total = steps.length + 1
  return {
    begin: (step: Step) => progress({ done: steps.indexOf(step) + 1, total, message: messages[step] }),
    end: progress({ done: total, total, message: "done" })
  }
})
