// The resolution of names under a policy.
import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import * as Effect from "effect/Effect"
import { resolveOrg } from "../../../src/losant/resolution/resolveOrg.ts"
import { withOrg } from "../../../src/losant/resolution/withOrg.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import type { PolicyFlags } from "../../../src/policy/Policy.ts"
import { secret as hidden, instanceId, missing, production, reachUnder, staging, world } from "../../policy/world.ts"

describe("resolveOrg, under a policy", () => {
  const denials: ReadonlyArray<PolicyFlags> = [
    { denyOrg: [production] },
    { denyOrg: [hidden] },
    { denyOrg: ["tag:env=production"] },
    { allowOrg: [staging, "Orchard"] }
  ]

  it.effect.each(denials)("finds, and names, nothing that the policy hides (%j)", (flags) =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder(flags)
      // Without the policy there would be two matches.
      assert.deepStrictEqual(yield* resolveOrg(gateway, instanceId, "harbor"), {
        orgId: staging,
        name: "Harbor Staging"
      })
      for (const input of [hidden, hidden.toLowerCase(), "Harbor P", "Harbor Producton", "Production"]) {
        const error = yield* Effect.flip(resolveOrg(gateway, instanceId, input))
        assert(error instanceof Refusal)
        assert.strictEqual(error.reason, "noMatch")
        assert.notInclude(error.message, production)
        assert.notInclude(error.message.replaceAll(JSON.stringify(input), ""), hidden)
      }
    }).pipe(Effect.provide(world()))
  )
  it.effect.each(denials)("takes the id of what it hides for one that does not exist (%j)", (flags) =>
    Effect.gen(function* () {
      const gateway = yield* reachUnder(flags)
      const of = (input: string) =>
        Effect.flip(
          withOrg(gateway, instanceId, input, ({ orgId }) => gateway.execute(InstanceOrg.get, { instanceId, orgId }))
        )
      const error = yield* of(production)
      assert.instanceOf(error, LosantNotFound)
      assert.strictEqual(
        JSON.stringify(error).replaceAll(production, missing),
        JSON.stringify(yield* of(missing)).replaceAll(production, missing)
      )
    }).pipe(Effect.provide(world()))
  )
})
