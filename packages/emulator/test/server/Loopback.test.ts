// The pages of a browser that may use the server are those of this machine, and no other.
import { request } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { isLoopbackHost } from "../../src/server/Loopback.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { ids, now, seed } from "../support/seed.ts"
import { server, token } from "../support/wire.ts"

interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

const orgs = `/instances/${ids.instance}/orgs`

/** Sends a request with headers that `fetch` does not let a program set. */
const send = (method: string, headers: Readonly<Record<string, string>>, body = "") =>
  Effect.flatMap(NodeServer, ({ url }) =>
    Effect.callback<Sent>((resume) => {
      const sending = request(`${url}${orgs}`, { method, headers: { authorization: `Bearer ${token}`, ...headers } })
      sending.on("response", (response) => {
        let text = ""
        response.on("data", (chunk) => {
          text += String(chunk)
        })
        response.on("end", () =>
          resume(Effect.succeed({ status: response.statusCode ?? 0, headers: response.headers, text }))
        )
      })
      sending.end(body)
    })
  )

const ours = [
  "localhost",
  "localhost:8080",
  "LOCALHOST",
  "127.0.0.1",
  "127.0.0.1:1",
  "127.8.9.1",
  "[::1]:80",
  "a.localhost"
]
const others = [
  "evil.example",
  "evil.example:80",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "evil@127.0.0.1",
  "notlocalhost",
  "10.0.0.1",
  "0.0.0.0",
  "[::]",
  "[::ffff:10.0.0.1]",
  "localhost/evil.example",
  ""
]

describe("isLoopbackHost", () => {
  it.each(ours)("takes %s", (host) => assert.isTrue(isLoopbackHost(host)))
  it.each([...others, undefined])("refuses %s", (host) => assert.isFalse(isLoopbackHost(host)))
})

describe("a request to another host", () => {
  it.effect.each(["GET", "POST", "DELETE", "OPTIONS"])("is refused, and nothing is done: %s", (method) =>
    Effect.gen(function* () {
      const headers = { host: "evil.example", origin: "http://evil.example" }
      const { status, headers: answered, text } = yield* send(method, headers, '{"name":"New"}')
      assert.strictEqual(status, 421)
      assert.propertyVal(JSON.parse(text), "type", "MisdirectedRequest")
      assert.notProperty(answered, "access-control-allow-origin")
      const { requests, writes } = yield* Emulator
      assert.deepStrictEqual(yield* requests.all, [])
      assert.strictEqual(yield* writes.count(), 0)
    }).pipe(Effect.provide(server()))
  )
})

describe("a request to a host that is allowed", () => {
  const allowing = (...allowedHosts: ReadonlyArray<string>) =>
    NodeServer.layer({ allowedHosts }).pipe(Layer.provideMerge(Emulator.layerEmulator({ seed, now, token })))

  it.effect.each([
    ["losant.test", 200],
    ["LOSANT.test:8080", 200],
    ["[fd00::1]:80", 200],
    ["localhost", 200],
    ["a.losant.test", 421],
    ["losant.test.evil.example", 421],
    ["evil.example", 421],
    ["losant.test@evil.example", 421]
  ] as const)("and no other is answered: %s with %i", ([host, expected]) =>
    Effect.gen(function* () {
      const { status } = yield* send("GET", { host })
      assert.strictEqual(status, expected)
    }).pipe(Effect.provide(allowing("Losant.test", "[fd00::1]")))
  )

  it.effect("is open to no page of that host", () =>
    Effect.gen(function* () {
      const { headers } = yield* send("GET", { host: "losant.test", origin: "http://losant.test" })
      assert.notProperty(headers, "access-control-allow-origin")
    }).pipe(Effect.provide(allowing("losant.test")))
  )

  it.effect.each(["losant.test:80", "https://losant.test", "*.test", ""])("cannot be called %j", (host) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.provide(NodeServer, allowing(host)))
      assert.include(error.message, "allowedHosts takes host names without a port")
    })
  )
})

describe("a page", () => {
  const origins = ["http://localhost:5173", "https://app.localhost", "http://127.0.0.1", "http://[::1]:3000"]
  const strangers = ["https://evil.example", "null", "http://localhost.evil.example", "file://localhost"]

  it.effect.each(origins)("of this machine is told what it may send: %s", (origin) =>
    Effect.gen(function* () {
      const asked = {
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type"
      }
      const { status, headers, text } = yield* send("OPTIONS", asked)
      assert.strictEqual(status, 204)
      assert.strictEqual(text, "")
      assert.strictEqual(headers["access-control-allow-origin"], origin)
      assert.sameMembers(String(headers["access-control-allow-methods"]).split(", "), [
        "GET",
        "POST",
        "PATCH",
        "DELETE"
      ])
      assert.strictEqual(headers["access-control-allow-headers"], "authorization,content-type")
      assert.strictEqual(headers["vary"], "Origin")
      // It is the browser's question, no request of the program.
      assert.deepStrictEqual(yield* (yield* Emulator).requests.all, [])
    }).pipe(Effect.provide(server()))
  )

  it.effect("of this machine reads answers, refusals and faults", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      const origin = "http://localhost:5173"
      const allowed = { "access-control-allow-origin": origin, vary: "Origin" }
      assert.deepInclude((yield* send("GET", { origin })).headers, allowed)
      const refused = yield* send("GET", { origin, authorization: "Bearer wrong" })
      assert.strictEqual(refused.status, 401)
      assert.deepInclude(refused.headers, allowed)
      for (const fault of ["status-503", "invalid-utf8"] as const) {
        yield* faults.next(fault)
        assert.deepInclude((yield* send("GET", { origin })).headers, allowed)
      }
    }).pipe(Effect.provide(server()))
  )

  it.effect.each(strangers)("of another site is allowed nothing: %s", (origin) =>
    Effect.gen(function* () {
      for (const method of ["OPTIONS", "GET"]) {
        const { headers } = yield* send(method, { origin })
        assert.notProperty(headers, "access-control-allow-origin")
        assert.notProperty(headers, "access-control-allow-methods")
      }
    }).pipe(Effect.provide(server()))
  )
})
