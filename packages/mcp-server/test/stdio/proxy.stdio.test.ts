// The built server in a company: Losant is reached through a proxy only, and its certificate is the company's own.
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { build, greet, type Server } from "../support/built.ts"
import { type Losant, startLosant } from "../support/losant.ts"
import { token } from "../support/serving.ts"
import { authorityFile, type Proxy, type Running, startProxy, startRelay } from "../support/tls.ts"

beforeAll(build, 60_000)

// No name server knows it: only a proxy can lead there.
const url = "https://losant.test:8443"

let losant: Losant
let relay: Running
let proxy: Proxy
beforeAll(async () => {
  losant = await startLosant({ seed: "demo" })
  const port = Number(new URL(losant.url).port)
  relay = await startRelay(port)
  proxy = await startProxy({ to: relay.port })
}, 60_000)
afterAll(async () => {
  await proxy.close()
  await relay.close()
  await losant.close()
})

/** The answer of a call and the log of the server with these variables beside Losant's. */
const listOrgs = async (environment: Readonly<Record<string, string>>) => {
  const server: Server = await greet([], {
    LOSANT_API_TOKEN: token,
    LOSANT_API_URL: url,
    LOSANT_INSTANCE_ID: losant.instanceId,
    ...environment
  })
  const answer = JSON.stringify(await server.request("tools/call", { name: "losant_list_orgs", arguments: {} }))
  server.process.stdin.end()
  assert.strictEqual(await server.ended, 0)
  return { answer, log: server.stderr() }
}

describe("the server", () => {
  const trust = { NODE_EXTRA_CA_CERTS: authorityFile }
  const through = () => ({ HTTPS_PROXY: `http://ada:secret@127.0.0.1:${proxy.port}` })

  it("reaches Losant with HTTPS_PROXY and NODE_EXTRA_CA_CERTS, and the proxy never sees the token", async () => {
    const { answer } = await listOrgs({ ...trust, ...through() })
    assert.include(answer, "totalCount")
    assert.strictEqual(proxy.asked.at(-1)?.target, "losant.test:8443")
    assert.notInclude(proxy.seen(), token)
  })

  it("says without the proxy that the name is not known, and with NO_PROXY likewise", async () => {
    const before = proxy.asked.length
    for (const environment of [trust, { ...trust, ...through(), NO_PROXY: ".test" }]) {
      assert.match((await listOrgs(environment)).answer, /The connection to Losant failed: .*losant\.test/)
    }
    assert.lengthOf(proxy.asked, before)
  })

  it("says without NODE_EXTRA_CA_CERTS that the certificate is not trusted", async () => {
    assert.match((await listOrgs(through())).answer, /The connection to Losant failed: .*certificate/)
  })

  it("says at the start and on a call which variable names no proxy, without the password in it", async () => {
    const { answer, log } = await listOrgs({ ...trust, HTTPS_PROXY: "socks5://ada:secret@127.0.0.1:1080" })
    for (const text of [answer, log]) {
      assert.include(text, "HTTPS_PROXY names no proxy that this server can use")
      assert.notInclude(text, "secret")
    }
  })
})
