/**
 * A change of an organization that is read first.
 *
 * @module
 * @since 0.2.0
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Any } from "./ActionDeclaration.ts"
import { invalidInput } from "./internal/encode/encodeRequest.ts"
import { issuesOf } from "./internal/util/issues.ts"
import type { LosantInvalidInput } from "./LosantError.ts"
import { LosantNotModified } from "./LosantNotModified.ts"
import { describeProblem, merge, type OrgUpdate } from "./OrgChanges.ts"
import type { InstanceId, OrgId } from "./schemas/Ids.ts"
import type { InstanceOrg } from "./schemas/Org.ts"
import { OrgChanges } from "./schemas/params/OrgChanges.ts"

/**
 * The input of `InstanceOrg.modify`.
 *
 * @example
 * ```ts
 * import type { InstanceId, OrgId } from "@effect-losant/core"
 * import type { Modification } from "@effect-losant/core/Modification"
 *
 * // A tenth more devices than the organization may have now.
 * const grow = (instanceId: InstanceId, orgId: OrgId): Modification => ({
 *   instanceId,
 *   orgId,
 *   changes: ({ limits }) => ({ limits: { device: Math.ceil((limits?.device ?? 0) * 1.1) } })
 * })
 * ```
 *
 * @since 0.2.0
 */
export interface Modification {
  readonly instanceId: InstanceId
  readonly orgId: OrgId
  /** The changes, or a function that makes them from the organization as it is now. */
  readonly changes: OrgChanges | ((org: InstanceOrg) => OrgChanges)
  /** The `lastUpdated` of the organization as the caller read it. If it is another now, nothing is sent. */
  readonly ifLastUpdated?: string | undefined
}

const timeOf = (text: string): number | string =>
  Option.getOrElse(Option.map(DateTime.make(text), DateTime.toEpochMillis), () => text)

const decode = Schema.decodeUnknownResult(OrgChanges, { onExcessProperty: "error", errors: "all" })

/**
 * The update that a modification makes of the organization as it is now, or the reason why nothing is sent. `action` is
 * the one that would be called, and `now` is in milliseconds since the epoch.
 *
 * @example
 * ```ts
 * import { InstanceOrg, type Schemas } from "@effect-losant/core"
 * import { type Modification, prepare } from "@effect-losant/core/Modification"
 * import * as Result from "effect/Result"
 *
 * const bodyOf = (org: Schemas.InstanceOrg, modification: Modification, now: number) =>
 *   Result.map(prepare(InstanceOrg.patch, org, modification, now), ({ patch }) => patch)
 * ```
 *
 * @since 0.2.0
 */
export const prepare = (
  action: Any,
  org: InstanceOrg,
  { changes, ifLastUpdated }: Modification,
  now: number
): Result.Result<OrgUpdate, LosantNotModified | LosantInvalidInput> => {
  const makeNotModified = (reason: LosantNotModified["reason"], why: string) =>
    new LosantNotModified({
      action: action.action,
      method: action.method,
      outcome: "notSent",
      reason,
      message: `${action.action}: nothing was sent, because ${why}`
    })
  const { lastUpdated = "an unknown time" } = org
  if (ifLastUpdated !== undefined && timeOf(lastUpdated) !== timeOf(ifLastUpdated)) {
    return Result.fail(
      makeNotModified(
        "changedMeanwhile",
        `the organization was last changed at ${lastUpdated}, not at ${ifLastUpdated}`
      )
    )
  }
  return decode(typeof changes === "function" ? changes(org) : changes).pipe(
    Result.mapError((error) =>
      invalidInput(
        action,
        issuesOf(error).map(({ path, message }) => ({ path: ["changes", ...path], message }))
      )
    ),
    Result.flatMap((wanted) =>
      Result.mapError(merge(org, wanted, now), (problems) =>
        makeNotModified("notMergeable", problems.map(describeProblem).join(", and "))
      )
    )
  )
}
