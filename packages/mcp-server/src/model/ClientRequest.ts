/** The client's side of one call: what the client can do, and the ways back to it while the call runs. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { constUndefined } from "effect/Function"

export interface Progress {
  /** The part that is done. It only grows. */
  readonly done: number
  /** The end of `done`, if it is known. */
  readonly total?: number
  readonly message: string
}

/** The person's answer in a view: it comes from the page, and never through the arguments of a tool. */
export interface ViewAnswer {
  /** The id of the plan in the view. */
  readonly id: string
  readonly secret: string
  readonly typed: ReadonlyArray<string>
  /** The writes of a change set that the person left out, by their numbers. */
  readonly leftOut: ReadonlyArray<number>
}

/**
 * The request of the client that makes a call. By default, as in a test of a single module, the client can do nothing
 * and gets no messages.
 */
export const ClientRequest = Context.Reference<{
  /** The client's name as it gives it: any text. */
  readonly client: string
  /** The client can show a form to the person. */
  readonly canElicit: boolean
  /** The client shows the pages of this server beside the conversation. */
  readonly showsViews: boolean
  readonly viewAnswer: ViewAnswer | undefined
  /** The person's answers by the name of the question, as the client reports them. They are not to be trusted. */
  readonly inputResponses: Readonly<Record<string, unknown>> | undefined
  /** The state that came back with the answers. Somebody else may have changed it. */
  readonly requestState: () => string | undefined
  /** The client wants to know how far the call is. Then it usually waits longer. */
  readonly wantsProgress: boolean
  /** Tells the client how far the call is, if the client wants to know. */
  readonly progress: (progress: Progress) => Effect.Effect<void>
}>("@effect-losant/mcp-server/ClientRequest", {
  defaultValue: () => ({
    client: "",
    canElicit: false,
    showsViews: false,
    viewAnswer: undefined,
    inputResponses: undefined,
    requestState: constUndefined,
    wantsProgress: false,
    progress: () => Effect.void
  })
})
