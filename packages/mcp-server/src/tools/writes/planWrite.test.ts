import { assert, describe, it } from "@effect/vitest"
import { requestOfCall } from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { LosantInvalidInput } from "@effect-losant/core/LosantError"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { emulated, ids, lastUpdated, methods, withAnswerFields } from "../../../test/support/plans.ts"
import { TestGateway } from "../../../test/support/testGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import type { WriteRequest } from "../request/Arguments.ts"
import { describeOrg, describeOrgDanger, orgState, pickSameFields, planWrite, readOrg } from "./planWrite.ts"

const orgId = OrgId.make(ids.plant)

type Request = WriteRequest<typeof InstanceOrg.patch, Record<never, never>, Record<never, never>>

/** A call of the update, with this query. */
const requestWith = (query: Request["query"] = {}) =>
  Effect.map(TestGateway, (gateway): Request => {
    const target = { instanceId: ids.instance, orgId }
    return {
      tool: "losant_update_org",
      dangers: ["disableOrg"],
      action: InstanceOrg.patch,
      gateway,
      instanceId: ids.instance,
      ids: target,
      bound: { orgId, disabledAt: true },
      target,
      query,
      body: {},
      options: {},
      all: {},
      encode: (organization) => gateway.encode(InstanceOrg.patch, { ...target, ...query, organization })
    }
  })

const readAnswer = () => ({})
const subject = { kind: "organization", id: orgId } as const

describe("pickSameFields", () => {
  it("picks the fields that are there", () => {
    assert.deepStrictEqual(pickSameFields({ a: 1, b: 2 }, { a: 3, c: 4 }), { a: 1 })
  })
})

describe("readOrg", () => {
  it.effect("asks only for the wanted fields of the summary", () =>
    Effect.gen(function* () {
      const request = yield* requestWith()
      yield* readOrg(request)
      const org = yield* readOrg(request, ["deviceCount", "appCount"])
      const { requests } = yield* Emulator
      assert.deepStrictEqual(
        (yield* requests.all).map(({ query }) => query["summaryInclude"]),
        ["memberCount", "deviceCount,appCount"]
      )
      assert.deepStrictEqual(describeOrg(org), { subject: { ...subject, name: "Northwind Plant" }, current: org })
      assert.strictEqual(org.lastUpdated, lastUpdated)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("refuses the answer about another organization", () =>
    Effect.gen(function* () {
      const { gateway } = yield* requestWith()
      const upper = { instanceId: ids.instance, orgId: OrgId.make(orgId.toUpperCase()) }
      const org = yield* readOrg({ gateway, ids: upper })
      assert.strictEqual(org.name, "Northwind Plant", "ids are written in whatever case")
      const error = yield* Effect.flip(readOrg({ gateway: withAnswerFields(gateway, { id: ids.harbor }), ids: upper }))
      assert(error instanceof Refusal)
      assert.strictEqual(error.reason, "answer")
      assert.include(error.message, `asked for the organization "${orgId.toUpperCase()}" and answered "${ids.harbor}"`)
    }).pipe(Effect.provide(emulated()))
  )
})

describe("describeOrgDanger", () => {
  it.effect("contains the state to which the confirmation is bound", () =>
    Effect.gen(function* () {
      const request = yield* requestWith()
      const org = yield* readOrg(request)
      const { danger } = describeOrgDanger(request, org, {
        dangers: ["disableOrg"],
        facts: [{ label: "disabled from", value: "now" }],
        state: { because: "x" }
      })
      assert.deepStrictEqual(danger, {
        tool: "losant_update_org",
        dangers: ["disableOrg"],
        facts: [{ label: "disabled from", value: "now" }],
        instanceId: ids.instance,
        subject: { ...subject, name: "Northwind Plant" },
        state: { org: orgState(org), because: "x" },
        arguments: { orgId, disabledAt: true }
      })
      assert.deepStrictEqual(describeOrgDanger(request, org, { dangers: [], facts: [] }), {})
    }).pipe(Effect.provide(emulated()))
  )
})

describe("orgState", () => {
  it.effect("has the changeable fields and the time of the last change, without counts", () =>
    Effect.gen(function* () {
      const org = yield* readOrg(yield* requestWith(), ["deviceCount"])
      const state = orgState(org)
      assert.deepInclude(
        state,
        toJsonObject({ id: orgId, name: "Northwind Plant", lastUpdated, tags: org.tags, limits: org.limits })
      )
      assert.notProperty(state, "summary")
      const { lastUpdated: _, ...unsaid } = { ...org }
      assert.notDeepEqual(orgState({ ...unsaid, name: "B" }), orgState({ ...unsaid }))
    }).pipe(Effect.provide(emulated()))
  )
})

describe("planWrite", () => {
  it.effect("has the encoded call and the difference", () =>
    Effect.gen(function* () {
      const request = yield* requestWith({ summaryInclude: ["deviceCount"] })
      const plan = yield* planWrite(request, { subject, before: { name: "A" }, after: { name: "B" }, readAnswer })
      assert.deepStrictEqual(plan.changes, { name: { before: "A", after: "B" } })
      assert.deepStrictEqual(requestOfCall(plan.call), {
        method: "PATCH",
        path: `/instances/${ids.instance}/orgs/${orgId}`,
        query: { summaryInclude: "deviceCount", _actions: "false", _links: "false", _embedded: "false" },
        body: { name: "B" }
      })
      assert.deepStrictEqual(plan.call.ids, { orgId, instanceId: ids.instance })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("uses a difference that is already known", () =>
    Effect.gen(function* () {
      const changes = { name: { before: "A", after: "C" } }
      const own = { subject, before: { name: "A" }, after: { name: "B" }, changes, readAnswer }
      assert.strictEqual((yield* planWrite(yield* requestWith(), own)).changes, changes)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("fails as the call would, without a request", () =>
    Effect.gen(function* () {
      const request = yield* requestWith()
      const planOf = (after: JsonObject) =>
        // Sound: that a body is wrong is what the encoding has to find.
        planWrite(request, { subject, before: {}, after: after as Record<never, never>, readAnswer })
      yield* planOf({ name: "B" })
      const error = yield* Effect.flip(planOf({ name: "", limits: { devices: 1 } }))
      assert.deepStrictEqual(
        error instanceof LosantInvalidInput ? error.issues.map(({ path }) => path.join(".")) : [],
        ["organization.name", "organization.limits.devices"]
      )
      assert.deepStrictEqual(yield* methods, [])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("sends the encoded call, and passes on only the state that it is given", () =>
    Effect.gen(function* () {
      const request = yield* requestWith()
      const org = yield* readOrg(request)
      const plan = yield* planWrite(request, { ...describeOrg(org), before: {}, after: { name: "B" }, readAnswer })
      const sent: Array<readonly [unknown, unknown]> = []
      const watched = {
        ...request.gateway,
        send: (...args: Parameters<typeof request.gateway.send>) => {
          sent.push([args[0], args[1]])
          return request.gateway.send(...args)
        }
      }
      // Sound: the gateway differs by what it keeps only.
      const gateway = watched as typeof request.gateway
      yield* plan.send(gateway, org)
      // A change that destroys is judged by what the gateway reads then.
      yield* plan.send(gateway)
      assert.lengthOf(sent, 2)
      assert.isTrue(sent.every(([call]) => call === plan.call))
      assert.strictEqual(sent[0]?.[1], org)
      assert.isUndefined(sent[1]?.[1])
    }).pipe(Effect.provide(emulated()))
  )
})
