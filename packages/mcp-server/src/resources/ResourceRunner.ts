/** How what a resource needs of Losant is run. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { ServerContext } from "@modelcontextprotocol/server"
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { Failure } from "./resourceError.ts"

/** What is read of Losant for a request of the client. */
export type Work<A> = (reach: Reach, instanceId: InstanceId) => Effect.Effect<A, LosantError | Refusal>

/** Runs it, on the instance that is configured or the only one. `context` is that of the request, where it is known. */
export type ResourceRunner = <A>(work: Work<A>, context?: ServerContext) => Promise<Exit.Exit<A, Failure>>
