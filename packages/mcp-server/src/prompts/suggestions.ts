/** Suggestions for the arguments of prompts, from the present data in Losant. */
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { optionalLookup } from "../losant/resolution/optionalLookup.ts"
import type { InstanceResolver } from "../losant/resolution/resolveInstance.ts"
import { resolveOrg } from "../losant/resolution/resolveOrg.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { escape, unescape } from "../text/escapes.ts"
import type { Lookup } from "./Prompt.ts"

/** The limit of the protocol. */
const maxSuggestions = 100

/** The texts that contain the typed text. The texts that begin with it come first. */
const rankMatches = (typed: string, texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const query = typed.toLowerCase()
  const matching = [...new Set(texts)].filter((text) => text.toLowerCase().includes(query))
  const isPrefixMatch = (text: string) => text.toLowerCase().startsWith(query)
  return [...matching.filter(isPrefixMatch), ...matching.filter((text) => !isPrefixMatch(text))]
}

/** Email addresses of the members of an organization. It takes three requests at most. */
export const memberEmails = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  org: string,
  typed: string
): Effect.fn.Return<ReadonlyArray<string>, LosantError | Refusal> {
  if (org === "") return []
  const { orgId } = yield* resolveOrg(gateway, instanceId, unescape(org))
  const { items } = yield* gateway.execute(InstanceOrgMembers.get, {
    instanceId,
    orgId,
    sortField: "email"
  })
  const emails = items.flatMap(({ email }) => (email === undefined ? [] : [email]))
  return rankMatches(unescape(typed), emails).slice(0, maxSuggestions).map(escape)
})

/**
 * Runs a lookup on the configured or only instance. If it fails or takes too long, there are no suggestions: the person can
 * still type, and a tool reports the problem later.
 */
export const suggestionsOf = Effect.fnUntraced(function* (
  lookup: Lookup,
  gateway: LosantGateway,
  instances: InstanceResolver
): Effect.fn.Return<ReadonlyArray<string>> {
  return yield* optionalLookup(
    "an argument of a prompt could not be completed",
    Effect.flatMap(instances.resolve(undefined), (instanceId) => lookup(gateway, instanceId))
  )
})
