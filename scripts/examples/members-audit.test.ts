// The example that asks every organization sends five requests at a time.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrgMembers, InstanceOrgs } from "@effect-losant/core"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import { emulator, run } from "./run.ts"

const most = 5

/** Makes an emulator that answers requests for members only after five have arrived. It counts the open requests. */
const countOpenRequests = Effect.gen(function* () {
  const behind = yield* Emulator
  const full = yield* Latch.make(false)
  const seen = { now: 0, most: 0 }
  const respond: (typeof behind)["respond"] = (request) =>
    request.path.includes("/members")
      ? Effect.gen(function* () {
          seen.now++
          seen.most = Math.max(seen.most, seen.now)
          if (seen.now === most) yield* full.open
          yield* full.await
          return yield* behind.respond(request)
        }).pipe(Effect.ensuring(Effect.sync(() => seen.now--)))
      : behind.respond(request)
  return { seen, server: NodeServer.layer().pipe(Layer.provide(Layer.succeed(Emulator, { ...behind, respond }))) }
})

describe("members-audit.ts", () => {
  it.live("asks five organizations at a time, and never more", () =>
    Effect.gen(function* () {
      const { seen, server } = yield* countOpenRequests
      const { code } = yield* Effect.provide(run("members-audit.ts"), server)
      assert.strictEqual(code, 0)
      assert.strictEqual(seen.most, most)
    }).pipe(Effect.provide(emulator))
  )

  it.live("finds a person in several organizations, and passes over one that was deleted meanwhile", () =>
    Effect.gen(function* () {
      const { instanceId, faults } = yield* Emulator
      const email = "zz.auditor@example.com"
      for (const name of ["Audited B", "Audited A"]) {
        const { id: orgId } = yield* InstanceOrgs.post({ instanceId, orgConfig: { name } })
        yield* InstanceOrgMembers.post({ instanceId, orgId, member: { email, role: "admin" } })
      }
      yield* faults.next(
        { kind: "answer", status: 404, body: '{"type":"NotFound","message":"gone"}' },
        { action: "instanceOrgMembers.get" }
      )
      const { stdout, stderr, code } = yield* run("members-audit.ts")
      assert.deepStrictEqual([stderr, code], ["", 0])
      assert.include(stdout, `${email}: Audited A, Audited B\n`)
      assert.match(stdout, / people administer 27 organizations\n$/)
    }).pipe(Effect.provide(emulator))
  )
})
