/** Resolves the instance of a call. */
import * as Instances from "@effect-losant/core/Instances"
import type { LosantError } from "@effect-losant/core/LosantError"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { Instance } from "@effect-losant/core/schemas/Instance"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { missingScope } from "../../answers/missingScope.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import { similarItems } from "../../text/fuzzySuggestions.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { type CandidateKind, listCandidates, noMatch, severalMatches } from "./candidates.ts"

export interface InstanceResolver {
  /**
   * The instance of a call: the configured one, else the one with this id or name, else the only one that the token
   * reaches. It is refused with `instance` if none of these applies, and with `severalMatches` or `noMatch` for a name.
   */
  readonly resolve: (idOrName: string | undefined) => Effect.Effect<InstanceId, LosantError | Refusal>
}

interface ReachableInstances {
  readonly items: ReadonlyArray<Instance>
  readonly total: number
}

const isInstanceId = Schema.is(InstanceId)

const kind: CandidateKind<Instance> = {
  argument: "instanceId",
  singular: "instance",
  plural: "instances",
  textLabel: "name",
  textOf: ({ name }) => name,
  idOf: ({ id }) => id,
  detailLabel: "created",
  detailOf: ({ creationDate }) => creationDate,
  tool: "losant_list_instances"
}

const perPage = 100

const setInstanceAdvice =
  "The person who runs this server has to set LOSANT_INSTANCE_ID to the id of the instance, and restart it"

const listRefusal = (why: string): Refusal =>
  new Refusal(
    "instance",
    `It is not known which instance is meant: no id of one was given, and ${why} ` +
      `${setInstanceAdvice}; or call again with instanceId, if the person says which.`
  )

const noInstanceRefusal = new Refusal(
  "instance",
  `The token reaches no instance. ${setInstanceAdvice}, or give the server a token that reaches one.`
)

const listInstances = (gateway: LosantGateway): Effect.Effect<ReachableInstances, LosantError | Refusal> =>
  gateway.execute(Instances.get, { sortField: "name", perPage }).pipe(
    Effect.map(({ items, totalCount }) => ({
      items: items.filter(({ id }) => isInstanceId(id)),
      total: totalCount ?? items.length
    })),
    Effect.catchTags({
      LosantUnauthorized: () =>
        Effect.fail(
          listRefusal(
            "Losant did not let the token list instances (401). Only a user token can; if this is one, it is wrong or has " +
              "expired."
          )
        ),
      LosantForbidden: (error) =>
        Effect.fail(listRefusal(`the token may not list instances (403). ${missingScope(error)}`))
    })
  )

const listReachable = ({ items, total }: ReachableInstances): string =>
  `The token reaches ${listCandidates(kind, items, total)}. Call again with instanceId, the id of the one that is meant; if that ` +
  "is not clear, ask the person."

/** The instance with this name. */
const findByName = ({ items, total }: ReachableInstances, idOrName: string): Effect.Effect<InstanceId, Refusal> => {
  const matches = findMatches(idOrName, items, kind.textOf)
  if (matches === undefined) return Effect.fail(noMatch(kind, idOrName, similarItems(idOrName, items, kind.textOf)))
  const [only, ...others] = matches.items
  // An instance that is not on the page may have the same name.
  return only !== undefined && others.length === 0 && total <= items.length
    ? Effect.succeed(only.id)
    : Effect.fail(severalMatches(kind, idOrName, matches.items, others.length === 0 ? "unknown" : matches.items.length))
}

const choose = (instances: ReachableInstances, idOrName: string | undefined): Effect.Effect<InstanceId, Refusal> => {
  const [first, ...others] = instances.items
  if (first === undefined) return Effect.fail(noInstanceRefusal)
  if (idOrName !== undefined) return findByName(instances, idOrName)
  return others.length === 0 && instances.total <= 1
    ? Effect.succeed(first.id)
    : Effect.fail(new Refusal("instance", `It is not clear which instance is meant. ${listReachable(instances)}`))
}

/**
 * Makes the resolver. It lists the instances at most once, on the first call that needs the list, even if several calls
 * run at that time. An error or an empty list is not cached.
 */
export const makeInstanceResolver = Effect.fnUntraced(function* (
  gateway: LosantGateway
): Effect.fn.Return<InstanceResolver> {
  const reachable = yield* Effect.cachedWithTTL(listInstances(gateway), (exit) =>
    Exit.isSuccess(exit) && exit.value.items.length > 0 ? Duration.infinity : Duration.zero
  )
  return {
    resolve: (idOrName) => {
      if (Option.isSome(gateway.instanceId)) return Effect.succeed(gateway.instanceId.value)
      if (idOrName !== undefined && isInstanceId(idOrName)) return Effect.succeed(idOrName)
      return Effect.flatMap(reachable, (instances) => choose(instances, idOrName))
    }
  }
})
