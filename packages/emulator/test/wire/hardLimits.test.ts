// The limit that Losant enforces and the emulator can reach: members, with the invitations that are still open.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ids } from "../support/seed.ts"
import { at, call, server } from "../support/wire.ts"

const org = `/instances/${ids.instance}/orgs/${ids.plant}`
const status = (method: string, path: string, body?: object) =>
  Effect.map(call(method, `${org}${path}`, { body }), (reply) => reply.status)
const limitTo = (member: number) => call("PATCH", org, { body: { limits: { member } } })
const person = (name: string) => ({ email: `${name}@example.com`, role: "view" })

describe("the limit of members", () => {
  it.effect("counts members and open invitations, but not those that have expired", () =>
    Effect.gen(function* () {
      // Two members, one open invitation, and one that has expired.
      yield* limitTo(4)
      assert.strictEqual(yield* status("POST", "/invites", person("first")), 201)
      for (const path of ["/members", "/invites"]) {
        const { status: refused, json } = yield* call("POST", `${org}${path}`, { body: person("second") })
        assert.deepStrictEqual([refused, at(json, "type")], [400, "Validation"])
      }
      yield* TestClock.adjust("8 days")
      assert.strictEqual(yield* status("POST", "/members", person("second")), 200)
      assert.strictEqual(yield* status("POST", "/members", person("third")), 200)
      assert.strictEqual(yield* status("POST", "/members", person("fourth")), 400)
    }).pipe(Effect.provide(server()))
  )

  it.effect("lets an open invitation be sent again, and an expired one only if there is room", () =>
    Effect.gen(function* () {
      yield* limitTo(3)
      assert.strictEqual(yield* status("POST", `/invites/${ids.invite}`, { role: "view" }), 201)
      assert.strictEqual(yield* status("POST", `/invites/${ids.expired}`, { role: "view" }), 400)
      assert.strictEqual(yield* status("DELETE", `/invites/${ids.invite}`), 200)
      assert.strictEqual(yield* status("POST", `/invites/${ids.expired}`, { role: "view" }), 201)
    }).pipe(Effect.provide(server()))
  )

  it.effect("may be set below what there is, and takes nobody out", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* limitTo(1)).status, 200)
      const { json } = yield* call("GET", org)
      assert.strictEqual(at(json, "summary", "memberCount"), 2)
      assert.strictEqual(yield* status("PATCH", `/members/${ids.ada}`, { role: "edit" }), 200)
    }).pipe(Effect.provide(server()))
  )
})
