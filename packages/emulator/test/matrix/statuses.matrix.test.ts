// Every status, with bodies that do and do not belong to it, for every action: which error it is, and what it says of a
// write.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions, type LosantError } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { Emulator } from "../../src/index.ts"
import { type Applied, arrivals, errorOf, execute, overHttp } from "../support/core.ts"
import { reads, writes } from "./actions.ts"
import { readsWithoutRequired, writesWithoutRequired } from "./expected.ts"

type Row = readonly [
  status: number,
  tag: LosantError["_tag"],
  ofWrites: NonNullable<LosantError["outcome"]>,
  /** The error of actions whose path names nothing that could be missing. */
  withoutIds?: LosantError["_tag"]
]

const rows: ReadonlyArray<Row> = [
  [200, "LosantDecode", "applied"],
  [201, "LosantDecode", "applied"],
  [202, "LosantDecode", "applied"],
  [204, "LosantDecode", "applied"],
  [205, "LosantDecode", "applied"],
  [206, "LosantDecode", "applied"],
  [299, "LosantDecode", "applied"],
  [300, "LosantUnexpectedStatus", "unknown"],
  [301, "LosantUnexpectedStatus", "unknown"],
  [302, "LosantUnexpectedStatus", "unknown"],
  [303, "LosantUnexpectedStatus", "unknown"],
  [304, "LosantUnexpectedStatus", "unknown"],
  [307, "LosantUnexpectedStatus", "unknown"],
  [308, "LosantUnexpectedStatus", "unknown"],
  [400, "LosantValidation", "rejected"],
  [401, "LosantUnauthorized", "rejected"],
  [402, "LosantUnexpectedStatus", "unknown"],
  [403, "LosantForbidden", "rejected"],
  [404, "LosantNotFound", "rejected", "LosantUnexpectedStatus"],
  [405, "LosantUnexpectedStatus", "rejected"],
  [406, "LosantUnexpectedStatus", "unknown"],
  // The one status that fetch does not show: for fetch the connection failed.
  [407, "LosantTransport", "unknown"],
  [408, "LosantUnexpectedStatus", "unknown"],
  [409, "LosantConflict", "rejected"],
  [410, "LosantUnexpectedStatus", "unknown"],
  [413, "LosantPayloadTooLarge", "rejected"],
  [414, "LosantUnexpectedStatus", "unknown"],
  [415, "LosantUnexpectedStatus", "unknown"],
  [418, "LosantUnexpectedStatus", "unknown"],
  [421, "LosantUnexpectedStatus", "unknown"],
  [422, "LosantValidation", "rejected"],
  [425, "LosantUnexpectedStatus", "unknown"],
  [429, "LosantRateLimited", "rejected"],
  [431, "LosantUnexpectedStatus", "unknown"],
  [460, "LosantUnexpectedStatus", "unknown"],
  [499, "LosantUnexpectedStatus", "unknown"],
  [500, "LosantServerError", "unknown"],
  [501, "LosantServerError", "unknown"],
  [502, "LosantServerError", "unknown"],
  [503, "LosantServerError", "unknown"],
  [504, "LosantServerError", "unknown"],
  [520, "LosantServerError", "unknown"],
  [599, "LosantServerError", "unknown"],
  [600, "LosantUnexpectedStatus", "unknown"],
  [999, "LosantUnexpectedStatus", "unknown"]
]

// None of them fits any action.
const bodies = ['{"type":"SomeType","message":"as Losant says it"}', "<html><h1>A proxy</h1></html>"]

/**
 * The number of requests that arrive. A server that answers 421 surely has done nothing, because it was not the intended
 * one. Therefore fetch itself sends the request once more, also a write, and nobody can prevent that.
 */
const arrivalsOf = (status: number) => (status === 421 ? 2 : 1)

const withoutRequired: ReadonlySet<ActionName> = new Set([...readsWithoutRequired, ...writesWithoutRequired])

const losant = { circuit: false, retry: { times: 0 } } as const

describe.each([...reads, ...writes])("%s", (name: ActionName) => {
  const isWrite = actions[name].method !== "GET"
  const hasIds = Object.keys(actions[name].params).length > 0
  const needsNothing = actions[name].method === "DELETE" || withoutRequired.has(name)
  const applied: Applied = { count: 0 }

  it.effect("every status", () =>
    Effect.gen(function* () {
      const { faults, requests } = yield* Emulator
      for (const [status, tag, ofWrites, withoutIds = tag] of rows) {
        for (const body of bodies) {
          // An object of which nothing fits is one that lacks everything.
          if (needsNothing && status < 300 && body.startsWith('{"')) continue
          // These two have no body, and a deletion needs none.
          if (actions[name].method === "DELETE" && (status === 204 || status === 205)) continue
          const before = (yield* requests.all).length
          yield* faults.next({ kind: "answer", status, body }, { times: arrivalsOf(status) })
          const error = errorOf(yield* Effect.exit(execute(name)))
          const where = `${status} ${body}`
          // The page of a proxy does not prove that something is missing.
          const isProxys = !body.startsWith("{")
          const isProxys404 = status === 404 && isProxys
          assert.strictEqual(error._tag, hasIds && !isProxys404 ? tag : withoutIds, where)
          // Nor does it prove that a write was carried out.
          const isProxysSuccess = status < 300 && !body.startsWith("{") && status !== 204 && status !== 205
          // A proxy's refusal may have come after Losant did the work, unless it judges the request by its size or rate.
          const isProxysRefusal = isProxys && ofWrites === "rejected" && status !== 413 && status !== 429
          const outcome = isProxysRefusal || isProxysSuccess ? "unknown" : ofWrites
          assert.strictEqual(error.outcome, isWrite ? outcome : undefined, where)
          assert.strictEqual((yield* requests.all).length - before, arrivalsOf(status), where)
          if ("status" in error) assert.strictEqual(error.status, status, where)
        }
      }
      assert.strictEqual(applied.count, 0)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )

  it.effect("421, and then the server that was meant", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 421 })
      yield* execute(name)
      assert.strictEqual(yield* arrivals(name), 2)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )

  it.effect("headers that are too long", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({
        kind: "answer",
        status: 200,
        headers: { "x-long": "x".repeat(100_000) },
        body: "{}",
        handled: true
      })
      const error = errorOf(yield* Effect.exit(execute(name)))
      assert.strictEqual(error._tag, "LosantTransport")
      assert.strictEqual(error.outcome, isWrite ? "unknown" : undefined)
      assert.strictEqual(yield* arrivals(name), 1)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )

  it.effect("a compression that nobody has heard of, and was not used", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const headers = { "content-encoding": "unheard-of", "content-type": "image/png; charset=klingon" }
      yield* faults.next({ kind: "answer", status: 200, headers, body: "not JSON", handled: true })
      const error = errorOf(yield* Effect.exit(execute(name)))
      assert.strictEqual(error._tag, "LosantDecode")
      assert.strictEqual(error.outcome, isWrite ? "applied" : undefined)
      assert.strictEqual(yield* arrivals(name), 1)
    }).pipe(Effect.provide(overHttp({ applied, losant })))
  )
})
