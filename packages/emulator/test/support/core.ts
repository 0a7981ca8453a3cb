// Core in front of an emulator behind a real socket.
import { type ActionName, actions, Losant, type LosantError, type LosantOptions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { Emulator, type EmulatorOptions } from "../../src/emulator/Emulator.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { inputs } from "./inputs.ts"
import { server, token } from "./wire.ts"

/** The number of applied writes. */
export interface Applied {
  count: number
}

/** A fetch that opens `seen` once the program has taken note that an answer began. */
export const watchedFetch = (seen: Latch.Latch): typeof globalThis.fetch => {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init)
    // The program goes on from the response in microtasks, all of which come before this.
    setImmediate(() => Latch.openUnsafe(seen))
    return response
  }
}

/** Core, the emulator, and the server between them; `applied` counts the writes. */
export const overHttp = (
  options: {
    readonly emulator?: EmulatorOptions
    readonly losant?: Partial<LosantOptions>
    readonly applied?: Applied
  } = {}
) => {
  // The first thing that is saved is the seed.
  const { applied = { count: 0 } } = options
  applied.count = -1
  const storage = {
    load: Effect.succeed(Option.none()),
    save: () =>
      Effect.sync(() => {
        applied.count++
      })
  }
  return Layer.unwrap(
    Effect.map(NodeServer, ({ url }) => Losant.layer({ accessToken: Redacted.make(token), url, ...options.losant }))
  ).pipe(Layer.provideMerge(server({ storage, ...options.emulator })))
}

/** Runs an action by its name, with the input of the tests unless another is given. */
export const execute = (name: ActionName, input: unknown = inputs[name]) =>
  Effect.flatMap(Losant, (losant) => losant.execute(actions[name], input, {}))

/** The error of a failed call. */
export const errorOf = (exit: Exit.Exit<unknown, LosantError>): LosantError =>
  Option.getOrThrowWith(Exit.findErrorOption(exit), () => new Error(`expected a failure, got ${String(exit)}`))

/** The number of requests of an action that arrived at the emulator. */
export const arrivals = (name: ActionName) =>
  Emulator.use(({ requests }) => Effect.map(requests.all, (all) => all.filter(({ action }) => action === name).length))
