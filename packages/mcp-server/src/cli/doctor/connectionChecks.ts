/** The checks that send requests to Losant. They only read. */
import { Losant } from "@effect-losant/core/Losant"
import type { Instance } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { guard } from "../../losant/policyGuard.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { hasRules } from "../../policy/OrgRules.ts"
import { type Policy, showsTool } from "../../policy/Policy.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { type Check, notChecked } from "./Check.ts"
import { type Answer, checkClock, checkReached, checkToken } from "./connectivityChecks.ts"
import { checkRules } from "./ruleChecks.ts"
import { checkScopes, recordEarlierReads, tryReads } from "./scopeChecks.ts"
import {
  checkInstances,
  checkOrgs,
  isSameId,
  listInstances,
  listOrgs,
  type Page,
  titleOf,
  totalOf
} from "./visibilityChecks.ts"

export interface ConnectionSetup {
  readonly policy: Policy
  /** The host of Losant's API, for people. */
  readonly host: string
  /** The requests contain the token of the person, and no stand-in. */
  readonly hasToken: boolean
  /** The difference between the local clock and the clock of the last answer, in milliseconds. */
  readonly skew: () => number | undefined
}

const checksAfterToken = ["instances", "organizations", "scopes"]

/** The checks that follow "reachable". A missing token has already been reported. */
const remainingChecks = (hasToken: boolean): ReadonlyArray<string> =>
  hasToken ? ["token", ...checksAfterToken] : checksAfterToken

/** The results if no request can be sent. */
export const skipConnectionChecks = (why: string, hasToken = true): ReadonlyArray<Check> =>
  ["reachable", "clock", ...remainingChecks(hasToken)].map((name) => notChecked(name, why))

const clockCheck = (skew: number | undefined): Check =>
  skew === undefined ? notChecked("clock", "no answer contained the time") : checkClock(skew)

// A token that works for this many instances surely works.
const maxInstances = 3

type InstanceName = Pick<Instance, "id" | "name">

/** The instances to check: the configured one, or the first instances of the token. */
const selectInstances = (gateway: LosantGateway, instances: Answer<Page<Instance>>): ReadonlyArray<InstanceName> => {
  const items = Result.isSuccess(instances) ? instances.success.items : []
  if (Option.isNone(gateway.instanceId)) return items.slice(0, maxInstances)
  const id = gateway.instanceId.value
  return [items.find((item) => isSameId(item.id, id)) ?? { id }]
}

/** The token reaches instances that are not checked. */
const hasUncheckedInstances = (gateway: LosantGateway, instances: Answer<Page<Instance>>): boolean =>
  Option.isNone(gateway.instanceId) && Result.isSuccess(instances) && totalOf(instances.success) > maxInstances

const uncheckedInstances = (hasRules: boolean): ReadonlyArray<Check> => [
  notChecked(
    "organizations",
    `only the first ${maxInstances} instances are checked; set LOSANT_INSTANCE_ID to check another one`
  ),
  ...(hasRules ? [notChecked("rules", "the organizations of the rules may be in another instance")] : [])
]

interface InstanceOrgs {
  readonly instance: InstanceName
  readonly orgs: Answer<Page<InstanceOrg>>
}

/** Checks the scopes of the token with the first visible organization. */
const checkTokenScopes = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  policy: Policy,
  instances: Answer<Page<Instance>>,
  orgLists: ReadonlyArray<InstanceOrgs>
): Effect.fn.Return<ReadonlyArray<Check>> {
  const [path] = orgLists.flatMap(({ instance, orgs }) =>
    Result.isSuccess(orgs) ? orgs.success.items.map(({ id }) => ({ instanceId: instance.id, orgId: id })) : []
  )
  const [first] = orgLists
  const earlierReads = first === undefined ? [] : recordEarlierReads(instances, first.orgs)
  const reads = path === undefined ? [] : yield* tryReads(gateway, path)
  return checkScopes(
    [...earlierReads, ...reads],
    toolSummaries.filter((tool) => showsTool(policy, tool))
  )
})

/** Sends requests to Losant and checks the answers. */
export const checkConnection = Effect.fnUntraced(function* ({
  policy,
  host,
  hasToken,
  skew
}: ConnectionSetup): Effect.fn.Return<ReadonlyArray<Check>, never, Losant> {
  const losant = yield* Losant
  const gateway = guard(losant, policy)
  const instances = yield* listInstances(gateway)
  const reached = checkReached(host, instances)
  if (reached.status === "failed") {
    const skipped = remainingChecks(hasToken).map((name) => notChecked(name, "there was no usable answer"))
    return [reached, clockCheck(skew()), ...skipped]
  }
  if (!hasToken) {
    return [reached, clockCheck(skew()), ...checksAfterToken.map((name) => notChecked(name, "there is no token"))]
  }
  const orgLists = yield* Effect.forEach(
    selectInstances(gateway, instances),
    (instance) => Effect.map(listOrgs(gateway, instance.id), (orgs): InstanceOrgs => ({ instance, orgs })),
    { concurrency: maxInstances }
  )
  const ids = orgLists.map(({ instance }) => instance.id)
  const token = checkToken([instances, ...orgLists.map(({ orgs }) => orgs)])
  if (token.status === "failed") {
    const skipped = checksAfterToken.map((name) => notChecked(name, "the token was not accepted"))
    return [reached, clockCheck(skew()), token, ...skipped]
  }
  return [
    reached,
    clockCheck(skew()),
    token,
    checkInstances(instances, Option.getOrUndefined(gateway.instanceId)),
    ...orgLists.map(({ instance, orgs }) => checkOrgs(titleOf(instance), orgs, hasRules(policy))),
    ...(hasUncheckedInstances(gateway, instances)
      ? uncheckedInstances(hasRules(policy))
      : yield* checkRules(losant, policy, ids)),
    ...(yield* checkTokenScopes(gateway, policy, instances, orgLists))
  ]
})
