// Gateways and a Losant that answer what a test says, and send nothing.
import type { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"

const notCalled = (name: string) => Effect.die(new Error(`${name} is not called here`))

/** A gateway of which a test needs no more than this. */
export const gatewayOf = (own: Partial<LosantGateway>): LosantGateway => ({
  instanceId: Option.none(),
  execute: () => notCalled("execute"),
  encode: () => notCalled("encode"),
  admit: () => notCalled("admit"),
  send: () => notCalled("send"),
  ...own
})

/** A gateway all of whose reads are answered so. */
export const answeringGateway = (answer: object): LosantGateway =>
  // Sound: whoever reads the answer takes it for that of the action.
  gatewayOf({ execute: () => Effect.succeed(answer as never) })

/** A Losant of which a test needs no more than this. */
export const losantOf = (own: Partial<Losant["Service"]> = {}): Losant["Service"] => ({
  instanceId: Option.none(),
  execute: () => notCalled("execute"),
  send: () => notCalled("send"),
  ...own
})
