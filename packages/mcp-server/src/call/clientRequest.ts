/** Reads the client's side of a call from what the SDK knows of its request, in both revisions of the protocol. */
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  type McpServer,
  type ServerContext
} from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { ClientRequest, Progress } from "../model/ClientRequest.ts"
import { lifetime } from "../safety/confirmation/ConfirmationTokens.ts"

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (Predicate.isObject(value) ? { ...value } : {})

/** A client that names no mode means forms, as all did before there were modes. */
const canShowForms = (capabilities: unknown): boolean => {
  const { elicitation } = fieldsOf(capabilities)
  return Predicate.isObject(elicitation) && ("form" in elicitation || Object.keys(elicitation).length === 0)
}

/** The client's side of the request that `context` is of. The older revision has told once, the newer tells each time. */
export const clientRequest = (
  { server }: McpServer,
  { mcpReq }: Pick<ServerContext, "mcpReq">
): (typeof ClientRequest)["Service"] => {
  const envelope = fieldsOf(mcpReq.envelope)
  const info = fieldsOf(envelope[CLIENT_INFO_META_KEY] ?? server.getClientVersion())
  const token = mcpReq._meta?.progressToken
  return {
    client: typeof info["name"] === "string" ? info["name"] : "",
    canElicit: canShowForms(envelope[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities()),
    inputResponses: mcpReq.inputResponses,
    requestState: () => {
      const state = mcpReq.requestState()
      return typeof state === "string" ? state : undefined
    },
    progress: ({ done, total, message }: Progress) =>
      token === undefined
        ? Effect.void
        : Effect.ignoreCause(
            // A client that has gone is no reason to end what it asked for differently.
            Effect.promise(() =>
              mcpReq.notify({
                method: "notifications/progress",
                params: { progressToken: token, progress: done, ...(total === undefined ? {} : { total }), message }
              })
            )
          )
  }
}

/** Whether the request is of the older revision, in which the server asks and the client's call waits for it. */
export const usesDirectRequests = ({ mcpReq }: Pick<ServerContext, "mcpReq">): boolean => mcpReq.envelope === undefined

const cancelled = { action: "cancel" } as const

/**
 * Shows the forms of an answer to a client of the older revision, and gives what the second call has to bring. A client
 * that fails at a form, or leaves it open for longer than it is good for, has perhaps shown none: that counts as closed
 * without an answer, and its own words for it are not passed on.
 */
export const sendForms = (
  { server }: McpServer,
  { mcpReq }: Pick<ServerContext, "mcpReq">,
  { inputRequests = {}, requestState }: InputRequiredResult
): Effect.Effect<Pick<(typeof ClientRequest)["Service"], "inputResponses" | "requestState">> => {
  const sendForm = ([name, { params }]: [string, { readonly params?: unknown }]) =>
    Effect.tryPromise((signal) =>
      server.request(
        // Sound: this server asks by forms only.
        { method: "elicitation/create", params: { mode: "form", ...(params as ElicitRequestFormParams) } },
        { relatedRequestId: mcpReq.id, timeout: lifetime, signal }
      )
    ).pipe(
      Effect.orElseSucceed(() => cancelled),
      Effect.map((answer) => [name, answer] as const)
    )
  return Effect.map(Effect.forEach(Object.entries(inputRequests), sendForm), (answers) => ({
    inputResponses: Object.fromEntries(answers),
    requestState: () => requestState
  }))
}
