// Counts the requests of one call, and their times.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ActionName } from "../../src/Actions.ts"
import type { CallOptions, LosantOptions } from "../../src/LosantOptions.ts"
import { run, sample } from "./calls.ts"
import * as ScriptedFetch from "./ScriptedFetch.ts"
import { samples } from "./samples.ts"

export const ok = (name: ActionName) => ScriptedFetch.json(200, samples[name].answer)
export const refused = ScriptedFetch.failWith("ECONNREFUSED", { syscall: "connect" })
export const reset = ScriptedFetch.failWith("ECONNRESET", { syscall: "read" })
export const busy = (retryAfter?: string) =>
  ScriptedFetch.refuse(429, retryAfter === undefined ? {} : { "retry-after": retryAfter })
export const down = ScriptedFetch.refuse(503)

interface Chosen {
  readonly call?: CallOptions
  readonly layer?: Partial<LosantOptions>
}

/** When the requests of one call were sent, in milliseconds, and how the call ended. */
export const timesOf = (name: ActionName, replies: ReadonlyArray<ScriptedFetch.Reply>, { call, layer }: Chosen = {}) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(...replies)
    const start = yield* Clock.currentTimeMillis
    const exit = yield* run(network, sample(name, call), layer)
    return { times: network.requests.map(({ at }) => at - start), exit }
  })

/** When a call that is sent four times is, where nothing says otherwise. */
export const plain = [0, 200, 600, 1_400]
