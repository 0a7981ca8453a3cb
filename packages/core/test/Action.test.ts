// Requests that are made, and not sent.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Any, encode, partIssues, requestOf, requestOfCall } from "../src/Action.ts"
import { actions } from "../src/Actions.ts"
import { execute, expectError, run } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { names, samples, withoutExtras } from "./support/samples.ts"

describe("requestOf", () => {
  it.effect.each(names)("%s: the request that the call sends", (name) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples[name].answer))
      const { input } = samples[name]
      const request = yield* requestOf(actions[name], input)
      assert.strictEqual(network.requests.length, 0)
      yield* run(network, execute(name, input))
      const [sent] = network.requests
      assert.deepStrictEqual(request, {
        method: actions[name].method,
        path: sent?.url.pathname ?? "",
        query: Object.fromEntries(sent?.url.searchParams ?? []),
        ...(sent?.body === undefined ? {} : { body: JSON.parse(sent.body) })
      })
    })
  )

  it.effect.each(names)("%s: the error that the call fails with", (name) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const input = { ...samples[name].input, instanceId: "no id", pageSize: 3 }
      const error = yield* Effect.flip(requestOf(actions[name], input))
      assert.isNotEmpty(error.issues)
      assert.deepStrictEqual(error, expectError(yield* run(network, execute(name, input)), "LosantInvalidInput"))
    })
  )
})

describe("encode", () => {
  it.effect.each(names)("%s: what the action is called with, as it goes over the wire", (name) =>
    Effect.gen(function* () {
      const action: Any = actions[name]
      const { wire, input } = samples[name]
      const call = yield* encode(action, { ...input, losantdomain: "acme.example.com" })
      assert.strictEqual(call.action, action)
      assert.deepInclude(call, { method: wire.method, path: wire.path, losantdomain: "acme.example.com" })
      assert.deepStrictEqual(Object.fromEntries(call.query), { ...wire.query })
      assert.deepStrictEqual(call.body === undefined ? undefined : JSON.parse(call.body), wire.body)
      const ids = Object.keys(action.params)
      assert.deepStrictEqual(Object.keys(call.ids), ids)
      for (const id of Object.values(call.ids)) assert.include(call.path, id)
    })
  )

  it.effect.each(names)("%s: the error that the call fails with", (name) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const action: Any = actions[name]
      const input = { ...samples[name].input, instanceId: "no id", pageSize: 3 }
      const error = yield* Effect.flip(encode(action, input))
      assert.deepStrictEqual(error, expectError(yield* run(network, execute(name, input)), "LosantInvalidInput"))
    })
  )

  it.effect("has no body, no domain and no extras if the call has none", () =>
    Effect.gen(function* () {
      const call = yield* encode(actions["instanceOrg.get"], samples["instanceOrg.get"].least)
      assert.isUndefined(call.body)
      assert.isUndefined(call.losantdomain)
      assert.strictEqual(new URLSearchParams(call.query.map(([...pair]) => pair)).toString(), withoutExtras)
    })
  )
})

describe("requestOfCall", () => {
  it.effect.each(names)("%s: the request of what was encoded", (name) =>
    Effect.gen(function* () {
      const action: Any = actions[name]
      const { input } = samples[name]
      assert.deepStrictEqual(requestOfCall(yield* encode(action, input)), yield* requestOf(action, input))
    })
  )

  it.effect("has no body if the call has none", () =>
    Effect.gen(function* () {
      const { least } = samples["instanceOrg.get"]
      assert.notProperty(requestOfCall(yield* encode(actions["instanceOrg.get"], least)), "body")
    })
  )
})

describe("partIssues", () => {
  const patch = actions["instanceOrg.patch"]
  const { instanceId, orgId } = samples["instanceOrg.patch"].least

  it.effect.each(names)("%s: finds nothing wrong with the parts of what the action takes", (name) =>
    Effect.gen(function* () {
      const action: Any = actions[name]
      for (const input of [samples[name].input, samples[name].least]) {
        const parts = Object.entries(input)
        assert.deepStrictEqual(yield* partIssues(action, Object.fromEntries(parts)), [])
        for (const part of parts) assert.deepStrictEqual(yield* partIssues(action, Object.fromEntries([part])), [])
      }
    })
  )

  it.effect("ignores what is absent: ids, and all parts", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* partIssues(patch, {}), [])
      assert.deepStrictEqual(yield* partIssues(patch, { organization: { name: "New" } }), [])
    })
  )

  const wrongBodies: ReadonlyArray<object> = [
    { name: "" },
    { name: 7, limits: { device: -1 } },
    { limits: { device: 1.5, devcie: 1 } },
    { nmae: "x" },
    { tags: [{ key: "a b", value: "x" }] },
    { mfaMode: "always" },
    { disabledAt: "soon" }
  ]
  it.effect.each(wrongBodies)("finds of the body %j alone what the whole call fails with", (organization) =>
    Effect.gen(function* () {
      const issues = yield* partIssues(patch, { organization })
      const action: Any = patch
      const whole = yield* Effect.flip(encode(action, { instanceId, orgId, organization }))
      assert.isNotEmpty(issues)
      assert.deepStrictEqual(issues, whole.issues)
      for (const { path } of issues) assert.strictEqual(path[0], "organization")
    })
  )

  it.effect("finds what is missing within the body", () =>
    Effect.gen(function* () {
      const issues = yield* partIssues(actions["instanceOrgs.post"], { orgConfig: {} })
      assert.deepStrictEqual(
        issues.map(({ path }) => path),
        [["orgConfig", "name"]]
      )
    })
  )

  it.effect("finds what is wrong with the query, and with a part that the action does not have", () =>
    Effect.gen(function* () {
      const list = actions["instanceOrgs.get"]
      const paths = (parts: Readonly<Record<string, unknown>>) =>
        Effect.map(partIssues(list, parts), (issues) => issues.map(({ path }) => path[0]))
      assert.deepStrictEqual(yield* paths({ perPage: 0 }), ["perPage"])
      assert.deepStrictEqual(yield* paths({ query: { nome: "x" } }), ["query"])
      assert.deepStrictEqual(yield* paths({ pageSize: 3 }), ["pageSize"])
      assert.deepStrictEqual(yield* paths({ _links: "yes", perPage: 1 }), ["_links"])
    })
  )

  it.effect("finds an issue if a query holds itself, and so does encode", () =>
    Effect.gen(function* () {
      const list: Any = actions["instanceOrgs.get"]
      const endless: Record<string, unknown> = {}
      endless["$and"] = [endless]
      const issues = [{ path: [], message: "the input is nested too deeply" }]
      assert.deepStrictEqual(yield* partIssues(list, { query: endless }), issues)
      const { least } = samples["instanceOrgs.get"]
      assert.deepStrictEqual((yield* Effect.flip(encode(list, { ...least, query: endless }))).issues, issues)
    })
  )

  it.effect("says so if a part is nested too deeply", () =>
    Effect.gen(function* () {
      let query: object = { name: "x" }
      for (let depth = 0; depth < 100_000; depth++) query = { $and: [query] }
      assert.deepStrictEqual(yield* partIssues(actions["instanceOrgs.get"], { query }), [
        { path: [], message: "the input is nested too deeply" }
      ])
    })
  )
})
