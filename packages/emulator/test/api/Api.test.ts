import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { Emulator, type EmulatorOptions } from "../../src/emulator/Emulator.ts"
import type { Fault } from "../../src/faults/FaultInjector.ts"
import type { ApiRequest } from "../../src/http/ApiRequest.ts"
import { ids, now, seed } from "../support/seed.ts"

const withEmulator = (options: EmulatorOptions = {}) =>
  Effect.provide(Emulator.layerEmulator({ seed, now, token: "t", ...options }))

const orgs = `/instances/${ids.instance}/orgs`
const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
  method: "GET",
  path: orgs,
  query: new URLSearchParams(),
  authorization: "Bearer t",
  body: "",
  ...more
})
const post = request({ method: "POST", body: '{"name":"New"}' })

/** The outcome of a request, and the number of organizations after it. */
const after = (sent: ApiRequest, fault?: Fault) =>
  Effect.gen(function* () {
    const { respond, faults } = yield* Emulator
    if (fault !== undefined) yield* faults.next(fault)
    const outcome = yield* respond(sent)
    const list = yield* respond(request({ query: new URLSearchParams({ perPage: "1" }) }))
    const body = list.kind === "answer" ? list.answer.body : ""
    return { outcome, total: Number(/"totalCount":(\d+)/.exec(body)?.[1]) }
  })

const statusOf = (sent: ApiRequest) =>
  Effect.map(after(sent), ({ outcome }) => (outcome.kind === "answer" ? outcome.answer.status : outcome.kind))

describe("respond", () => {
  it.effect("checks path and method, size, input, token, scope, and then what there is", () =>
    Effect.gen(function* () {
      const wrong = { path: `/instances/${ids.unknown}/orgs`, method: "POST", body: "{" }
      assert.strictEqual(yield* statusOf(request({ path: "/nowhere", method: "PUT" })), 405)
      assert.strictEqual(yield* statusOf(request({ ...wrong, method: "PUT", body: undefined })), 405)
      assert.strictEqual(
        yield* statusOf(request({ ...wrong, body: undefined, query: new URLSearchParams({ _links: "x" }) })),
        413
      )
      assert.strictEqual(yield* statusOf(request({ ...wrong, authorization: "Bearer no" })), 400)
      const right = { ...wrong, body: '{"name":"x"}' }
      assert.strictEqual(yield* statusOf(request({ ...right, authorization: undefined })), 403)
      assert.strictEqual(yield* statusOf(request({ ...right, authorization: "Bearer no" })), 401)
      assert.strictEqual(yield* statusOf(request({ ...right, authorization: "Bearer t-read" })), 403)
      assert.strictEqual(yield* statusOf(request(right)), 404)
    }).pipe(withEmulator())
  )

  it.effect("measures bodies in bytes", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* statusOf({ ...post, body: '{"name":"aaaa"}' }), 200)
      assert.strictEqual(yield* statusOf({ ...post, body: '{"name":"äöüß"}' }), 413)
    }).pipe(withEmulator({ maxBodyBytes: 15 }))
  )

  const cases: ReadonlyArray<readonly [Fault, end: string, total: number]> = [
    [{ kind: "answer", status: 500 }, "answer", 3],
    [{ kind: "answer", status: 500, handled: true }, "answer", 4],
    [{ kind: "cut", at: "request" }, "closed", 3],
    [{ kind: "cut", at: "handled" }, "closed", 4],
    [{ kind: "cut", at: "body" }, "closed", 4],
    [{ kind: "hang", at: "request" }, "hung", 3],
    [{ kind: "hang", at: "handled" }, "hung", 4],
    [{ kind: "hang", at: "body" }, "hung", 4]
  ]
  it.effect.each(cases)("carries out what a fault lets it: %j", ([fault, end, total]) =>
    Effect.gen(function* () {
      const seen = yield* after(post, fault)
      assert.strictEqual(seen.outcome.kind === "raw" ? seen.outcome.end : seen.outcome.kind, end)
      assert.strictEqual(seen.total, total)
      if (seen.outcome.kind !== "answer") {
        assert.strictEqual(seen.outcome.answer !== undefined, "at" in fault && fault.at === "body")
      }
    }).pipe(withEmulator())
  )

  it.effect("answers 500 if it fails itself, and changes nothing", () =>
    Effect.gen(function* () {
      let saves = 0
      const storage = {
        load: Effect.succeed(Option.none()),
        // The first is that of the seed.
        save: () => Effect.suspend(() => (saves++ === 0 ? Effect.void : Effect.die(new Error("a bug"))))
      }
      const { outcome, total } = yield* Effect.provide(
        after(post),
        Layer.mergeAll(Emulator.layerEmulator({ seed, now, token: "t", storage }), Logger.layer([]))
      )
      assert.deepInclude(outcome.kind === "answer" ? outcome.answer : {}, {
        status: 500,
        body: '{"type":"Error","message":"The emulator failed; see its log"}'
      })
      assert.strictEqual(total, 3)
    })
  )

  it.effect("notes what arrived, also what it refuses", () =>
    Effect.gen(function* () {
      const { respond, requests } = yield* Emulator
      yield* respond(request({ query: new URLSearchParams({ page: "1" }), authorization: undefined }))
      yield* respond(request({ path: "/nowhere" }))
      assert.deepStrictEqual(yield* requests.all, [
        { sequence: 1, method: "GET", path: orgs, query: { page: "1" }, action: "instanceOrgs.get" },
        { sequence: 2, method: "GET", path: "/nowhere", query: {}, action: undefined }
      ])
    }).pipe(withEmulator())
  )
})
