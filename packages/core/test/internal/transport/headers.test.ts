// Headers as the standard has them, and as a plain object; dates in all of their formats.
import { assert, describe, it } from "@effect/vitest"
import { readHeaders, requestIdOf, retryAfterOf } from "../../../src/internal/transport/headers.ts"

const now = Date.UTC(1994, 10, 6, 8, 49, 0)

const retryAfter = (value: string) => retryAfterOf(readHeaders({ "retry-after": value }), () => now)

describe("headers", () => {
  it.each([
    ["Headers", new Headers({ "X-Request-Id": "req-1" })],
    ["a Map", new Map([["x-request-id", "req-1"]])],
    ["an object", { "x-request-id": "req-1", "set-cookie": ["a=1"] }]
  ] as const)("are read from %s", (_, headers) => {
    const headerOf = readHeaders(headers)
    assert.strictEqual(requestIdOf(headerOf, String), "req-1")
    assert.isUndefined(headerOf("retry-after"))
    assert.isUndefined(headerOf("set-cookie"))
  })

  it.each([undefined, null, "x-request-id: req-1", 7])("are none if there is %s", (headers) => {
    assert.isUndefined(readHeaders(headers)("x-request-id"))
  })

  it("are read from an object that has a header of the name get", () => {
    assert.strictEqual(readHeaders({ get: "x", "request-id": "req-1" })("request-id"), "req-1")
  })

  it("have the id of the request under one of several names, the first of them before the others", () => {
    assert.strictEqual(requestIdOf(readHeaders({ "cf-ray": "ray", "request-id": "id" }), String), "id")
    assert.strictEqual(requestIdOf(readHeaders({ "cf-ray": "r".repeat(300) }), String), "r".repeat(200))
  })
})

describe("Retry-After", () => {
  it("is compared with the date of the same answer, also if that stands between spaces", () => {
    const values = { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT", date: " Sun, 06 Nov 1994 08:49:30 GMT " }
    assert.strictEqual(
      retryAfterOf(readHeaders(values), () => now),
      7_000
    )
  })

  it.each([
    ["0", 0],
    ["1.5", 1_500],
    ["0.0001", 1],
    ["1, 2", 2_000],
    ["2,1.5 , soon", 2_000],
    ["soon, 3", 3_000],
    ["60, Sun, 06 Nov 1994 08:49:37 GMT", 60_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT, 5", 37_000],
    ["Sun, 06 Nov 1994 08:49:37 GMT, Sunday, 06-Nov-94 08:50:00 GMT", 60_000],
    [" 120 ", 120_000],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 37_000],
    ["sun, 06 nov 1994 08:49:37 gmt", 37_000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 37_000],
    ["Sun Nov  6 08:49:37 1994", 37_000],
    ["Sun Nov 06 08:49:37 1994", 37_000],
    ["Sun, 06 Nov 1994 08:48:00 GMT", 0],
    ["Sun, 06 Nov 1994 08:49:60 GMT", 60_000],
    ["Thu, 29 Feb 1996 00:00:00 GMT", Date.UTC(1996, 1, 29) - now],
    ["Monday, 01-Jan-01 00:00:00 GMT", Date.UTC(2001, 0, 1) - now]
  ] as const)("%s", (value, wait) => {
    assert.strictEqual(retryAfter(value), wait)
  })

  it.each([
    "",
    "-5",
    "1e3",
    ".5",
    "1.",
    "1.5.2",
    ", ,",
    "0x10",
    "soon",
    "Infinity",
    "1994-11-06T08:49:37Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 CET",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:00 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT"
  ])("%s is ignored", (value) => {
    assert.isUndefined(retryAfter(value))
  })

  it("judges a date by the clock of the answer, and by its own if the answer has none", () => {
    const date = "Sun, 06 Nov 1994 08:49:37 GMT"
    const wait = (headers: Record<string, string>) =>
      retryAfterOf(readHeaders({ "retry-after": date, ...headers }), () => now)
    assert.strictEqual(wait({ date: "Sun, 06 Nov 1994 08:49:30 GMT" }), 7_000)
    // An hour before and an hour after.
    assert.strictEqual(wait({ date: "Sun, 06 Nov 1994 07:49:37 GMT" }), 3_600_000)
    assert.strictEqual(wait({ date: "Sun, 06 Nov 1994 09:49:37 GMT" }), 0)
    assert.strictEqual(wait({ date: "yesterday" }), 37_000)
    assert.strictEqual(wait({}), 37_000)
    assert.strictEqual(
      retryAfterOf(readHeaders({ "retry-after": "5", date }), () => 0),
      5_000
    )
  })
})
