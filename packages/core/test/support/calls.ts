// Running actions on a scripted network.
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type ActionName, actions } from "../../src/Actions.ts"
import { Losant } from "../../src/Losant.ts"
import type { LosantError } from "../../src/LosantError.ts"
import type { CallOptions, LosantOptions } from "../../src/LosantOptions.ts"
import type { ScriptedFetch } from "./ScriptedFetch.ts"
import { simulate, withJitter } from "./Simulation.ts"
import { type SampleInput, samples } from "./samples.ts"

export const token = "eyJhbGciOi.the-secret-token.of-the-tests"

/** Gives an effect a Losant on the scripted network. */
export const provide = (network: ScriptedFetch, options: Partial<LosantOptions> = {}) =>
  Effect.provide(Losant.layer({ accessToken: Redacted.make(token), fetch: network.fetch, ...options }))

/** Runs an action by its name with any input, also such as would not compile. */
export const execute = (name: ActionName, input: unknown, options: CallOptions = {}) =>
  Effect.flatMap(Losant, (losant) => losant.execute(actions[name], input, options))

/** Runs an action with its sample input. */
export const sample = (name: ActionName, options: CallOptions = {}) => {
  const input: SampleInput = samples[name].input
  return execute(name, input, options)
}

/** Runs an effect on the scripted network to its end, with waits that take no time and are not jittered. */
export const run = <A, E>(
  network: ScriptedFetch,
  effect: Effect.Effect<A, E, Losant>,
  options: Partial<LosantOptions> = {}
) => simulate(effect.pipe(provide(network, options), withJitter(0.5)))

/** The error that an effect failed with; anything else fails the test. */
export const errorOf = <A, E>(exit: Exit.Exit<A, E>): E => {
  const error = Exit.findErrorOption(exit)
  if (Option.isNone(error)) throw new Error(`expected a failure, got ${String(exit)}`)
  return error.value
}

/** The same for one tag. */
export const expectError = <Tag extends LosantError["_tag"]>(
  exit: Exit.Exit<unknown, unknown>,
  tag: Tag
): Extract<LosantError, { readonly _tag: Tag }> => {
  const error = errorOf(exit)
  if (!isTagged(error, tag)) throw new Error(`expected ${tag}, got ${String(error)}`)
  return error
}

const isTagged = <Tag extends LosantError["_tag"]>(
  error: unknown,
  tag: Tag
): error is Extract<LosantError, { readonly _tag: Tag }> =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === tag

/** The value that an effect gave; a failure fails the test. */
export const valueOf = <A, E>(exit: Exit.Exit<A, E>): A => {
  if (Exit.isFailure(exit)) throw new Error(`expected a value, got ${String(exit)}`)
  return exit.value
}
