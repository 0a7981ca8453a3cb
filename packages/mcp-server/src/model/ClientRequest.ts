/** The client's side of one call: what the client can do, and the ways back to it while the call runs. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { constUndefined } from "effect/Function"

export interface Progress {
  /** How much is done; it only grows. */
  readonly done: number
  /** Of how much, where that is known. */
  readonly total?: number
  readonly message: string
}

/**
 * The request of the client that makes a call. Without one, as in a test of a single module, the client can do nothing
 * and is told nothing.
 */
export const ClientRequest = Context.Reference<{
  /** The client's name as it gives it: any text. */
  readonly client: string
  /** Whether the client can show the person a form. */
  readonly canElicit: boolean
  /** What the client says that the person answered, by the name of the question: not to be trusted. */
  readonly inputResponses: Readonly<Record<string, unknown>> | undefined
  /** The state that came back with the answers, as this server wrote it or as somebody else did. */
  readonly requestState: () => string | undefined
  /** Tells the client how far the call is, if the client wants to know. */
  readonly progress: (progress: Progress) => Effect.Effect<void>
}>("@effect-losant/mcp-server/ClientRequest", {
  defaultValue: () => ({
    client: "",
    canElicit: false,
    inputResponses: undefined,
    requestState: constUndefined,
    progress: () => Effect.void
  })
})
