import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { withTarget } from "../../src/call/resolveTarget.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import type { Values } from "../../src/model/Values.ts"
import { reachLayer, TestReach } from "../support/reach.ts"
import { toolNamed } from "../support/serving.ts"

/** The values that a call runs with, and what its client is told before. */
const target = Effect.fnUntraced(function* (tool: string, values: Values) {
  const reach = yield* TestReach
  const { instanceId } = yield* Emulator
  const named = toolNamed(tool)
  assert(named.kind === "action", `${tool} is made of no action`)
  const told: Array<Progress> = []
  const request = { ...(yield* ClientRequest), progress: (one: Progress) => Effect.sync(() => void told.push(one)) }
  const found = yield* withTarget(named, reach, instanceId, values, Effect.succeed).pipe(
    Effect.provideService(ClientRequest, request)
  )
  return { found, told: told.map(({ message }) => message) }
})

describe("withTarget", () => {
  it.effect("replaces names and emails by ids, and tells that it looks them up", () =>
    Effect.gen(function* () {
      const email = "daniel.becker@ashfordwaterworks.example"
      const { found, told } = yield* target("losant_get_org_member", { orgId: "Ashford Water Works", userId: email })
      assert.match(String(found["orgId"]), /^[0-9a-f]{24}$/)
      assert.match(String(found["userId"]), /^[0-9a-f]{24}$/)
      assert.deepStrictEqual(told, ["looking up what is meant by name"])
    }).pipe(Effect.provide(reachLayer({ seed: "demo" })))
  )
  it.effect("takes ids as they are, and tells nothing", () =>
    Effect.gen(function* () {
      const { found } = yield* target("losant_get_org", { orgId: "Ashford Water Works" })
      const again = yield* target("losant_get_org", found)
      assert.deepStrictEqual(again, { found, told: [] })
    }).pipe(Effect.provide(reachLayer({ seed: "demo" })))
  )
})
