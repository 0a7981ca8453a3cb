/** Which instance a call is about. */
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
import { type Kind, listed, noMatch, severalMatches } from "./candidates.ts"

/** The instances of a process. */
export interface KnownInstances {
  /**
   * The instance of a call: the configured one; else the one whose id or name is given; else the only one that the
   * token reaches. Refused with `instance` where none of these says which, with `severalMatches` or `noMatch` where a
   * name does not.
   */
  readonly resolve: (given: string | undefined) => Effect.Effect<InstanceId, LosantError | Refusal>
}

interface Reached {
  readonly items: ReadonlyArray<Instance>
  readonly total: number
}

const isInstanceId = Schema.is(InstanceId)

const kind: Kind<Instance> = {
  argument: "instanceId",
  one: "instance",
  many: "instances",
  by: "name",
  textOf: ({ name }) => name,
  idOf: ({ id }) => id,
  detail: "created",
  detailOf: ({ creationDate }) => creationDate,
  tool: "losant_list_instances"
}

const perPage = 100

const byPerson =
  "The person who runs this server has to set LOSANT_INSTANCE_ID to the id of the instance, and restart it"

const notAllowed = (why: string): Refusal =>
  new Refusal(
    "instance",
    `It is not known which instance is meant: no id of one was given, and ${why} ` +
      `${byPerson}; or call again with instanceId, if the person says which.`
  )

const noInstance = new Refusal(
  "instance",
  `The token reaches no instance. ${byPerson}, or give the server a token that reaches one.`
)

const request = (reach: LosantGateway): Effect.Effect<Reached, LosantError | Refusal> =>
  reach.execute(Instances.get, { sortField: "name", perPage }).pipe(
    Effect.map(({ items, totalCount }) => ({
      items: items.filter(({ id }) => isInstanceId(id)),
      total: totalCount ?? items.length
    })),
    Effect.catchTags({
      LosantUnauthorized: () =>
        Effect.fail(
          notAllowed(
            "Losant did not let the token list instances (401). Only a user token can; if this is one, it is wrong or has " +
              "expired."
          )
        ),
      LosantForbidden: (error) =>
        Effect.fail(notAllowed(`the token may not list instances (403). ${missingScope(error)}`))
    })
  )

const candidates = ({ items, total }: Reached): string =>
  `The token reaches ${listed(kind, items, total)}. Call again with instanceId, the id of the one that is meant; if that ` +
  "is not clear, ask the person."

/** The one that the name stands for, among all that there are. */
const named = ({ items, total }: Reached, given: string): Effect.Effect<InstanceId, Refusal> => {
  const matches = findMatches(given, items, kind.textOf)
  if (matches === undefined) return Effect.fail(noMatch(kind, given, similarItems(given, items, kind.textOf)))
  const [only, ...others] = matches.items
  // Another of that name may be among those that were not listed.
  return only !== undefined && others.length === 0 && total <= items.length
    ? Effect.succeed(only.id)
    : Effect.fail(severalMatches(kind, given, matches.items, others.length === 0 ? "unknown" : matches.items.length))
}

const choose = (reached: Reached, given: string | undefined): Effect.Effect<InstanceId, Refusal> => {
  const [first, ...others] = reached.items
  if (first === undefined) return Effect.fail(noInstance)
  if (given !== undefined) return named(reached, given)
  return others.length === 0 && reached.total <= 1
    ? Effect.succeed(first.id)
    : Effect.fail(new Refusal("instance", `It is not clear which instance is meant. ${candidates(reached)}`))
}

/**
 * Makes what finds the instance of each call. Losant is asked for its instances at most once, on the first call that
 * has to know them, however many there are at that time; only an answer that helps no call is not kept.
 */
export const makeInstances = Effect.fnUntraced(function* (reach: LosantGateway): Effect.fn.Return<KnownInstances> {
  const reached = yield* Effect.cachedWithTTL(request(reach), (exit) =>
    Exit.isSuccess(exit) && exit.value.items.length > 0 ? Duration.infinity : Duration.zero
  )
  return {
    resolve: (given) => {
      if (Option.isSome(reach.instanceId)) return Effect.succeed(reach.instanceId.value)
      if (given !== undefined && isInstanceId(given)) return Effect.succeed(given)
      return Effect.flatMap(reached, (known) => choose(known, given))
    }
  }
})
