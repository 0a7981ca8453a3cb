/** Completions for the name of an organization that a person types. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { HideToken } from "../../model/HideToken.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { escape, unescape } from "../../text/escapes.ts"
import { findOrgs, isOrgId } from "./orgPages.ts"
import { prefixQuery, substringQuery } from "./orgQueries.ts"

/** The most values of a completion in the protocol. */
export const maxValues = 100
// One more value tells the client that there are more.
const perPage = maxValues + 1

const maxInputLength = 255

const beginsWith = (text: string) => {
  const folded = text.toLowerCase()
  return ({ name }: InstanceOrg): boolean => name.toLowerCase().startsWith(folded)
}

/** The organizations whose names begin with the text, and then those whose names contain it. */
const findMatching = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  input: string
): Effect.fn.Return<ReadonlyArray<InstanceOrg>, LosantError | Refusal> {
  const text = unescape(input)
  if (text.length > maxInputLength) return []
  if (text === "") return (yield* findOrgs(gateway, instanceId, undefined, perPage)).items
  const { items, isWhole } = yield* findOrgs(gateway, instanceId, substringQuery(text), perPage)
  const first = isWhole
    ? items.filter(beginsWith(text))
    : (yield* findOrgs(gateway, instanceId, prefixQuery(text), perPage)).items
  const firstIds = new Set(first.map(({ id }) => id))
  return [...first, ...items.filter(({ id }) => !firstIds.has(id))].slice(0, perPage)
})

/**
 * Completes a text to names of organizations. An id takes the place of a name that several organizations have, that
 * looks like an id, or that `fits` rejects. Takes at most two requests.
 */
export const completeOrg = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  input: string,
  fits: (name: string) => boolean = () => true
): Effect.fn.Return<Array<string>, LosantError | Refusal> {
  const orgs = yield* findMatching(gateway, instanceId, input)
  const redact = (yield* HideToken)()
  const counts = new Map<string, number>()
  for (const { name } of orgs) counts.set(name, (counts.get(name) ?? 0) + 1)
  return orgs.map(({ id, name }) =>
    counts.get(name) === 1 && fits(name) && !isOrgId(name) && redact(name) === name ? escape(name) : id
  )
})

/** The existing names that match the text of a new name, each once. Takes at most two requests. */
export const findNamesInUse = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  input: string
): Effect.fn.Return<Array<string>, LosantError | Refusal> {
  const orgs = yield* findMatching(gateway, instanceId, input)
  return [...new Set(orgs.map(({ name }) => escape(name)))]
})
