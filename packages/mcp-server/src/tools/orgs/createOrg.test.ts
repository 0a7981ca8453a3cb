import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { emulated, ids, planOf } from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { Json } from "../../text/json.ts"
import { describeResult } from "../writes/writeResult.ts"

describe("createOrg", () => {
  it.effect("says what the organization would have", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgs.post", {
        name: "Alder Works",
        tags: [{ key: "region", value: "eu" }],
        limits: { device: 5 },
        members: [{ email: "Ada@alder.example", role: "admin" }]
      })
      assert.deepStrictEqual(plan.changes, {
        name: { after: "Alder Works" },
        "limits.device": { after: 5 },
        "members.ada@alder.example": { after: "admin" },
        "tags.region": { after: "eu" }
      })
      assert.deepStrictEqual(plan.subject, { kind: "organization", name: "Alder Works" })
      assert.strictEqual(plan.warnings, undefined)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes tags as an update does", () =>
    Effect.gen(function* () {
      const tagsOf = (tags: Json) =>
        Effect.map(planOf("instanceOrgs.post", { name: "Alder Works", tags }), ({ after }) => after["tags"])
      const expected = [{ key: "region", value: "eu" }]
      assert.deepStrictEqual(yield* tagsOf({ add: ["region=eu"] }), expected)
      assert.deepStrictEqual(yield* tagsOf({ set: ["region=eu"] }), expected)
      assert.deepStrictEqual(yield* tagsOf(["region=eu"]), expected)
      assert.instanceOf(yield* Effect.flip(tagsOf({ remove: ["region"] })), InvalidArguments)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("leaves the fields beside the tags alone", () =>
    Effect.gen(function* () {
      const values = { name: "Alder Works", limits: { device: 1 } }
      const { after } = yield* planOf("instanceOrgs.post", { ...values, tags: { set: ["a=b"] } })
      assert.deepStrictEqual(after, { ...values, tags: [{ key: "a", value: "b" }] })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("answers what was set, also what Losant's answer leaves out", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const plan = yield* planOf("instanceOrgs.post", {
        name: "Alder Works",
        tags: ["region=eu"],
        limits: { device: 5 }
      })
      const answer = describeResult(plan, yield* plan.send(gateway))
      assert.deepStrictEqual(answer["changed"], {
        name: { after: "Alder Works" },
        "limits.device": { after: 5 },
        "tags.region": { after: "eu" }
      })
      assert.notProperty(answer, "notAnswered")
      assert.notProperty(answer, "notApplied")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says what it does not know, if the new organization cannot be read", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const { faults } = yield* Emulator
      const plan = yield* planOf("instanceOrgs.post", { name: "Alder Works", tags: ["region=eu"] })
      yield* faults.next({ kind: "answer", status: 403, body: "{}" }, { action: "instanceOrg.get" })
      const answer = describeResult(plan, yield* plan.send(gateway))
      assert.deepInclude(answer, { done: true, notAnswered: ["tags"] })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("warns of an organization that has the name already, in whatever case", () =>
    Effect.gen(function* () {
      const { warnings } = yield* planOf("instanceOrgs.post", { name: "northwind plant" })
      assert.include(warnings?.join(), `"Northwind Plant" already (${ids.plant}`)
    }).pipe(Effect.provide(emulated()))
  )
})
