import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { LosantInvalidInput } from "@effect-losant/core/LosantError"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { Values } from "../../src/ToolSpec.ts"
import { dangerOf, fieldsOf, placeOf, planned, readOrg, sameFields, validated } from "../../src/writes/planned.ts"
import { TestReach } from "../support/reach.ts"
import { emulated, ids, lastUpdated, methods } from "./fixture.ts"

const orgId = ids.plant

const callWith = (values: Values) =>
  Effect.map(TestReach, (reach) => ({
    action: actions["instanceOrg.patch"],
    reach,
    instanceId: ids.instance,
    values: { orgId, ...values }
  }))

describe("fieldsOf", () => {
  it.effect("are the arguments that go into the body", () =>
    Effect.gen(function* () {
      const own = { dryRun: true, ifLastUpdated: "x", confirmToken: "x", confirmName: "x", clear: ["tags"] }
      const call = yield* callWith({ instanceId: ids.instance, summaryInclude: [], ...own, name: "B", typo: 1 })
      assert.deepStrictEqual(fieldsOf(call), { name: "B", typo: 1 })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("sameFields", () => {
  it("are those of a state that are there", () => {
    assert.deepStrictEqual(sameFields({ a: 1, b: 2 }, { a: 3, c: 4 }), { a: 1 })
  })
})

describe("readOrg", () => {
  it.effect("asks for no more of the summary than is wanted", () =>
    Effect.gen(function* () {
      const call = yield* callWith({})
      yield* readOrg(call)
      const org = yield* readOrg(call, ["deviceCount", "appCount"])
      const { requests } = yield* Emulator
      assert.deepStrictEqual(
        (yield* requests.all).map(({ query }) => query["summaryInclude"]),
        ["memberCount", "deviceCount,appCount"]
      )
      assert.deepStrictEqual(placeOf(org), { org: { id: orgId, name: "Northwind Plant" }, lastUpdated })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("dangerOf", () => {
  it.effect("says what it is bound to", () =>
    Effect.gen(function* () {
      const call = yield* callWith({ confirmToken: "x", confirmName: "x", dryRun: false, disabledAt: true })
      const danger = dangerOf(call, yield* readOrg(call), {
        tool: "losant_update_org",
        action: "disable the organization",
        facts: [{ label: "disabled from", value: "now" }],
        typesName: false
      })
      assert.deepStrictEqual(danger, {
        tool: "losant_update_org",
        action: "disable the organization",
        facts: [{ label: "disabled from", value: "now" }],
        typesName: false,
        instanceId: ids.instance,
        orgId,
        orgName: "Northwind Plant",
        lastUpdated,
        arguments: { orgId, disabledAt: true }
      })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("planned", () => {
  it.effect("has the input, the request and the difference", () =>
    Effect.gen(function* () {
      const call = yield* callWith({ summaryInclude: ["deviceCount"] })
      const plan = yield* planned(call, { org: { id: orgId }, before: { name: "A" }, after: { name: "B" } })
      assert.deepStrictEqual(plan.changes, { name: { before: "A", after: "B" } })
      assert.deepStrictEqual(plan.request, {
        method: "PATCH",
        path: `/instances/${ids.instance}/orgs/${orgId}`,
        query: { summaryInclude: "deviceCount", _actions: "false", _links: "false", _embedded: "false" },
        body: { name: "B" }
      })
      assert.deepInclude(plan.input, { orgId, instanceId: ids.instance, organization: { name: "B" } })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("validated", () => {
  it.effect("fails as the call would, without a request", () =>
    Effect.gen(function* () {
      const call = yield* callWith({})
      yield* validated(call, { name: "B" })
      const error = yield* Effect.flip(validated(call, { name: "", limits: { devices: 1 } }))
      assert.deepStrictEqual(
        error instanceof LosantInvalidInput ? error.issues.map(({ path }) => path.join(".")) : [],
        ["organization.name", "organization.limits.devices"]
      )
      assert.deepStrictEqual(yield* methods, [])
    }).pipe(Effect.provide(emulated()))
  )
})
