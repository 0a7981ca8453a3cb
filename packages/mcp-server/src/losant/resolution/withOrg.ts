/** Running on an organization that is given by its id, or by a name that may look like one. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { type LosantError, LosantNotFound } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { chosen, type FoundOrg, find, isOrgId, lean, orgKind } from "./orgPages.ts"
import { namedInAnyCase } from "./orgQueries.ts"
import { resolveOrg } from "./resolveOrg.ts"

// Those whose names differ in case alone.
const perPage = 100

const isNotFound = (error: unknown, orgId: string): error is LosantNotFound =>
  error instanceof LosantNotFound && error.ids["orgId"] === orgId

/** Whether it may be something in the organization that is not there, instead of the organization. */
const namesMore = ({ ids }: LosantNotFound): boolean =>
  Object.keys(ids).some((name) => name !== "instanceId" && name !== "orgId")

/** The organization whose name looks like an id, or undefined where there is none, or where that cannot be known. */
const namedLikeAnId = Effect.fnUntraced(function* (
  reach: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  error: LosantNotFound
): Effect.fn.Return<FoundOrg | undefined, LosantError | Refusal> {
  const page = yield* find(reach, instanceId, namedInAnyCase(orgId), perPage)
  const matches = findMatches(orgId, page.items, orgKind.textOf)
  if (matches === undefined || matches.level === "prefix") return undefined
  // An organization named like another's id must not get what was meant for the other.
  if (namesMore(error) && (yield* exists(reach, instanceId, orgId))) return undefined
  return yield* chosen(orgId, matches.items, page.total, page.isWhole)
})

const exists = (
  reach: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId
): Effect.Effect<boolean, Exclude<LosantError, LosantNotFound> | Refusal> =>
  reach.execute(InstanceOrg.get, { instanceId, orgId, ...lean }).pipe(
    Effect.as(true),
    Effect.catchTag("LosantNotFound", () => Effect.succeed(false))
  )

/**
 * Runs `run` on the organization that an id or a name stands for. What looks like an id is taken for one without a
 * request; only when Losant has no such organization it is looked up as a name, and `run` runs again on what has that
 * name. Where nothing has, or where that cannot be found out, the first error stands.
 */
export const withOrg = <A, E, R>(
  reach: LosantGateway,
  instanceId: InstanceId,
  given: string,
  run: (org: FoundOrg) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> => {
  const trimmed = given.trim()
  if (!isOrgId(trimmed)) return Effect.flatMap(resolveOrg(reach, instanceId, given), run)
  const again = (error: E & LosantNotFound): Effect.Effect<A, E | Refusal, R> =>
    namedLikeAnId(reach, instanceId, trimmed, error).pipe(
      Effect.catchIf(
        (failure) => failure._tag !== "Refused",
        () => Effect.void
      ),
      Effect.flatMap((org) => (org === undefined ? Effect.fail(error) : run(org)))
    )
  return Effect.catchIf(
    run({ orgId: trimmed }),
    (error): error is E & LosantNotFound => isNotFound(error, trimmed),
    again
  )
}
