/** The checks that ask Losant. They only read. */
import { Losant } from "@effect-losant/core/Losant"
import type { Instance } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { guard } from "../../losant/policyGuard.ts"
import type { Reach } from "../../model/LosantGateway.ts"
import { hasRules } from "../../policy/OrgRules.ts"
import { type Policy, showsTool } from "../../policy/Policy.ts"
import { definitions } from "../../tools/definitions/definitions.ts"
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

export interface Circumstances {
  readonly policy: Policy
  /** In words for people. */
  readonly host: string
  /** Whether the requests carry the person's token, and not something in its place. */
  readonly hasToken: boolean
  /** How far the clock here was ahead with the last answer, in milliseconds. */
  readonly skew: () => number | undefined
}

const afterToken = ["instances", "organizations", "scopes"]

/** What is left when it is known whether Losant is reached. That a token is missing was said already. */
const left = (hasToken: boolean): ReadonlyArray<string> => (hasToken ? ["token", ...afterToken] : afterToken)

/** What cannot be found out without an answer. */
export const skipConnectionChecks = (why: string, hasToken = true): ReadonlyArray<Check> =>
  ["reachable", "clock", ...left(hasToken)].map((name) => notChecked(name, why))

const clock = (skew: number | undefined): Check =>
  skew === undefined ? notChecked("clock", "no answer said what time it is") : checkClock(skew)

// Of a token that reaches more of them it is enough to see that it works.
const mostInstances = 3

type Known = Pick<Instance, "id" | "name">

/** The instances that are looked into: the configured one, or the first of those that there are. */
const chosen = (reach: Reach, instances: Answer<Page<Instance>>): ReadonlyArray<Known> => {
  const items = Result.isSuccess(instances) ? instances.success.items : []
  if (Option.isNone(reach.instanceId)) return items.slice(0, mostInstances)
  const id = reach.instanceId.value
  return [items.find((item) => isSameId(item.id, id)) ?? { id }]
}

/** Whether there are instances that are not looked into. */
const areMore = (reach: Reach, instances: Answer<Page<Instance>>): boolean =>
  Option.isNone(reach.instanceId) && Result.isSuccess(instances) && totalOf(instances.success) > mostInstances

const notAll = (hasRules: boolean): ReadonlyArray<Check> => [
  notChecked("organizations", `only ${mostInstances} instances are looked into; set LOSANT_INSTANCE_ID for another`),
  ...(hasRules ? [notChecked("rules", "what they name may be in another instance")] : [])
]

interface Seen {
  readonly instance: Known
  readonly orgs: Answer<Page<InstanceOrg>>
}

/** What the token may do with the first organization that is seen. */
const scopesOf = Effect.fnUntraced(function* (
  reach: Reach,
  policy: Policy,
  instances: Answer<Page<Instance>>,
  seen: ReadonlyArray<Seen>
): Effect.fn.Return<ReadonlyArray<Check>> {
  const places = seen.flatMap(({ instance, orgs }) =>
    Result.isSuccess(orgs) ? orgs.success.items.map(({ id }) => ({ instanceId: instance.id, orgId: id })) : []
  )
  const [place] = places
  const [first] = seen
  const before = first === undefined ? [] : recordEarlierReads(instances, first.orgs)
  const reads = place === undefined ? [] : yield* tryReads(reach, place)
  return checkScopes(
    [...before, ...reads],
    definitions.filter((definition) => showsTool(policy, definition))
  )
})

/** Asks Losant, and says what its answers show. */
export const checkConnection = Effect.fnUntraced(function* ({
  policy,
  host,
  hasToken,
  skew
}: Circumstances): Effect.fn.Return<ReadonlyArray<Check>, never, Losant> {
  const losant = yield* Losant
  const reach = guard(losant, policy)
  const instances = yield* listInstances(reach)
  const reached = checkReached(host, instances)
  if (reached.status === "failed") {
    return [reached, clock(skew()), ...left(hasToken).map((name) => notChecked(name, "there was no good answer"))]
  }
  if (!hasToken) {
    return [reached, clock(skew()), ...afterToken.map((name) => notChecked(name, "there is no token"))]
  }
  const seen = yield* Effect.forEach(
    chosen(reach, instances),
    (instance) => Effect.map(listOrgs(reach, instance.id), (orgs): Seen => ({ instance, orgs })),
    { concurrency: mostInstances }
  )
  const ids = seen.map(({ instance }) => instance.id)
  const token = checkToken([instances, ...seen.map(({ orgs }) => orgs)])
  if (token.status === "failed") {
    return [reached, clock(skew()), token, ...afterToken.map((name) => notChecked(name, "the token was not accepted"))]
  }
  return [
    reached,
    clock(skew()),
    token,
    checkInstances(instances, Option.getOrUndefined(reach.instanceId)),
    ...seen.map(({ instance, orgs }) => checkOrgs(titleOf(instance), orgs, hasRules(policy))),
    ...(areMore(reach, instances) ? notAll(hasRules(policy)) : yield* checkRules(losant, policy, ids)),
    ...(yield* scopesOf(reach, policy, instances, seen))
  ]
})
