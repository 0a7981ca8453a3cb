// Gateways and a Losant that answer what a test says, and send nothing.
import type { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"

const notCalled = (name: string) => Effect.die(new Error(`${name} is not called here`))

/** A gateway with these members. The others fail. */
export const gatewayOf = (own: Partial<LosantGateway>): LosantGateway => ({
  instanceId: Option.none(),
  execute: () => notCalled("execute"),
  encode: () => notCalled("encode"),
  admit: () => notCalled("admit"),
  send: () => notCalled("send"),
  ...own
})

/** A gateway that answers every read with this answer. */
export const answeringGateway = (answer: object): LosantGateway =>
  // Sound: the test gives the answer that belongs to the action.
  gatewayOf({ execute: () => Effect.succeed(answer as never) })

/** A Losant with these members. The others fail. */
export const losantOf = (own: Partial<Losant["Service"]> = {}): Losant["Service"] => ({
  instanceId: Option.none(),
  execute: () => notCalled("execute"),
  send: () => notCalled("send"),
  ...own
})
