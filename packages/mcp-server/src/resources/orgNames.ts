/** Lists organizations as resources, and completes their names in URIs. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { ServerContext } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { maxTokens } from "../answers/responseBudget/fitResponse.ts"
import { costOf } from "../answers/responseBudget/shrink.ts"
import { optionalLookup } from "../losant/resolution/optionalLookup.ts"
import { completeOrg } from "../losant/resolution/orgCompletion.ts"
import { findOrgs } from "../losant/resolution/orgPages.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import type { Refusal } from "../model/Refusal.ts"
import { escapeAndCut } from "../text/escapes.ts"
import { fitsUri, orgUri, template } from "./orgUri.ts"
import type { ResourceRunner, Work } from "./ResourceRunner.ts"

/** An entry of the list of resources. It has its own title, or the SDK would use the title of the template. */
export interface ListedOrg {
  readonly uri: string
  readonly name: string
  readonly title: string
  readonly description: string | undefined
}

const maxListedOrgs = 100
const maxNameLength = 255

// The estimated tokens of an entry without its name, and of the list with its note about the rest.
const tokensPerEntry = 30
const tokensOfList = 200

/** The first entries, as many as fit into the token budget of a tool's answer. */
const takeAffordable = <A extends { readonly uri: string; readonly name: string }>(
  entries: ReadonlyArray<A>
): ReadonlyArray<A> => {
  let remaining = maxTokens - tokensOfList
  const firstOverBudget = entries.findIndex(({ uri, name }) => {
    remaining -= costOf({ uri, name, title: name }) + tokensPerEntry
    return remaining < 0
  })
  return firstOverBudget < 0 ? entries : entries.slice(0, firstOverBudget)
}

const describeRest = (count: number, total: number | "unknown"): string =>
  `The first ${count} ${total === "unknown" ? "" : `of ${total} `}organizations, by name. The template ${template()} ` +
  "reaches the others by id or name, and losant_list_orgs lists them."

/**
 * The first organizations by name. If there are more, the description of the first entry says so. The list has no further
 * pages, because a client that walks all pages would request thousands of organizations.
 */
export const listOrgs = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId
): Effect.fn.Return<ReadonlyArray<ListedOrg>, LosantError | Refusal> {
  const { items, total, isWhole } = yield* findOrgs(gateway, instanceId, undefined, maxListedOrgs)
  const entries = items.map(({ id, name }) => ({
    uri: orgUri(id),
    name: escapeAndCut(name, maxNameLength).text
  }))
  const listed = takeAffordable(entries)
  const isComplete = isWhole && listed.length === entries.length
  return listed.map((entry, index) => ({
    ...entry,
    title: entry.name,
    description: index === 0 && !isComplete ? describeRest(listed.length, total) : undefined
  }))
})

/** The result, or an empty list if the work fails: `failureMessage` is logged then. */
const runOrEmpty = async <A>(
  run: ResourceRunner,
  failureMessage: string,
  work: Work<ReadonlyArray<A>>,
  context?: ServerContext
): Promise<Array<A>> => {
  const exit = await run((gateway, instanceId) => optionalLookup(failureMessage, work(gateway, instanceId)), context)
  return Exit.isSuccess(exit) ? [...exit.value] : []
}

/** Completions of an organization in a URI; none if the lookup fails. */
export const completeOrgUri = (run: ResourceRunner, typed: string): Promise<Array<string>> =>
  runOrEmpty(run, "an organization could not be completed", (gateway, instanceId) =>
    completeOrg(gateway, instanceId, typed, fitsUri)
  )

/** Runs {@link listOrgs}; an empty list if it fails. */
export const listOrgResources = (run: ResourceRunner, context: ServerContext): Promise<Array<ListedOrg>> =>
  runOrEmpty(run, "the organizations could not be listed as resources", listOrgs, context)
