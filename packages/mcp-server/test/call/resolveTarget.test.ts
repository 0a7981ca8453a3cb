import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { withTarget } from "../../src/call/resolveTarget.ts"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import type { Target } from "../../src/model/VerificationCall.ts"
import { TestGateway, testGatewayLayer } from "../support/testGateway.ts"

/** The ids that a call runs with, its subject, and what its client is told before. */
const resolve = Effect.fnUntraced(function* (target: Target) {
  const reach = yield* TestGateway
  const { instanceId } = yield* Emulator
  const told: Array<Progress> = []
  const request = { ...(yield* ClientRequest), progress: (one: Progress) => Effect.sync(() => void told.push(one)) }
  const { target: found, subject } = yield* withTarget(reach, instanceId, target, (target, subject) =>
    Effect.succeed({ target, subject })
  ).pipe(Effect.provideService(ClientRequest, request))
  assert.strictEqual(found.instanceId, instanceId)
  return { found: found.ids, subject, told: told.map(({ message }) => message) }
})

describe("withTarget", () => {
  it.effect("replaces names and emails by ids, and tells that it looks them up", () =>
    Effect.gen(function* () {
      const email = "daniel.becker@ashfordwaterworks.example"
      const { found, subject, told } = yield* resolve({ orgId: "Ashford Water Works", userId: email })
      assert.match(String(found["orgId"]), /^[0-9a-f]{24}$/)
      assert.match(String(found["userId"]), /^[0-9a-f]{24}$/)
      assert.deepStrictEqual<unknown>(subject, {
        kind: "organization",
        id: found["orgId"],
        name: "Ashford Water Works"
      })
      assert.deepStrictEqual(told, ["looking up what is meant by name"])
    }).pipe(Effect.provide(testGatewayLayer({ seed: "demo" })))
  )
  it.effect("takes ids as they are, and tells nothing", () =>
    Effect.gen(function* () {
      const { found } = yield* resolve({ orgId: "Ashford Water Works" })
      const again = yield* resolve(found)
      assert.deepStrictEqual([again.found, again.told], [found, []])
    }).pipe(Effect.provide(testGatewayLayer({ seed: "demo" })))
  )
  it.effect("has nothing to look up for a call about no organization", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* resolve({}), { found: {}, subject: undefined, told: [] })
    }).pipe(Effect.provide(testGatewayLayer({ seed: "demo" })))
  )
})
