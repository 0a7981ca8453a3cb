// Every write: a plan reads, validates as the call would, writes nothing, and is what the call then sends.

import { assert, describe, it } from "@effect/vitest"
import { requestOfCall } from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  emulated,
  ids,
  lastUpdated,
  methods,
  writeActions as names,
  now,
  planOf,
  planWith,
  sendPlan,
  writeCalls
} from "../../../test/support/plans.ts"
import { toolOf } from "../../../test/support/serving.ts"
import { countRequests, TestGateway } from "../../../test/support/testGateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import { makeTools } from "../registry.ts"
import { describePlan, describeResult } from "../writes/writeResult.ts"

const orgId = ids.plant

const callOf = (name: ActionName): JsonObject => writeCalls[name] ?? {}

const paramsOf = (name: ActionName): ReadonlyArray<string> => Object.keys(actions[name].params)

/** The actions that are about an organization that is there. */
const onOrg = names.filter((name) => paramsOf(name).includes("orgId"))

describe("a plan", () => {
  it("exists for every action that writes, and for no other", () => {
    const planned = makeTools(true).flatMap(({ action, parse }) => {
      const sample = Object.entries(writeCalls).find(([name]) => name === action?.action)?.[1]
      const parsed = sample === undefined ? undefined : parse(sample, now.getTime())
      return parsed !== undefined && Result.isSuccess(parsed) && parsed.success.kind === "write" ? [action?.action] : []
    })
    // Toolsets and actions have orders of their own.
    assert.sameMembers<unknown>(planned, [...names])
    assert.sameMembers<unknown>(Object.keys(writeCalls), [...names])
  })

  it("does not exist for an action that reads", () => {
    const parsed = toolOf("instanceOrg.get").parse({ orgId }, now.getTime())
    assert.strictEqual(Result.getOrThrow(parsed).kind, "read")
  })

  it.effect.each(names)("of %s reads only", (name) =>
    Effect.gen(function* () {
      const plan = yield* planOf(name, callOf(name))
      const sent = yield* methods
      assert.isNotEmpty(sent)
      assert.isTrue(
        sent.every((method) => method === "GET"),
        sent.join(" ")
      )
      assert.strictEqual(plan.nothingToDo, undefined)
      const shown = describePlan(plan, "yes")
      assert.strictEqual(shown["dryRun"], true)
      const { query: _, ...request } = requestOfCall(plan.call)
      assert.deepStrictEqual(shown["request"], toJsonObject(request))
      assert.notProperty(shown["request"], "headers")
      assert.isNotEmpty(plan.changes)
      assert.deepStrictEqual(shown["changes"], plan.changes)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s shows the request that the call then sends", (name) =>
    Effect.gen(function* () {
      const plan = yield* planOf(name, callOf(name))
      const answer = yield* sendPlan(plan)
      const { requests } = yield* Emulator
      const writes = (yield* requests.all).filter(({ method }) => method !== "GET")
      const request = requestOfCall(plan.call)
      assert.lengthOf(writes, 1)
      assert.strictEqual(writes[0]?.method, request.method)
      assert.strictEqual(writes[0]?.path, request.path)
      assert.deepStrictEqual(writes[0]?.query, request.query)
      const told = describeResult(plan, answer)
      assert.strictEqual(told["done"], true)
      assert.notProperty(told, "notApplied")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s accepts the arguments that guard the call, and does not send them", (name) =>
    Effect.gen(function* () {
      const { arguments: known } = toolOf(name)
      const decided = { dryRun: true, confirmToken: "x", confirmName: "Northwind Plant" }
      const values = { ...decided, ifLastUpdated: lastUpdated }
      const own = Object.fromEntries(Object.entries(values).filter(([one]) => known.some(({ name }) => name === one)))
      const since = Object.fromEntries(Object.entries(own).filter(([one]) => !Object.hasOwn(decided, one)))
      const plain = yield* planOf(name, callOf(name))
      const plan = yield* planWith(
        yield* TestGateway,
        name,
        { ...callOf(name), ...own, instanceId: ids.instance },
        false
      )
      assert.isTrue(Object.hasOwn(own, "dryRun"))
      assert.deepStrictEqual(plan.call, plain.call)
      if (plan.danger !== undefined) {
        assert.isTrue(Object.hasOwn(own, "confirmToken"))
        assert.deepStrictEqual(plan.danger.arguments, { ...callOf(name), ...since })
        assert.strictEqual(plan.danger.instanceId, ids.instance)
      }
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s finds the same problems as the call, without a request", (name) =>
    Effect.gen(function* () {
      const problemsWith = (values: JsonObject) =>
        Effect.map(Effect.flip(planOf(name, { ...callOf(name), ...values })), (error) =>
          error instanceof InvalidArguments ? error.problems.map(({ argument }) => argument) : []
        )
      assert.deepStrictEqual(yield* problemsWith({ pageSize: 3 }), ["pageSize"])
      if (paramsOf(name).includes("orgId")) {
        assert.deepStrictEqual(yield* problemsWith({ orgId: "no id" }), ["orgId"])
      }
      assert.deepStrictEqual(yield* methods, [])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(onOrg)("of %s needs the organization", (name) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), orgId: ids.unknown }))
      assert.instanceOf(error, LosantNotFound)
      assert.isTrue((yield* methods).every((method) => method === "GET"))
    }).pipe(Effect.provide(emulated()))
  )

  const parts = names.flatMap((name) =>
    paramsOf(name).flatMap((param) =>
      param === "instanceId" || param === "orgId" ? [] : [{ name, id: { [param]: ids.unknown } }]
    )
  )
  it.effect.each(parts)("of $name needs the subject of the write", ({ name, id }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), ...id }))
      assert.deepInclude(error instanceof LosantNotFound ? error.ids : {}, id)
    }).pipe(Effect.provide(emulated()))
  )

  const since = names.filter((name) => toolOf(name).arguments.some((one) => one.name === "ifLastUpdated"))
  it.effect.each(since)("of %s is refused if the organization has changed since", (name) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), ifLastUpdated: "2026-01-01T00:00:00.000Z" }))
      assert.strictEqual(error instanceof Refusal ? error.reason : error._tag, "changedSince")
      assert.isTrue((yield* methods).every((method) => method === "GET"))
    }).pipe(Effect.provide(emulated()))
  )

  // By the action, the most requests that a plan reads with. An action that is not here needs one.
  const requestsOf: { readonly [Name in ActionName]?: number } = {
    "instanceOrgMembers.post": 2,
    "instanceOrgMember.patch": 2,
    "instanceOrgMember.delete": 3,
    "instanceOrgInvites.post": 3,
    "instanceOrgInvite.delete": 2,
    "instanceOrgInvite.resendInvite": 2
  }
  it.effect.each(names)("of %s is made with few requests", (name) =>
    Effect.gen(function* () {
      const { requests } = yield* countRequests(planOf(name, callOf(name)))
      assert.strictEqual(requests, requestsOf[name] ?? 1)
    }).pipe(Effect.provide(emulated()))
  )
})
