/** Runs the lookups of resources and prompts, which are no tool calls. */
import type { ServerContext } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import { clientRequest } from "../call/clientRequest.ts"
import { Connection } from "../losant/Connection.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { withLookupSpan } from "../observability/telemetry/requestSpan.ts"
import type { Complete } from "../prompts/register.ts"
import { suggestionsOf } from "../prompts/suggestions.ts"
import type { ResourceRunner } from "../resources/ResourceRunner.ts"
import type { Runtime } from "./Runtime.ts"

type Server = Parameters<typeof clientRequest>[0]

/** Runs the work of a resource on the configured or only instance, with the progress and the end of the request. */
export const makeResourceRunner =
  (server: Server, runtime: Runtime): ResourceRunner =>
  (work, context?: ServerContext) => {
    const lookup = Effect.gen(function* () {
      const { open, instances } = yield* Connection
      const gateway = yield* open
      const { resolve } = yield* instances
      return yield* work(gateway, yield* resolve(undefined))
    }).pipe(withLookupSpan(context?.mcpReq))
    return context === undefined
      ? runtime.runPromiseExit(lookup)
      : runtime.runPromiseExit(Effect.provideService(lookup, ClientRequest, clientRequest(server, context)), {
          signal: context.mcpReq.signal
        })
  }

/** Completes the arguments of prompts. Any failure gives no suggestions. */
export const makeCompleter =
  (runtime: Runtime): Complete =>
  (lookup) =>
    runtime.runPromise(
      Effect.gen(function* () {
        const { open, instances } = yield* Connection
        return yield* suggestionsOf(lookup, yield* open, yield* instances)
      }).pipe(
        withLookupSpan(),
        // Defects are caught too: the SDK would send their message to the client.
        Effect.catchCause(() => Effect.succeed<ReadonlyArray<string>>([]))
      )
    )
