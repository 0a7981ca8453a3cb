/**
 * The connection of the tools to Losant. It is made on the first call, because listing the tools must not depend on it.
 */
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Policy } from "../policy/Policy.ts"
import { guard } from "./policyGuard.ts"
import { type InstanceResolver, makeInstanceResolver } from "./resolution/resolveInstance.ts"
import { findUnmatchedRules, type ListedRule } from "./unmatchedRules.ts"

export class Connection extends Context.Service<
  Connection,
  {
    /** The gateway, made once. It fails if Losant's settings are wrong. */
    readonly open: Effect.Effect<LosantGateway, LosantConfigError>
    /** The rules of the policy that match no organization; none if that cannot be found out. It costs requests. */
    readonly unmatchedRules: Effect.Effect<Option.Option<ReadonlyArray<ListedRule>>>
    /** Resolves the instance of a call. It is made once for the process. */
    readonly instances: Effect.Effect<InstanceResolver, LosantConfigError>
  }
>()("@effect-losant/mcp-server/Connection") {
  /**
   * Builds the layer on the first call. After wrong settings it tries again, because a missing file may exist by now.
   * The policy applies to the gateway.
   */
  static readonly layer = (losant: Layer.Layer<Losant, LosantConfigError>, policy: Policy): Layer.Layer<Connection> =>
    Layer.effect(
      Connection,
      Effect.gen(function* () {
        const scope = yield* Effect.scope
        const build = Effect.gen(function* () {
          const context = yield* Layer.buildWithScope(losant, scope)
          const service = Context.get(context, Losant)
          const gateway = guard(service, policy)
          return { service, gateway, instances: yield* makeInstanceResolver(gateway) }
        })
        const connection = yield* Effect.cachedWithTTL(build, (exit) =>
          Exit.isSuccess(exit) ? Duration.infinity : Duration.zero
        )
        return {
          open: Effect.map(connection, ({ gateway }) => gateway),
          instances: Effect.map(connection, ({ instances }) => instances),
          unmatchedRules: Effect.gen(function* () {
            const { service, instances } = yield* connection
            return yield* findUnmatchedRules(service, policy, [yield* instances.resolve(undefined)])
          }).pipe(Effect.orElseSucceed(() => Option.none()))
        }
      })
    )
}
