/**
 * The error of a call whose client was closed.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { callFields } from "./internal/errorFields.ts"

const { action, method, message, outcome } = callFields

/**
 * The client was closed, before the call or while it was under way. `outcome` says of a write what is known: `notSent`,
 * or `unknown` if the request had left.
 *
 * @example
 * ```ts
 * import { type Client, LosantClosed } from "@effect-losant/core"
 *
 * // An organization may exist if its creation was under way when somebody closed the client.
 * const create = (client: Client, instanceId: string, name: string) =>
 *   client.instanceOrgs.post({ instanceId, orgConfig: { name } }).catch((error: unknown) => {
 *     if (error instanceof LosantClosed && error.outcome === "unknown") return undefined
 *     throw error
 *   })
 * ```
 *
 * @since 0.2.0
 */
export class LosantClosed extends Schema.TaggedError<LosantClosed>()("LosantClosed", {
  action,
  method,
  message,
  outcome
}) {}
