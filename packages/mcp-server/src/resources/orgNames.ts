/** The organizations that a client completes, or lists, as resources. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { ServerContext } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { mostTokens } from "../answers/responseBudget/fitResponse.ts"
import { costOf } from "../answers/responseBudget/shrink.ts"
import { orNothing } from "../losant/resolution/optionalLookup.ts"
import { completeOrg } from "../losant/resolution/orgCompletion.ts"
import { find } from "../losant/resolution/orgPages.ts"
import { HideToken } from "../model/HideToken.ts"
import type { Reach } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { escapeAndCut } from "../text/escapes.ts"
import { fitsUri, orgUri, template } from "./orgUri.ts"
import type { ResourceRunner, Work } from "./ResourceRunner.ts"

/** A resource as a list of resources names it. Without a title of its own each would have that of the template. */
export interface ListedOrg {
  readonly uri: string
  readonly name: string
  readonly title: string
  readonly description: string | undefined
}

const mostListed = 100
const longestName = 255

// What the list itself and each of its entries cost beside the names, and what is said of the rest.
const tokensOfEntry = 30
const tokensOfWords = 200

/** The first of them, as long as the list does not cost more than an answer of a tool may. */
const affordable = <A extends { readonly uri: string; readonly name: string }>(
  entries: ReadonlyArray<A>
): ReadonlyArray<A> => {
  let left = mostTokens - tokensOfWords
  const tooMany = entries.findIndex(({ uri, name }) => {
    left -= costOf({ uri, name, title: name }) + tokensOfEntry
    return left < 0
  })
  return tooMany < 0 ? entries : entries.slice(0, tooMany)
}

const rest = (count: number, total: number | "unknown"): string =>
  `The first ${count} ${total === "unknown" ? "" : `of ${total} `}organizations, by name. The template ${template()} ` +
  "reaches the others by id or name, and losant_list_orgs lists them."

/**
 * The first organizations, by name. Where there are more, the first entry says so: the list is no way to thousands, and
 * clients that walk all pages of a list would ask for them one after the other, or give up.
 */
export const listOrgs = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId
): Effect.fn.Return<ReadonlyArray<ListedOrg>, LosantError | Refusal> {
  const { items, total, isWhole } = yield* find(reach, instanceId, undefined, mostListed)
  const redact = (yield* HideToken)()
  const entries = items.map(({ id, name }) => ({
    uri: orgUri(id),
    name: escapeAndCut(redact(name), longestName).text
  }))
  const shown = affordable(entries)
  const isAll = isWhole && shown.length === entries.length
  return shown.map((entry, index) => ({
    ...entry,
    title: entry.name,
    description: index === 0 && !isAll ? rest(shown.length, total) : undefined
  }))
})

const found = async <A>(
  run: ResourceRunner,
  what: string,
  work: Work<ReadonlyArray<A>>,
  context?: ServerContext
): Promise<Array<A>> => {
  const exit = await run((reach, instanceId) => orNothing(what, work(reach, instanceId)), context)
  return Exit.isSuccess(exit) ? [...exit.value] : []
}

/** What completes an organization in a URI; nothing where it fails. */
export const completeOrgUri = (run: ResourceRunner, typed: string): Promise<Array<string>> =>
  found(run, "an organization could not be completed", (reach, instanceId) =>
    completeOrg(reach, instanceId, typed, fitsUri)
  )

/** {@link listOrgs}, run; nothing where it fails. */
export const listOrgResources = (run: ResourceRunner, context: ServerContext): Promise<Array<ListedOrg>> =>
  found(run, "the organizations could not be listed as resources", listOrgs, context)
