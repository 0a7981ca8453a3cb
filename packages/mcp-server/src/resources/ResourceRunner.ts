/** Runs the Losant requests of a resource. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { ServerContext } from "@modelcontextprotocol/server"
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Failure } from "./resourceError.ts"

/** The Losant requests of one request of the client. */
export type Work<A> = (gateway: LosantGateway, instanceId: InstanceId) => Effect.Effect<A, LosantError | Refusal>

/** Runs the work on the configured instance, or on the only one. `context` is the context of the request, if known. */
export type ResourceRunner = <A>(work: Work<A>, context?: ServerContext) => Promise<Exit.Exit<A, Failure>>
