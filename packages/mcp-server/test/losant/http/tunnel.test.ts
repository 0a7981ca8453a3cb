// Real connections through real proxies to a real TLS server, all on loopback.
import { createServer as createHttpServer } from "node:http"
import { createServer, request } from "node:https"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { makeFetch } from "../../../src/losant/http/nodeFetch.ts"
import { Tunnel } from "../../../src/losant/http/tunnel.ts"
import {
  authority,
  identity,
  listen,
  type Proxy,
  type ProxyBehavior,
  type Running,
  startProxy
} from "../../support/tls.ts"

const token = "the-secret-token-of-the-tests"

const running: Array<Running> = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
})

const keep = <A extends Running>(one: A): A => {
  running.push(one)
  return one
}

/** A server with the name `losant.test` that answers with the path of the request. */
const startLosant = async () =>
  keep(await listen(createServer(identity, (request, response) => response.end(`you asked for ${request.url}`))))

const proxyTo = async (way: ProxyBehavior, isSecure = false): Promise<Proxy> => keep(await startProxy(way, isSecure))

/** Sends a request through a proxy. The authority is an option here. Tests of the whole program use Node's variable. */
const through = (proxy: URL, { limit = 5_000, ca = authority, signal: ofAll = new AbortController().signal } = {}) => {
  const agent = new Tunnel(proxy, { keepAlive: true, ca }, limit)
  return {
    get: (url: string, signal = ofAll) =>
      new Promise<string>((resolve, reject) => {
        const options = { agent, signal, until: signal, headers: { authorization: `Bearer ${token}` } }
        const sent = request(url, options, (response) => {
          let text = ""
          response.on("data", (bytes) => {
            text += bytes
          })
          response.on("end", () => resolve(text))
        })
        sent.on("error", reject)
        sent.end()
      })
  }
}

const failureOf = (promise: Promise<unknown>): Promise<Error & { readonly code?: string; readonly syscall?: string }> =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error) => error
  )

describe("a tunnel", () => {
  for (const isSecure of [false, true]) {
    it(`leads through a proxy that ${isSecure ? "speaks TLS" : "speaks plain http"}, which never sees the token`, async () => {
      const losant = await startLosant()
      const proxy = await proxyTo({ to: losant.port }, isSecure)
      const scheme = isSecure ? "https" : "http"
      const { get } = through(new URL(`${scheme}://ada:l%C3%B6sant%40@localhost:${proxy.port}`))
      assert.strictEqual(await get("https://losant.test:8443/orgs"), "you asked for /orgs")
      assert.deepStrictEqual(proxy.asked, [
        { target: "losant.test:8443", authorization: `Basic ${Buffer.from("ada:lösant@").toString("base64")}` }
      ])
      assert.include(proxy.seen(), "CONNECT losant.test:8443")
      assert.notInclude(proxy.seen(), token)
      assert.notInclude(proxy.seen(), "/orgs")
    })
  }

  it("is kept for the next request", async () => {
    const losant = await startLosant()
    const proxy = await proxyTo({ to: losant.port })
    const { get } = through(new URL(`http://localhost:${proxy.port}`))
    for (const path of ["/1", "/2", "/3"]) assert.include(await get(`https://losant.test${path}`), path)
    assert.deepStrictEqual(proxy.asked, [{ target: "losant.test:443", authorization: undefined }])
  })

  it("outlives the signal of the request that it was made for", async () => {
    const losant = await startLosant()
    const proxy = await proxyTo({ to: losant.port })
    const { get } = through(new URL(`http://localhost:${proxy.port}`))
    const first = new AbortController()
    assert.include(await get("https://losant.test/1", first.signal), "/1")
    const second = get("https://losant.test/2")
    first.abort()
    assert.include(await second, "/2")
    assert.lengthOf(proxy.asked, 1)
  })

  it("trusts only what is trusted without a proxy, and sends nothing else", async () => {
    const losant = await startLosant()
    const proxy = await proxyTo({ to: losant.port })
    const { get } = through(new URL(`http://localhost:${proxy.port}`))
    const wrongName = await failureOf(get("https://other.test/"))
    assert.strictEqual(wrongName.code, "ERR_TLS_CERT_ALTNAME_INVALID")
    const unknown = through(new URL(`http://localhost:${proxy.port}`), { ca: "" })
    assert.strictEqual((await failureOf(unknown.get("https://losant.test/"))).code, "UNABLE_TO_VERIFY_LEAF_SIGNATURE")
    assert.notInclude(proxy.seen(), token)
  })

  it("fails with the proxy's refusal as a connection that was never made, and shows no password", async () => {
    const proxy = await proxyTo({ status: "407 Proxy Authentication Required" })
    const { get } = through(new URL(`http://ada:secret@localhost:${proxy.port}`))
    const error = await failureOf(get("https://losant.test/"))
    const where = `the proxy localhost:${proxy.port}`
    assert.strictEqual(
      error.message,
      `${where} does not let through to losant.test:443 (407 Proxy Authentication Required)`
    )
    assert.strictEqual(error.syscall, "connect")
    assert.notInclude(proxy.seen(), token)
  })

  it("says that the proxy is not there", async () => {
    const proxy = await proxyTo("silence")
    await proxy.close()
    running.splice(0)
    const { get } = through(new URL(`http://127.0.0.1:${proxy.port}`))
    const error = await failureOf(get("https://losant.test/"))
    assert.match(error.message, /^the proxy 127\.0\.0\.1:\d+ cannot be reached \(connect ECONNREFUSED .+\)$/)
    assert.deepStrictEqual([error.code, error.syscall], ["ECONNREFUSED", "connect"])
  })

  it("waits no longer than its limit for a proxy that says nothing", async () => {
    const proxy = await proxyTo("silence")
    const { get } = through(new URL(`http://localhost:${proxy.port}`), { limit: 20 })
    const error = await failureOf(get("https://losant.test/"))
    assert.include(error.message, "made no way to losant.test:443 within 20 ms")
    assert.deepStrictEqual([error.code, error.syscall], ["ETIMEDOUT", "connect"])
    await vi.waitFor(() => assert.strictEqual(proxy.connections(), 0))
  })

  it("is given up with its request, also while the proxy says nothing", async () => {
    const proxy = await proxyTo("silence")
    const controller = new AbortController()
    const { get } = through(new URL(`http://localhost:${proxy.port}`), { signal: controller.signal })
    const failed = failureOf(get("https://losant.test/"))
    await vi.waitFor(() => assert.lengthOf(proxy.asked, 1))
    controller.abort()
    assert.instanceOf(await failed, Error)
    await vi.waitFor(() => assert.strictEqual(proxy.connections(), 0))
  })
})

describe("makeFetch with a proxy", () => {
  it("leaves plain http, which is for loopback, on its straight way", async () => {
    const plain = keep(await listen(createHttpServer((_, response) => response.end("straight"))))
    const proxy = await proxyTo("silence")
    const fetch = makeFetch(new URL(`http://localhost:${proxy.port}`))
    const init = { method: "GET", headers: {}, signal: new AbortController().signal }
    assert.strictEqual((await fetch(new URL(`http://127.0.0.1:${plain.port}`), init)).status, 200)
    assert.lengthOf(proxy.asked, 0)
  })
})
