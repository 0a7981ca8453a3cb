// The shapes in which the reason of a failure may lie within an error: its code, its message, and what caused it.
import { assert, describe, it } from "@effect/vitest"
import { isBadlyCompressed, isNeverSent, safeCause } from "../../../src/internal/transport/safeCause.ts"

const coded = (code: unknown, details: object = {}) => Object.assign(new Error("a"), { code, ...details })

const clean = (error: unknown) => {
  const { name, message, code }: Error & { readonly code?: string } = safeCause(error, (text) => text)
  return { name, message, code }
}

/** The error, below so many others that it caused. */
const below = (count: number, error: Error): Error =>
  count === 0 ? error : new Error(`${count}`, { cause: below(count - 1, error) })

describe("a failure before the request", () => {
  it.each([
    "ENOTFOUND",
    "EAI_AGAIN",
    "EAI_FAIL",
    "EAI_NODATA",
    "EAI_NONAME",
    "ECONNREFUSED",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID"
  ])("is known by the code %s alone", (code) => {
    assert.isTrue(isNeverSent(coded(code)))
    assert.isTrue(isNeverSent(below(2, coded(code))))
  })

  it.each(["", "econnrefused", "ECONNREFUSED ", "connect"])("is not known by the code %j", (code) => {
    assert.isFalse(isNeverSent(coded(code)))
  })

  it("is looked for in five causes, and no deeper", () => {
    assert.isTrue(isNeverSent(below(5, coded("ECONNREFUSED"))))
    assert.isFalse(isNeverSent(below(6, coded("ECONNREFUSED"))))
  })

  it("is not known by what is no code and no list of errors", () => {
    assert.isTrue(isNeverSent(coded(5, { cause: coded("ECONNREFUSED") })))
    assert.isTrue(isNeverSent(Object.assign(new Error("a"), { errors: 5, cause: coded("ECONNREFUSED") })))
    assert.isFalse(isNeverSent(Object.assign(new Error("a"), { errors: [5] })))
  })
})

describe("the code of a failure", () => {
  it("is the first one in what caused it", () => {
    assert.strictEqual(clean(below(5, coded("X"))).code, "X")
    assert.isUndefined(clean(below(6, coded("X"))).code)
    assert.strictEqual(clean(coded(5, { cause: coded("X") })).code, "X")
    assert.strictEqual(clean(coded("Y", { cause: coded("X") })).code, "Y")
    assert.strictEqual(clean(Object.assign(new Error("a"), { errors: 5, cause: coded("X") })).code, "X")
  })

  it("is that of one of several errors that has one", () => {
    assert.strictEqual(clean(new AggregateError([new Error("b"), coded("X"), coded("Y")])).code, "X")
    assert.isUndefined(clean(new AggregateError([new Error("b")])).code)
    assert.isUndefined(clean(new AggregateError([], "a", { cause: coded("X") })).code)
  })

  it("is not looked for in circles of several errors", () => {
    const circular = new AggregateError([])
    circular.errors = [circular]
    assert.isUndefined(clean(circular).code)
    assert.isFalse(isNeverSent(circular))
  })

  it("is absent if there is none", () => {
    assert.notProperty(
      safeCause(new Error("a"), (text) => text),
      "code"
    )
    assert.isFalse(isBadlyCompressed(new Error("a")))
  })
})

describe("the message of a failure", () => {
  it("is joined with those of what caused it", () => {
    assert.strictEqual(clean(below(2, new Error("a"))).message, "2: 1: a")
    assert.strictEqual(clean(below(5, new Error("a"))).message, "5: 4: 3: 2: 1: a")
    assert.strictEqual(clean(below(6, new Error("a"))).message, "6: 5: 4: 3: 2: 1")
    assert.strictEqual(clean(new Error("a", { cause: "text" })).message, "a")
  })

  it("is the code, or the name, if it is empty", () => {
    assert.strictEqual(clean(Object.assign(new Error(""), { code: "X" })).message, "X")
    assert.strictEqual(clean(new TypeError("")).message, "TypeError")
  })

  it("is cut, and only after it was redacted", () => {
    assert.lengthOf(clean(new Error("a".repeat(1_001))).message, 1_000)
    const error = safeCause(new Error(`${"a".repeat(990)}s3cret-s3cret`), (text) => text.replaceAll("s3cret", "***"))
    assert.notInclude(error.message, "s3c")
  })

  it.each(["text", { message: "a" }, { name: "a" }, { message: 5, name: "a" }, { message: "a", name: 5 }])(
    "is unknown, with an ordinary name, for %j, which is no error",
    (value) => {
      assert.deepStrictEqual(clean(value), { name: "Error", message: "unknown reason", code: undefined })
    }
  )
})
