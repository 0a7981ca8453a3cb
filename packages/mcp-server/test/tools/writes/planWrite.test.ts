import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { LosantInvalidInput } from "@effect-losant/core/LosantError"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { Refusal } from "../../../src/model/Refusal.ts"
import type { Values } from "../../../src/model/Values.ts"
import {
  dangerOf,
  fieldsOf,
  orgState,
  placeOf,
  planned,
  readOrg,
  sameFields,
  validated
} from "../../../src/tools/writes/buildPlan.ts"
import { TestReach } from "../../support/reach.ts"
import { answering, emulated, ids, lastUpdated, methods } from "../../writes/fixture.ts"

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
      const place = { org: { id: orgId, name: "Northwind Plant" }, orgState: orgState(org), lastUpdated }
      assert.deepStrictEqual(placeOf(org), place)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("takes no organization for another", () =>
    Effect.gen(function* () {
      const call = yield* callWith({ orgId: orgId.toUpperCase() })
      assert.strictEqual((yield* readOrg(call)).name, "Northwind Plant", "ids are written in whatever case")
      const error = yield* Effect.flip(readOrg({ ...call, reach: answering(call.reach, { id: ids.harbor }) }))
      assert(error instanceof Refusal)
      assert.strictEqual(error.reason, "answer")
      assert.include(error.message, `asked for the organization "${orgId.toUpperCase()}" and answered "${ids.harbor}"`)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("dangerOf", () => {
  it.effect("says what it is bound to", () =>
    Effect.gen(function* () {
      const call = yield* callWith({ confirmToken: "x", confirmName: "x", dryRun: false, disabledAt: true })
      const org = yield* readOrg(call)
      const danger = dangerOf(call, org, {
        tool: "losant_update_org",
        action: "disable the organization",
        facts: [{ label: "disabled from", value: "now" }],
        typesName: false,
        state: { because: "x" }
      })
      assert.deepStrictEqual(danger, {
        tool: "losant_update_org",
        action: "disable the organization",
        facts: [{ label: "disabled from", value: "now" }],
        typesName: false,
        instanceId: ids.instance,
        orgId,
        orgName: "Northwind Plant",
        state: { org: orgState(org), because: "x" },
        arguments: { orgId, disabledAt: true }
      })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("orgState", () => {
  it.effect("is what can be changed, and when it was, without what is counted", () =>
    Effect.gen(function* () {
      const call = yield* callWith({})
      const org = yield* readOrg(call, ["deviceCount"])
      const state = orgState(org)
      assert.deepInclude(state, { id: orgId, name: "Northwind Plant", lastUpdated, tags: org.tags, limits: org.limits })
      assert.notProperty(state, "summary")
      const { lastUpdated: _, ...unsaid } = { ...org }
      assert.notDeepEqual(orgState({ ...unsaid, name: "B" }), orgState({ ...unsaid }))
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
