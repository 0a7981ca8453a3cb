/** What can be typed for an argument of a prompt, by what Losant holds now. */
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { withoutExtras } from "../arguments/extras.ts"
import { orNothing } from "../losant/resolution/optionalLookup.ts"
import type { KnownInstances } from "../losant/resolution/resolveInstance.ts"
import { resolveOrg } from "../losant/resolution/resolveOrg.ts"
import { HideToken } from "../model/HideToken.ts"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { escape, unescape } from "../text/escapes.ts"
import type { Lookup } from "./Prompt.ts"

/** As many as the protocol lets through. */
const most = 100

/** Those that begin with what was typed first, as a person looks for them. */
const ranked = (typed: string, texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const wanted = typed.toLowerCase()
  const matching = [...new Set(texts)].filter((text) => text.toLowerCase().includes(wanted))
  const begins = (text: string) => text.toLowerCase().startsWith(wanted)
  return [...matching.filter(begins), ...matching.filter((text) => !begins(text))]
}

/** Email addresses of members of the organization that `org` names. Takes at most three requests. */
export const memberEmails = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId,
  org: string,
  typed: string
): Effect.fn.Return<ReadonlyArray<string>, LosantError | Refusal> {
  if (org === "") return []
  const { orgId } = yield* resolveOrg(reach, instanceId, unescape(org))
  const { items } = yield* reach.execute(InstanceOrgMembers.get, {
    instanceId,
    orgId,
    sortField: "email",
    ...withoutExtras
  })
  const emails = items.flatMap(({ email }) => (email === undefined ? [] : [email]))
  return ranked(unescape(typed), emails).slice(0, most).map(escape)
})

/**
 * Runs a lookup on the configured or only instance. Where it fails, or takes too long, there are no suggestions: the
 * person can type all the same, and a tool says what is wrong.
 */
export const suggestionsOf = Effect.fnUntraced(function* (
  lookup: Lookup,
  reach: Reach,
  instances: KnownInstances
): Effect.fn.Return<ReadonlyArray<string>> {
  const hideToken = yield* HideToken
  const found = yield* orNothing(
    "an argument of a prompt could not be completed",
    Effect.flatMap(instances.resolve(undefined), (instanceId) => lookup(reach, instanceId))
  )
  return found.map(hideToken())
})
