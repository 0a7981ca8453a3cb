/** Runs an effect on an organization with an id, or with a name that may look like an id. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { type LosantError, LosantNotFound } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { findMatches } from "../../text/nameMatching.ts"
import { minimalSummary } from "../smallAnswers.ts"
import { chooseOrg, type FoundOrg, findOrgs, isOrgId, orgKind } from "./orgPages.ts"
import { anyCaseNameQuery } from "./orgQueries.ts"
import { resolveOrg } from "./resolveOrg.ts"

// All names that differ in case alone fit on a page.
const perPage = 100

const isNotFound = (error: unknown, orgId: string): error is LosantNotFound =>
  error instanceof LosantNotFound && error.ids["orgId"] === orgId

/** The request names more than the organization, so a member or an invitation may be missing instead. */
const hasMoreIds = ({ ids }: LosantNotFound): boolean =>
  Object.keys(ids).some((name) => name !== "instanceId" && name !== "orgId")

/** The organization whose name is the text that looks like an id; undefined if there is none, or if it is unclear. */
const findNamedLikeId = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId,
  error: LosantNotFound
): Effect.fn.Return<FoundOrg | undefined, LosantError | Refusal> {
  const page = yield* findOrgs(gateway, instanceId, anyCaseNameQuery(orgId), perPage)
  const matches = findMatches(orgId, page.items, orgKind.textOf)
  if (matches === undefined || matches.level === "prefix") return undefined
  // A write for the organization with this id must not hit one whose name is that id.
  if (hasMoreIds(error) && (yield* exists(gateway, instanceId, orgId))) return undefined
  return yield* chooseOrg(orgId, matches.items, page.total, page.isWhole)
})

const exists = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  orgId: OrgId
): Effect.Effect<boolean, Exclude<LosantError, LosantNotFound> | Refusal> =>
  gateway.execute(InstanceOrg.get, { instanceId, orgId, ...minimalSummary }).pipe(
    Effect.as(true),
    Effect.catchTag("LosantNotFound", () => Effect.succeed(false))
  )

/**
 * Runs `run` on the organization with an id or a name. A text that looks like an id is used as an id, without a
 * request. Only if Losant has no such organization, the text is looked up as a name, and `run` runs again. If the
 * lookup fails or finds nothing, the first error is the result.
 */
export const withOrg = <A, E, R>(
  gateway: LosantGateway,
  instanceId: InstanceId,
  text: string,
  run: (org: FoundOrg) => Effect.Effect<A, E, R>
): Effect.Effect<A, E | LosantError | Refusal, R> => {
  const trimmed = text.trim()
  if (!isOrgId(trimmed)) return Effect.flatMap(resolveOrg(gateway, instanceId, text), run)
  const runByName = (error: E & LosantNotFound): Effect.Effect<A, E | Refusal, R> =>
    findNamedLikeId(gateway, instanceId, trimmed, error).pipe(
      Effect.catchIf(
        (failure) => failure._tag !== "Refused",
        () => Effect.void
      ),
      Effect.flatMap((org) => (org === undefined ? Effect.fail(error) : run(org)))
    )
  return Effect.catchIf(
    run({ orgId: trimmed }),
    (error): error is E & LosantNotFound => isNotFound(error, trimmed),
    runByName
  )
}
