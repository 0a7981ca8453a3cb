/** The organizations that a person who types part of a name, or nothing yet, may mean. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import { HideToken } from "../../model/HideToken.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { escape, unescape } from "../../text/escapes.ts"
import { find, isOrgId } from "./orgPages.ts"
import { beginningWith, containing } from "./orgQueries.ts"

/** The most values that the protocol lets a completion hold. */
export const mostValues = 100
// One more, by which the client learns that there are more.
const perPage = mostValues + 1

const longestTyped = 255

const beginsWith = (text: string) => {
  const folded = text.toLowerCase()
  return ({ name }: InstanceOrg): boolean => name.toLowerCase().startsWith(folded)
}

/** Those whose names begin with what is typed, before those whose names hold it elsewhere. */
const matching = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  typed: string
): Effect.fn.Return<ReadonlyArray<InstanceOrg>, LosantError | Refusal> {
  const text = unescape(typed)
  if (text.length > longestTyped) return []
  if (text === "") return (yield* find(reach, instanceId, undefined, perPage)).items
  const { items, isWhole } = yield* find(reach, instanceId, containing(text), perPage)
  const first = isWhole
    ? items.filter(beginsWith(text))
    : (yield* find(reach, instanceId, beginningWith(text), perPage)).items
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...items.filter(({ id }) => !known.has(id))].slice(0, perPage)
})

/**
 * Completes what is typed for an organization: with names, which people know, as long as a name stands for one
 * organization only and `fits` where it is to be written; else with the id. Takes at most two requests.
 */
export const completeOrg = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  typed: string,
  fits: (name: string) => boolean = () => true
): Effect.fn.Return<Array<string>, LosantError | Refusal> {
  const orgs = yield* matching(reach, instanceId, typed)
  const redact = (yield* HideToken)()
  const times = new Map<string, number>()
  for (const { name } of orgs) times.set(name, (times.get(name) ?? 0) + 1)
  return orgs.map(({ id, name }) =>
    times.get(name) === 1 && fits(name) && !isOrgId(name) && redact(name) === name ? escape(name) : id
  )
})

/** The names that there are already like what is typed for a new one, each once. Takes at most two requests. */
export const namesInUse = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  typed: string
): Effect.fn.Return<Array<string>, LosantError | Refusal> {
  const orgs = yield* matching(reach, instanceId, typed)
  return [...new Set(orgs.map(({ name }) => escape(name)))]
})
