/** Reads the client's side of a call from the SDK's request, in both revisions of the protocol. */
import {
  CLIENT_INFO_META_KEY,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  type McpServer,
  type ServerContext
} from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import { ClientRequest, type Progress } from "../model/ClientRequest.ts"
import { canShowForms, canShowViews, capabilitiesOf, fieldsOf } from "../model/views/clientCapabilities.ts"
import { lifetime } from "../safety/confirmation/ConfirmationTokens.ts"

/**
 * The client's side of a request. In the older revision the client declares itself once, in the newer with each
 * request.
 */
export const clientRequest = (
  server: McpServer,
  { mcpReq }: Pick<ServerContext, "mcpReq">
): (typeof ClientRequest)["Service"] => {
  const envelope = fieldsOf(mcpReq.envelope)
  const info = fieldsOf(envelope[CLIENT_INFO_META_KEY] ?? server.server.getClientVersion())
  const capabilities = capabilitiesOf(server, { mcpReq })
  const token = mcpReq._meta?.progressToken
  return {
    client: typeof info["name"] === "string" ? info["name"] : "",
    canElicit: canShowForms(capabilities),
    showsViews: canShowViews(capabilities),
    viewAnswer: undefined,
    inputResponses: mcpReq.inputResponses,
    requestState: () => {
      const state = mcpReq.requestState()
      return typeof state === "string" ? state : undefined
    },
    wantsProgress: token !== undefined,
    progress: ({ done, total, message }: Progress) =>
      token === undefined
        ? Effect.void
        : Effect.ignoreCause(
            // A call ends in the same way if the client is gone, so a failed notification is ignored.
            Effect.promise(() =>
              mcpReq.notify({
                method: "notifications/progress",
                params: { progressToken: token, progress: done, ...(total === undefined ? {} : { total }), message }
              })
            )
          )
  }
}

/** True for the older revision: there the server sends its own request to the client while the call waits. */
export const usesDirectRequests = ({ mcpReq }: Pick<ServerContext, "mcpReq">): boolean => mcpReq.envelope === undefined

/** The answers to forms, as a second call of the newer revision brings them. */
export type FormAnswers = Pick<(typeof ClientRequest)["Service"], "inputResponses" | "requestState">

const cancelled = { action: "cancel" } as const

/**
 * Sends the forms of an answer to a client of the older revision. It returns the client's responses in the shape that a
 * second call of the newer revision has. If the client fails, or leaves a form open until its token expires, it
 * perhaps showed no form. That counts as a form that was closed, and the client's own error text is dropped.
 */
export const sendForms = (
  { server }: McpServer,
  { mcpReq }: Pick<ServerContext, "mcpReq">,
  { inputRequests = {}, requestState }: InputRequiredResult
): Effect.Effect<FormAnswers> => {
  const sendForm = ([name, { params }]: [string, { readonly params?: unknown }]) =>
    Effect.tryPromise((signal) =>
      server.request(
        // Sound: this server requests only forms.
        { method: "elicitation/create", params: { mode: "form", ...(params as ElicitRequestFormParams) } },
        { relatedRequestId: mcpReq.id, timeout: lifetime, signal }
      )
    ).pipe(
      Effect.orElseSucceed(() => cancelled),
      Effect.map((answer) => [name, answer] as const)
    )
  return Effect.gen(function* () {
    const { progress } = yield* ClientRequest
    yield* progress({ done: 0, message: "waiting for the person's answer" })
    const answers = yield* Effect.forEach(Object.entries(inputRequests), sendForm)
    return { inputResponses: Object.fromEntries(answers), requestState: () => requestState }
  })
}
