// Lists the organizations that have used more than 80 % of the devices that their limits allow.
//   npx tsx nearly-full.ts
import { InstanceOrgs, Losant, Pagination } from "@effect-losant/core"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

const program = Effect.gen(function* () {
  const instanceId = yield* Losant.instanceId
  yield* Pagination.items(InstanceOrgs.get, { instanceId, summaryInclude: ["deviceCount"] }).pipe(
    Stream.filter(({ limits, summary }) => (summary?.deviceCount ?? 0) > 0.8 * (limits?.device ?? Infinity)),
    Stream.runForEach(({ name, limits, summary }) =>
      Console.log(`${name}: ${summary?.deviceCount} of ${limits?.device} devices`)
    )
  )
}).pipe(
  Effect.catchTags({
    LosantForbidden: ({ requiredScopes }) => complain(`The token needs one of ${requiredScopes.join(", ")}.`),
    LosantRateLimited: ({ retryAfter = 0 }) => complain(`Too many requests; try again in ${retryAfter} ms.`)
  }),
  Effect.provide(Losant.layerConfig),
  // Every other error has a sentence: which variable to set, or what Losant answered.
  Effect.catch(({ message }) => complain(message))
)

Effect.runPromise(program)
