// Which organizations have used more than 80 % of the devices that their limits allow?
import { InstanceOrgs, Losant, Pagination } from "@effect-losant/core"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const program = Effect.gen(function* () {
  const { instanceId } = yield* Losant
  const nearlyFull = Pagination.items(InstanceOrgs.get, {
    instanceId: yield* Effect.fromOption(instanceId),
    summaryInclude: ["deviceCount"]
  }).pipe(Stream.filter(({ limits, summary }) => (summary?.deviceCount ?? 0) > 0.8 * (limits?.device ?? Infinity)))
  yield* Stream.runForEach(nearlyFull, ({ name, limits, summary }) =>
    Console.log(`${name}: ${summary?.deviceCount} of ${limits?.device} devices`)
  )
}).pipe(
  Effect.catchTags({
    LosantForbidden: ({ requiredScopes }) => Console.error(`The token needs one of ${requiredScopes.join(", ")}.`),
    LosantRateLimited: ({ retryAfter = 0 }) => Console.error(`Too many requests; try again in ${retryAfter} ms.`)
  }),
  Effect.provide(Losant.layerConfig)
)

Effect.runPromise(program)
