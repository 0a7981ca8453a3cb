import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { findProxy, hasProxy } from "../../../src/losant/http/proxy.ts"

const losant = new URL("https://api.losant.com")
const http = "http://proxy.example.com:8080"

const proxyOf = (environment: Readonly<Record<string, string>>, url = losant) =>
  Result.getOrElse(findProxy(environment, url), ({ message }) => message)?.toString()

describe("findProxy", () => {
  it("takes HTTPS_PROXY or ALL_PROXY, in small letters first, and not what is blank", () => {
    assert.strictEqual(proxyOf({ HTTPS_PROXY: ` ${http} ` }), `${http}/`)
    assert.strictEqual(proxyOf({ ALL_PROXY: http }), `${http}/`)
    assert.strictEqual(proxyOf({ HTTPS_PROXY: "http://other", https_proxy: http }), `${http}/`)
    assert.strictEqual(proxyOf({ ALL_PROXY: "http://other", HTTPS_PROXY: http }), `${http}/`)
    assert.strictEqual(proxyOf({ https_proxy: " ", HTTPS_PROXY: http }), `${http}/`)
    assert.isUndefined(proxyOf({ HTTPS_PROXY: " " }))
    assert.isUndefined(proxyOf({}))
  })

  it("takes a proxy without a scheme for one of http", () => {
    assert.strictEqual(proxyOf({ HTTPS_PROXY: "proxy.example.com:8080" }), `${http}/`)
    assert.strictEqual(proxyOf({ HTTPS_PROXY: "https://proxy.example.com" }), "https://proxy.example.com/")
  })

  it("takes none for plain http, nor HTTP_PROXY for https", () => {
    assert.isUndefined(proxyOf({ HTTPS_PROXY: http, HTTP_PROXY: http }, new URL("http://127.0.0.1:8080")))
    assert.isUndefined(proxyOf({ HTTP_PROXY: http, http_proxy: http }))
  })

  for (const value of ["socks5://proxy.example.com:1080", "http://user:secret@", "http://a b:1"]) {
    it(`says what ${value} should look like, and shows none of it`, () => {
      const wrong = Result.flip(findProxy({ all_proxy: value }, losant))
      const { variable, message } = Result.getOrThrow(wrong)
      assert.strictEqual(variable, "all_proxy")
      assert.match(message, /^all_proxy names no proxy that this server can use\. .*http:\/\/proxy\.example\.com:8080/)
      assert.notInclude(message, "secret")
      assert.notInclude(message, "1080")
    })
  }

  for (const list of [
    "*",
    "api.losant.com",
    "API.Losant.com",
    "losant.com",
    ".losant.com",
    "*.losant.com",
    "localhost, api.losant.com",
    "localhost api.losant.com:443"
  ]) {
    it(`goes past the proxy with NO_PROXY=${list}`, () => {
      assert.isUndefined(proxyOf({ HTTPS_PROXY: http, NO_PROXY: list }))
      assert.isUndefined(proxyOf({ HTTPS_PROXY: http, no_proxy: list }))
    })
  }

  for (const list of [
    "",
    ",",
    "example.com",
    "sant.com",
    "api.losant.com:8443",
    "www.api.losant.com",
    "*.com.losant"
  ]) {
    it(`does not with NO_PROXY=${list}`, () => {
      assert.strictEqual(proxyOf({ HTTPS_PROXY: http, NO_PROXY: list }), `${http}/`)
    })
  }

  it("knows addresses and ports", () => {
    const past = (url: string, list: string) =>
      proxyOf({ HTTPS_PROXY: http, NO_PROXY: list }, new URL(url)) === undefined
    assert.isTrue(past("https://[::1]:8443", "::1"))
    assert.isTrue(past("https://[::1]:8443", "[::1]"))
    assert.isTrue(past("https://10.0.0.1:8443", "10.0.0.1:8443"))
    assert.isFalse(past("https://10.0.0.1:8443", "10.0.0.1:443"))
  })
})

describe("hasProxy", () => {
  it("is true if any variable does, right or wrong", () => {
    assert.isTrue(hasProxy({ all_proxy: "socks5://x" }))
    assert.isFalse(hasProxy({ HTTPS_PROXY: "", HTTP_PROXY: http, NO_PROXY: "*" }))
  })
})
