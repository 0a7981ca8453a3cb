/** Runs the lookups of resources and prompts, which are not tool calls. */
import type { ServerContext } from "@modelcontextprotocol/server"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { clientRequest } from "../call/clientRequest.ts"
import { withSignsOfLife } from "../call/signsOfLife.ts"
import { Connection } from "../losant/Connection.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { Refusal } from "../model/Refusal.ts"
import { withLookupSpan } from "../observability/telemetry/requestSpan.ts"
import type { Complete } from "../prompts/register.ts"
import { suggestionsOf } from "../prompts/suggestions.ts"
import type { ResourceRunner } from "../resources/ResourceRunner.ts"
import type { Runtime } from "./Runtime.ts"

type Server = Parameters<typeof clientRequest>[0]

const tooSlow = (within: number): Refusal =>
  new Refusal(
    "tooSlow",
    `Losant did not answer within ${Duration.format(Duration.millis(within))}. Nothing was changed. Read it again later.`
  )

/**
 * Ends a lookup after this many milliseconds, unless the client wants progress: then it waits, and gets signs of life. A
 * lookup only reads, so nothing has to be remembered of it.
 */
const endInTime = <A, E, R>(lookup: Effect.Effect<A, E, R>, within: number | undefined) =>
  Effect.flatMap(
    ClientRequest,
    ({ wantsProgress }): Effect.Effect<A, E | Refusal, R> =>
      wantsProgress || within === undefined
        ? withSignsOfLife(lookup)
        : Effect.timeoutOrElse(lookup, { duration: within, orElse: () => Effect.fail(tooSlow(within)) })
  )

/**
 * Makes the function that runs the work of a resource, on the configured or only instance. It reports progress to the
 * request, and ends with it. `within` is the time limit in milliseconds.
 */
export const makeResourceRunner =
  (server: Server, runtime: Runtime, within: number | undefined): ResourceRunner =>
  (work, context?: ServerContext) => {
    const reading = Effect.gen(function* () {
      const { open, instances } = yield* Connection
      const gateway = yield* open
      const { resolve } = yield* instances
      return yield* work(gateway, yield* resolve(undefined))
    })
    const lookup = endInTime(reading, within).pipe(withLookupSpan(context?.mcpReq))
    return context === undefined
      ? runtime.runPromiseExit(lookup)
      : runtime.runPromiseExit(Effect.provideService(lookup, ClientRequest, clientRequest(server, context)), {
          signal: context.mcpReq.signal
        })
  }

/** Completes the arguments of prompts. Any failure gives no suggestions. */
export const makeCompleter =
  (runtime: Runtime, within: number | undefined): Complete =>
  (lookup) => {
    const suggestions = Effect.gen(function* () {
      const { open, instances } = yield* Connection
      return yield* suggestionsOf(lookup, yield* open, yield* instances)
    })
    return runtime.runPromise(
      endInTime(suggestions, within).pipe(
        withLookupSpan(),
        // Defects are caught too: the SDK would send their message to the client.
        Effect.catchCause(() => Effect.succeed<ReadonlyArray<string>>([]))
      )
    )
  }
