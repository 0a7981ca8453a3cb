/** The Losant that the tools speak to. It is made on the first call, since no list of tools may depend on it. */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"

export class Connection extends Context.Service<
  Connection,
  {
    /** Losant, made once, or what is wrong with its settings. */
    readonly open: Effect.Effect<Losant["Service"], LosantConfigError>
  }
>()("@effect-losant/mcp-server/Connection") {
  /** Makes Losant from a layer on the first call, and again after settings that were wrong: a file may have come. */
  static readonly layer = (losant: Layer.Layer<Losant, LosantConfigError>): Layer.Layer<Connection> =>
    Layer.effect(
      Connection,
      Effect.gen(function* () {
        const scope = yield* Effect.scope
        const build = Effect.map(Layer.buildWithScope(losant, scope), Context.get(Losant))
        const open = yield* Effect.cachedWithTTL(build, (exit) =>
          Exit.isSuccess(exit) ? Duration.infinity : Duration.zero
        )
        return { open }
      })
    )
}
