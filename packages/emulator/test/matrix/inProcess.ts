// Core in front of an emulator in the same process, as `Emulator.layer` has it, but with its writes counted.
import { Losant, type LosantOptions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Emulator } from "../../src/index.ts"
import type { Applied } from "../support/core.ts"
import { now, seed } from "../support/seed.ts"

export const inProcess = (options: {
  readonly applied: Applied
  readonly losant: Omit<LosantOptions, "accessToken" | "url" | "fetch">
  readonly watched: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
}) => {
  const { applied, losant, watched } = options
  // The first thing that is saved is the seed.
  applied.count = -1
  const storage = {
    load: Effect.succeed(Option.none()),
    save: () =>
      Effect.sync(() => {
        applied.count++
      })
  }
  return Layer.unwrap(
    Effect.map(Emulator, ({ fetch, token, url }) =>
      Losant.layer({ ...losant, accessToken: token, url, fetch: watched(fetch) })
    )
  ).pipe(Layer.provideMerge(Emulator.layerEmulator({ seed, now, storage })))
}
