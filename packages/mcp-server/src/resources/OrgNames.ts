/** The organizations that a person who types part of a name, or nothing yet, may mean. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import type { ServerContext } from "@modelcontextprotocol/server"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { escape, escapeAndCut, unescape } from "../answers/Escapes.ts"
import { HideToken } from "../logging/HideToken.ts"
import type { Reach } from "../Reach.ts"
import type { Refusal } from "../Refusal.ts"
import { find, isOrgId } from "../resolution/OrgPages.ts"
import { beginningWith, containing } from "../resolution/OrgQueries.ts"
import { fitsUri, orgUri } from "./OrgUri.ts"
import type { Run, Work } from "./Run.ts"

/** The most values that the protocol lets a completion hold. */
const mostValues = 100
// One more, by which the client learns that there are more.
const perPage = mostValues + 1

const longestTyped = 255
const longestName = 255

const beginsWith = (text: string) => {
  const folded = text.toLowerCase()
  return ({ name }: InstanceOrg): boolean => name.toLowerCase().startsWith(folded)
}

/** Those whose names begin with the text, before those whose names hold it elsewhere. */
const found = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId,
  typed: string
): Effect.fn.Return<ReadonlyArray<InstanceOrg>, LosantError | Refusal> {
  if (typed === "") return (yield* find(reach, instanceId, undefined, perPage)).items
  const { items, isWhole } = yield* find(reach, instanceId, containing(typed), perPage)
  const first = isWhole
    ? items.filter(beginsWith(typed))
    : (yield* find(reach, instanceId, beginningWith(typed), perPage)).items
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...items.filter(({ id }) => !known.has(id))].slice(0, perPage)
})

/**
 * Completes what is typed for an organization: with names, which people know, as long as a name stands for one
 * organization only; else with the id.
 */
export const completeOrg = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId,
  typed: string
): Effect.fn.Return<Array<string>, LosantError | Refusal> {
  const text = unescape(typed)
  if (text.length > longestTyped) return []
  const orgs = yield* found(reach, instanceId, text)
  const redact = (yield* HideToken)()
  const times = new Map<string, number>()
  for (const { name } of orgs) times.set(name, (times.get(name) ?? 0) + 1)
  return orgs.map(({ id, name }) =>
    times.get(name) === 1 && fitsUri(name) && !isOrgId(name) && redact(name) === name ? escape(name) : id
  )
})

/** A resource as a list of resources names it. */
export interface ListedOrg {
  readonly uri: string
  readonly name: string
}

/** The first page of organizations, by name. */
export const listOrgs = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId
): Effect.fn.Return<Array<ListedOrg>, LosantError | Refusal> {
  const { items } = yield* find(reach, instanceId, undefined, mostValues)
  const redact = (yield* HideToken)()
  return items.map(({ id, name }) => ({ uri: orgUri(id), name: escapeAndCut(redact(name), longestName).text }))
})

/** Nobody who types, or opens a list, waits longer. */
export const longestWait = Duration.seconds(5)

const log = (what: string, error: string) => Effect.annotateLogs(Effect.logWarning(what), { error })

/**
 * Runs what only helps a person to find something. Where it fails, or takes too long, nothing is found, and the log says
 * why: a client would show an error in place of what is there without Losant, or at each key that is typed.
 */
const orNothing = async <A>(
  run: Run,
  what: string,
  work: Work<Array<A>>,
  context?: ServerContext
): Promise<Array<A>> => {
  const waiting: Work<Array<A>> = (reach, instanceId) =>
    work(reach, instanceId).pipe(
      Effect.tapError((error) => log(what, error._tag === "Refused" ? error.reason : error._tag)),
      Effect.timeoutOrElse({ duration: longestWait, orElse: () => Effect.as(log(what, "Timeout"), []) })
    )
  const exit = await run(waiting, context)
  return Exit.isSuccess(exit) ? exit.value : []
}

/** {@link completeOrg}, run; nothing where it fails. */
export const completed = (run: Run, typed: string): Promise<Array<string>> =>
  orNothing(run, "an organization could not be completed", (reach, instanceId) => completeOrg(reach, instanceId, typed))

/** {@link listOrgs}, run; nothing where it fails. */
export const listed = (run: Run, context: ServerContext): Promise<Array<ListedOrg>> =>
  orNothing(run, "the organizations could not be listed as resources", listOrgs, context)
