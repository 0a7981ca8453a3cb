// The in-process fetch has to behave as the global one does.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Emulator, type EmulatorOptions } from "../../src/emulator/Emulator.ts"
import type { Fault } from "../../src/faults/FaultInjector.ts"
import { ids, now, seed } from "../support/seed.ts"

const path = `/instances/${ids.instance}/orgs`
const withEmulator = (options: EmulatorOptions = {}) =>
  Effect.provide(Emulator.layerEmulator({ seed, now, ...options }))

/** Sends a request, and gives the promise without waiting for it. */
const start = (init: RequestInit = {}, fault?: Fault) =>
  Effect.gen(function* () {
    const { fetch, url, token, faults } = yield* Emulator
    if (fault !== undefined) yield* faults.next(fault)
    return {
      promise: fetch(`${url}${path}`, { headers: { authorization: `Bearer ${Redacted.value(token)}` }, ...init })
    }
  })
const rejection = (promise: Promise<unknown>) =>
  Effect.promise(() =>
    promise.then(
      () => {
        throw new Error("expected a rejection")
      },
      (error: unknown) => error
    )
  )
const codeOf = (error: unknown) => (error instanceof TypeError ? Reflect.get(Object(error.cause), "code") : undefined)

describe("makeFetch", () => {
  it.effect("answers", () =>
    Effect.gen(function* () {
      const { promise } = yield* start()
      const response = yield* Effect.promise(() => promise)
      assert.strictEqual(response.status, 200)
      assert.strictEqual(response.headers.get("content-type"), "application/json; charset=utf-8")
      assert.strictEqual(response.headers.get("x-request-id"), "emulator-1")
      const json: unknown = yield* Effect.promise(() => response.json())
      assert.propertyVal(json, "totalCount", 3)
    }).pipe(withEmulator())
  )

  it.effect("takes a Request, and a body", () =>
    Effect.gen(function* () {
      const { fetch, url, token } = yield* Emulator
      const request = new Request(`${url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${Redacted.value(token)}` },
        body: '{"name":"New"}'
      })
      const response = yield* Effect.promise(() => fetch(request))
      assert.strictEqual(response.status, 200)
    }).pipe(withEmulator())
  )

  it.effect("reaches no other host", () =>
    Effect.gen(function* () {
      const { fetch, requests } = yield* Emulator
      assert.strictEqual(codeOf(yield* rejection(fetch("https://api.losant.com/instances"))), "ENOTFOUND")
      assert.deepStrictEqual(yield* requests.all, [])
    }).pipe(withEmulator())
  )

  it.effect("rejects with the signal's reason, before and while it waits", () =>
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const reason = new Error("enough")
      const before = yield* start({ signal: AbortSignal.abort(reason) })
      assert.strictEqual(yield* rejection(before.promise), reason)
      assert.deepStrictEqual(yield* requests.all, [])

      const controller = new AbortController()
      const waiting = yield* start({ signal: controller.signal }, { kind: "hang", at: "request" })
      yield* requests.arrived(1)
      controller.abort(reason)
      assert.strictEqual(yield* rejection(waiting.promise), reason)
      yield* requests.abandoned(1)
    }).pipe(withEmulator())
  )

  it.effect("is cut before the headers, or in the body", () =>
    Effect.gen(function* () {
      for (const at of ["request", "handled"] as const) {
        assert.strictEqual(codeOf(yield* rejection((yield* start({}, { kind: "cut", at })).promise)), "UND_ERR_SOCKET")
      }
      const { promise } = yield* start({}, { kind: "cut", at: "body" })
      const response = yield* Effect.promise(() => promise)
      assert.strictEqual(response.status, 200)
      assert.strictEqual(codeOf(yield* rejection(response.text())), "UND_ERR_SOCKET")
    }).pipe(withEmulator())
  )

  it.effect("hangs in the body until it is aborted", () =>
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const controller = new AbortController()
      const { promise } = yield* start({ signal: controller.signal }, { kind: "hang", at: "body" })
      const response = yield* Effect.promise(() => promise)
      const text = response.text()
      controller.abort(new Error("enough"))
      assert.propertyVal(yield* rejection(text), "message", "enough")
      yield* requests.abandoned(1)
    }).pipe(withEmulator())
  )

  it.effect("gives the answers of faults, also those that have no body", () =>
    Effect.gen(function* () {
      const fault = { kind: "answer", status: 204, headers: { "x-test": "1" } } as const
      const { promise } = yield* start({}, fault)
      const response = yield* Effect.promise(() => promise)
      assert.strictEqual(response.status, 204)
      assert.strictEqual(response.headers.get("x-test"), "1")
    }).pipe(withEmulator())
  )
})
