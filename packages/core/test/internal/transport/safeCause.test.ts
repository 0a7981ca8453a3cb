// Some failures of the network tell that Losant never saw the request. Only after those a write may be sent again.
import { runInNewContext } from "node:vm"
import { assert, describe, it } from "@effect/vitest"
import { isBadlyCompressed, isNeverSent, safeCause } from "../../../src/internal/transport/safeCause.ts"

const coded = (code: string, details: object = {}) => Object.assign(new Error(code), { code, ...details })
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause })

describe("wasNeverSent", () => {
  it.each([
    ["refused", coded("ECONNREFUSED", { syscall: "connect" })],
    ["not resolved", coded("ENOTFOUND", { syscall: "getaddrinfo" })],
    ["resolver busy", coded("EAI_AGAIN", { syscall: "getaddrinfo" })],
    ["no route when connecting", coded("EHOSTUNREACH", { syscall: "connect" })],
    ["no network when connecting", coded("ENETUNREACH", { syscall: "connect" })],
    ["connecting took too long", coded("UND_ERR_CONNECT_TIMEOUT")],
    ["connecting timed out", coded("ETIMEDOUT", { syscall: "connect" })],
    ["a certificate that nobody trusts", coded("DEPTH_ZERO_SELF_SIGNED_CERT")],
    ["a certificate of another host", coded("ERR_TLS_CERT_ALTNAME_INVALID")],
    [
      "every address refused",
      new AggregateError([coded("ECONNREFUSED", { syscall: "connect" }), coded("ENETUNREACH", { syscall: "connect" })])
    ]
  ])("%s", (_, error) => {
    assert.isTrue(isNeverSent(error))
    assert.isTrue(isNeverSent(fetchFailed(error)))
  })

  it.each([
    ["reset", coded("ECONNRESET")],
    ["broken pipe", coded("EPIPE")],
    ["timed out", coded("ETIMEDOUT", { syscall: "read" })],
    ["closed by the other side", coded("UND_ERR_SOCKET")],
    // The errors of the kernel for a connection that stood, when the route to the other side is lost.
    ["no route when reading", coded("EHOSTUNREACH", { syscall: "read" })],
    ["no network when writing", coded("ENETUNREACH", { syscall: "write" })],
    ["no code", new Error("something")],
    ["no error", "ECONNREFUSED"],
    ["nothing", undefined],
    ["one address refused, another one reset", new AggregateError([coded("ECONNREFUSED"), coded("ECONNRESET")])],
    ["no address tried", new AggregateError([])]
  ])("not: %s", (_, error) => {
    assert.isFalse(isNeverSent(error))
    assert.isFalse(isNeverSent(fetchFailed(error)))
  })

  it("does not run in circles", () => {
    const circular = new Error("a")
    circular.cause = circular
    assert.isFalse(isNeverSent(circular))
    assert.isString(safeCause(circular, (text) => text).message)
  })
})

describe("cleaned", () => {
  it("keeps messages, code and name, and nothing else", () => {
    const error = safeCause(fetchFailed(coded("ECONNREFUSED", { request: { headers: "secret" } })), (text) => text)
    assert.strictEqual(error.message, "fetch failed: ECONNREFUSED")
    assert.strictEqual(error.name, "TypeError")
    assert.deepStrictEqual({ ...error }, { name: "TypeError", code: "ECONNREFUSED" })
    assert.strictEqual(error.cause, undefined)
    assert.strictEqual(error.stack, undefined)
  })

  it("redacts what it keeps", () => {
    const error = Object.assign(new Error("bad s3cret"), { name: "s3cret", code: "s3cret" })
    const copy = safeCause(new Error("s3cret", { cause: error }), (text) => text.replaceAll("s3cret", "***"))
    assert.notInclude(JSON.stringify([copy.message, copy.name, { ...copy }]), "s3cret")
  })

  it.each([["text"], [undefined], [null], [{ headers: "Bearer s3cret" }]])(
    "of what is no error keeps nothing: %j",
    (value) => {
      assert.strictEqual(safeCause(value, (text) => text).message, "unknown reason")
    }
  )
})

describe("isBadlyCompressed", () => {
  it.each([
    ["Z_DATA_ERROR", true],
    ["ERR__ERROR_FORMAT_PADDING_1", true],
    ["Z_BUF_ERROR", false],
    ["ECONNRESET", false]
  ])("%s: %s", (code, expected) => {
    assert.strictEqual(isBadlyCompressed(new TypeError("terminated", { cause: coded(code) })), expected)
  })

  it("no error", () => {
    assert.isFalse(isBadlyCompressed(undefined))
  })
})

describe("safeCause", () => {
  it("keeps the reason of an error of another realm", () => {
    const error: unknown = runInNewContext(
      'new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) })'
    )
    assert.isFalse(error instanceof Error)
    const cause = safeCause(error, (text) => text)
    assert.strictEqual(cause.message, "fetch failed: refused")
    assert.strictEqual(cause.name, "TypeError")
    assert.propertyVal(cause, "code", "ECONNREFUSED")
  })
})
