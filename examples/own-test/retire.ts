// A program to be tested: it makes an organization read-only, and disables it a week later.
// Its test is retire.test.ts.
import { type InstanceId, InstanceOrg, type OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"

/** Retires an organization. Both changes say what the organization is to be, so doing them twice does no harm. */
export const retire = Effect.fn("retire")(function* (instanceId: InstanceId, orgId: OrgId) {
  const twice = { retryWrites: true }
  yield* InstanceOrg.patch({ instanceId, orgId, organization: { isReadOnly: true } }, twice)
  yield* Effect.sleep("7 days")
  return yield* InstanceOrg.patch({ instanceId, orgId, organization: { disabledAt: true } }, twice)
})
