/** The Losant that the tools reach. It is made on the first call, since no list of tools may depend on it. */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Policy } from "../policy/Policy.ts"
import { guard } from "./policyGuard.ts"
import { type KnownInstances, makeInstances } from "./resolution/resolveInstance.ts"

export class Connection extends Context.Service<
  Connection,
  {
    /** What is reached of Losant, made once, or what is wrong with its settings. */
    readonly open: Effect.Effect<LosantGateway, LosantConfigError>
    /** What finds the instance of a call, once for the process. */
    readonly instances: Effect.Effect<KnownInstances, LosantConfigError>
  }
>()("@effect-losant/mcp-server/Connection") {
  /**
   * Makes Losant from a layer on the first call, and again after settings that were wrong: a file may have come. Whatever
   * uses it reaches only what the policy allows.
   */
  static readonly layer = (losant: Layer.Layer<Losant, LosantConfigError>, policy: Policy): Layer.Layer<Connection> =>
    Layer.effect(
      Connection,
      Effect.gen(function* () {
        const scope = yield* Effect.scope
        const build = Effect.gen(function* () {
          const context = yield* Layer.buildWithScope(losant, scope)
          const gateway = guard(Context.get(context, Losant), policy)
          return { gateway, instances: yield* makeInstances(gateway) }
        })
        const made = yield* Effect.cachedWithTTL(build, (exit) =>
          Exit.isSuccess(exit) ? Duration.infinity : Duration.zero
        )
        return {
          open: Effect.map(made, ({ gateway }) => gateway),
          instances: Effect.map(made, ({ instances }) => instances)
        }
      })
    )
}
