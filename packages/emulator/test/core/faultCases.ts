// The effect of each fault on a plain `fetch`, in-process and over HTTP. A missing fault does not compile.
import { assert } from "@effect/vitest"
import type { FaultName, FaultParameters } from "../../src/faults/FaultCatalogue.ts"

/** `bytes` is the body that came, `real` the answer as it should be. */
type BodyCheck = (bytes: Uint8Array, real: string) => void

export type Expected =
  /** There is no response, but an error with this code, or one of these. */
  | { readonly code: string | RegExp }
  /** There is no response at all. */
  | { readonly hangs: true }
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string | null>>
      /** The end of reading the body; `hangs` after this share of it. */
      readonly body: BodyCheck | { readonly code: RegExp } | { readonly hangsAfter: 0 | 0.5 }
      readonly chosen?: FaultParameters
    }

const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes)
const parse = (bytes: Uint8Array): unknown => JSON.parse(text(bytes))

const isWhole: BodyCheck = (bytes, real) => assert.strictEqual(text(bytes), real)
const isEmpty: BodyCheck = (bytes) => assert.strictEqual(bytes.length, 0)
const isHalf: BodyCheck = (bytes, real) => assert.strictEqual(text(bytes), real.slice(0, Math.ceil(real.length / 2)))
const isError =
  (type: string): BodyCheck =>
  (bytes) =>
    assert.propertyVal(parse(bytes), "type", type)
const includes =
  (part: string): BodyCheck =>
  (bytes) =>
    assert.include(text(bytes), part)

const limited = (retryAfter: string | null): Expected => ({
  status: 429,
  headers: { "retry-after": retryAfter },
  body: isError("RateLimited")
})
const serverError: Expected = { status: 500, body: isError("Error") }
const badGateway: Expected = {
  status: 502,
  headers: { "content-type": "text/html" },
  body: includes("<h1>502 Bad Gateway</h1>")
}
const unavailable: Expected = { status: 503, body: isEmpty }
const gatewayTimeout: Expected = { status: 504, body: includes("timeout") }

/** The code depends on the moment at which the client notices. */
const broken = /^(UND_ERR_SOCKET|ECONNRESET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/

/** Node's parser refuses it up to Node 22, and fetch itself from Node 24 on. */
const refusedLength = /^(HPE_UNEXPECTED_CONTENT_LENGTH|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/

export const cases: { readonly [K in FaultName]: Expected } = {
  "rate-limited": limited(null),
  "rate-limited-seconds": limited("7"),
  // The tests' clock begins with 1970.
  "rate-limited-date": limited("Thu, 01 Jan 1970 00:00:07 GMT"),
  "rate-limited-absurd": limited("999999999"),
  "rate-limited-negative": limited("-7"),
  "rate-limited-garbage": limited("in a while"),
  "status-500": serverError,
  "status-500-applied": serverError,
  "status-502-html": badGateway,
  "status-502-html-applied": badGateway,
  "status-503": unavailable,
  "status-503-applied": unavailable,
  "status-504": gatewayTimeout,
  "status-504-applied": gatewayTimeout,
  "empty-body": { status: 200, body: isEmpty },
  "no-content": { status: 204, headers: { "content-length": null }, body: isEmpty },
  "body-cut": { status: 200, body: { code: broken } },
  "body-truncated": { status: 200, body: isHalf },
  "wrong-content-type": { status: 200, headers: { "content-type": "text/html" }, body: isWhole },
  "length-too-long": { status: 200, body: { code: broken } },
  "length-too-short": { status: 200, body: isHalf },
  "gzip-garbage": { status: 200, headers: { "content-encoding": "gzip" }, body: { code: /^Z_DATA_ERROR$/ } },
  "invalid-utf8": {
    status: 200,
    body: (bytes, real) => {
      assert.strictEqual(bytes.length, real.length)
      assert.throws(() => text(bytes), /encoded data was not valid/)
      assert.doesNotThrow(() => JSON.parse(new TextDecoder().decode(bytes)))
    }
  },
  "deep-json": {
    status: 200,
    chosen: { depth: 5_000 },
    body: (bytes) => assert.strictEqual(text(bytes), "[".repeat(5_000) + "]".repeat(5_000))
  },
  "deep-field": {
    status: 200,
    chosen: { depth: 3 },
    body: (bytes, real) => assert.deepEqual(parse(bytes), { unknownField: [[[]]], ...JSON.parse(real) })
  },
  "huge-body": {
    status: 200,
    headers: { "content-length": null },
    chosen: { bytes: 3_000_000 },
    body: (bytes, real) => {
      assert.strictEqual(bytes.length, 3_000_000)
      assert.strictEqual(text(bytes).trimEnd(), real)
    }
  },
  "slow-body": { status: 200, chosen: { interval: 0 }, body: isWhole },
  "hang-before-headers": { hangs: true },
  "hang-before-headers-applied": { hangs: true },
  "hang-after-headers": { status: 200, body: { hangsAfter: 0 } },
  "hang-in-body": { status: 200, body: { hangsAfter: 0.5 } },
  "close-before-headers": { code: "UND_ERR_SOCKET" },
  "close-before-headers-applied": { code: "UND_ERR_SOCKET" },
  "reset-before-headers": { code: "ECONNRESET" },
  "reset-before-headers-applied": { code: "ECONNRESET" },
  "reset-before-headers-late": { code: "ECONNRESET" },
  "reset-after-headers": { status: 200, body: { code: broken } },
  "reset-in-body": { status: 200, body: { code: broken } },
  "redirect-host": { status: 307, headers: { location: "https://elsewhere.invalid/" }, body: isEmpty },
  "redirect-http": { status: 307, headers: { location: "http://elsewhere.invalid/" }, body: isEmpty },
  "duplicate-header": {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8, text/plain", "x-request-id": "first, second" },
    body: isWhole
  },
  "duplicate-length": { code: refusedLength },
  "unknown-fields": {
    status: 200,
    body: (bytes, real) => {
      assert.deepNestedInclude(parse(bytes), { unknownField: { since: "tomorrow", list: [1, null] } })
      assert.includeMembers(Object.keys(Object(parse(bytes))), Object.keys(JSON.parse(real)))
    }
  },
  "missing-fields": { status: 200, body: (bytes) => assert.strictEqual(text(bytes), "{}") },
  "null-fields": {
    status: 200,
    body: (bytes, real) => {
      assert.deepStrictEqual(Object.keys(Object(parse(bytes))), Object.keys(JSON.parse(real)))
      assert.isTrue(Object.values(Object(parse(bytes))).every((value) => value === null))
    }
  }
}
