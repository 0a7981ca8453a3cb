/** Runs what resources and prompts look up in Losant, beside the calls of tools. */
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

/** Runs it on the configured or only instance, as the client's request wants it. */
export const makeResourceRunner =
  (server: Server, runtime: Runtime): ResourceRunner =>
  (work, context?: ServerContext) => {
    const looked = Effect.gen(function* () {
      const { open, instances } = yield* Connection
      const reach = yield* open
      const { resolve } = yield* instances
      return yield* work(reach, yield* resolve(undefined))
    }).pipe(withLookupSpan(context?.mcpReq))
    return context === undefined
      ? runtime.runPromiseExit(looked)
      : runtime.runPromiseExit(Effect.provideService(looked, ClientRequest, clientRequest(server, context)), {
          signal: context.mcpReq.signal
        })
  }

/** What completes the arguments of prompts; nothing where Losant cannot be asked. */
export const makeCompleter =
  (runtime: Runtime): Complete =>
  (lookup) =>
    runtime.runPromise(
      Effect.gen(function* () {
        const { open, instances } = yield* Connection
        return yield* suggestionsOf(lookup, yield* open, yield* instances)
      }).pipe(
        withLookupSpan(),
        // A defect too: the SDK would send its message to the client.
        Effect.catchCause(() => Effect.succeed<ReadonlyArray<string>>([]))
      )
    )
