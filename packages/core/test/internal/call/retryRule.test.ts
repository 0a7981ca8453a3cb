import { assert, describe, it } from "@effect/vitest"
import { waitBefore } from "../../../src/internal/call/retryRule.ts"
import {
  LosantCircuitOpen,
  LosantConflict,
  LosantDecode,
  type LosantError,
  LosantNotFound,
  LosantRateLimited,
  LosantServerError,
  LosantTimeout,
  LosantTransport,
  LosantUnexpectedStatus,
  LosantValidation,
  type Outcome
} from "../../../src/LosantError.ts"
import type { CallOptions } from "../../../src/LosantOptions.ts"

type Method = "GET" | "POST" | "PATCH" | "DELETE"

const fieldsOf = (method: Method, outcome: Outcome) => ({
  action: "a",
  method,
  path: "/",
  message: "m",
  ...(method === "GET" ? {} : { outcome })
})

const cause = new Error("reset")

/** The errors of a call, by what happened. */
const errors = {
  "never connected": (method: Method) => new LosantTransport({ ...fieldsOf(method, "notSent"), cause }),
  "connection lost": (method: Method) => new LosantTransport({ ...fieldsOf(method, "unknown"), cause }),
  "answer lost": (method: Method) => new LosantTransport({ ...fieldsOf(method, "applied"), cause }),
  "503": (method: Method) => new LosantServerError({ ...fieldsOf(method, "unknown"), status: 503 }),
  "attempt over": (method: Method) =>
    new LosantTimeout({ ...fieldsOf(method, "unknown"), phase: "attempt", limit: 1_000 }),
  "call over": (method: Method) => new LosantTimeout({ ...fieldsOf(method, "unknown"), phase: "total", limit: 1_000 }),
  "429": (method: Method) => new LosantRateLimited({ ...fieldsOf(method, "rejected"), status: 429 }),
  "400": (method: Method) => new LosantValidation({ ...fieldsOf(method, "rejected"), status: 400 }),
  "404": (method: Method) => new LosantNotFound({ ...fieldsOf(method, "unknown"), status: 404, ids: {} }),
  "409": (method: Method) => new LosantConflict({ ...fieldsOf(method, "rejected"), status: 409 }),
  "408": (method: Method) => new LosantUnexpectedStatus({ ...fieldsOf(method, "unknown"), status: 408 }),
  "not decoded": (method: Method) =>
    new LosantDecode({ ...fieldsOf(method, "applied"), status: 200, issues: [{ path: ["a"], message: "b" }] }),
  "circuit open": (method: Method) =>
    new LosantCircuitOpen({ ...fieldsOf(method, "notSent"), failures: 1, last: "LosantTransport", retryAfter: 1 })
}
type What = keyof typeof errors

const isRepeated = (error: LosantError, options: CallOptions = {}) => waitBefore(options)(error, 1, 0.5) !== undefined

describe("the retry rule", () => {
  const afterRead: ReadonlyArray<What> = [
    "never connected",
    "connection lost",
    "answer lost",
    "503",
    "attempt over",
    "429"
  ]
  const afterWrite: ReadonlyArray<What> = ["never connected", "429"]
  /** With `retryWrites`, a PATCH and a DELETE also when nobody knows whether they were applied. */
  const afterRisk: ReadonlyArray<What> = ["never connected", "429", "connection lost", "503", "attempt over"]

  const cases = (["GET", "POST", "PATCH", "DELETE"] as const).flatMap((method) =>
    // Sound: these are the keys of that very object.
    (Object.keys(errors) as Array<What>).map((what) => [method, what] as const)
  )

  it.each(cases)("repeats %s after %s only if that is safe, or the caller takes the risk", (method, what) => {
    const error = errors[what](method)
    assert.strictEqual(isRepeated(error), (method === "GET" ? afterRead : afterWrite).includes(what))
    const risked = method === "GET" ? afterRead : method === "POST" ? afterWrite : afterRisk
    assert.strictEqual(isRepeated(error, { retryWrites: true }), risked.includes(what))
    assert.strictEqual(isRepeated(error, { retryWrites: false }), isRepeated(error))
  })

  it("ends after so many repetitions", () => {
    const rule = waitBefore({ retry: { times: 2 } })
    assert.deepStrictEqual(
      [1, 2, 3].map((repetition) => rule(errors["503"]("GET"), repetition, 0.5)),
      [200, 400, undefined]
    )
    assert.isUndefined(waitBefore({ retry: { times: 0 } })(errors["503"]("GET"), 1, 0.5))
  })

  it("waits twice as long each time, up to a bound, a fifth less or more", () => {
    const rule = waitBefore({ retry: { times: 9, baseDelay: "100 millis", maxDelay: "500 millis" } })
    const waits = (random: number) =>
      [1, 2, 3, 4, 5].map((repetition) => Math.round(rule(errors["503"]("GET"), repetition, random) ?? 0))
    assert.deepStrictEqual(waits(0.5), [100, 200, 400, 500, 500])
    assert.deepStrictEqual(waits(0), [80, 160, 320, 400, 400])
    assert.deepStrictEqual(waits(1), [120, 240, 480, 600, 600])
  })

  it("waits as long as Losant asks, if that is longer and within the bound", () => {
    const asked = (retryAfter: number) =>
      waitBefore({ retry: { baseDelay: "100 millis", maxRetryAfter: "2 seconds" } })(
        new LosantRateLimited({ ...fieldsOf("GET", "rejected"), status: 429, retryAfter }),
        1,
        0.5
      )
    assert.deepStrictEqual([0, 99, 101, 2_000, 2_001].map(asked), [100, 100, 101, 2_000, undefined])
  })

  it("has the defaults that the documentation names", () => {
    const rule = waitBefore({})
    const down = errors["503"]("GET")
    assert.deepStrictEqual(
      [1, 2, 3, 4].map((repetition) => rule(down, repetition, 0.5)),
      [200, 400, 800, undefined]
    )
    assert.strictEqual(waitBefore({ retry: { times: 20 } })(down, 20, 0.5), 5_000)
    const busy = (retryAfter: number) =>
      new LosantRateLimited({ ...fieldsOf("GET", "rejected"), status: 429, retryAfter })
    assert.deepStrictEqual([rule(busy(60_000), 1, 0.5), rule(busy(60_001), 1, 0.5)], [60_000, undefined])
  })
})
