import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Emulator } from "../../src/emulator/Emulator.ts"
import type { Fault } from "../../src/faults/FaultInjector.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { exchange } from "../support/socket.ts"
import { call, server, token } from "../support/wire.ts"

const get = `GET /instances HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`

describe("NodeServer", () => {
  it.effect("listens on the loopback interface", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeServer
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
      assert.strictEqual((yield* call("GET", "/instances")).status, 200)
    }).pipe(Effect.provide(server()))
  )

  it.effect("says when its port is taken", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeServer
      const port = Number(new URL(url).port)
      const error = yield* Effect.flip(Effect.scoped(NodeServer.make({ port })))
      assert.strictEqual(error.message, `Port ${port} is in use. Choose another, or 0 for any that is free.`)
    }).pipe(Effect.provide(server()))
  )

  it.effect("frees its port when its scope ends, also while a client waits", () =>
    Effect.gen(function* () {
      const port = yield* Effect.gen(function* () {
        const { url } = yield* NodeServer
        const { faults, requests } = yield* Emulator
        yield* faults.next({ kind: "hang", at: "request" })
        yield* Effect.forkDetach(exchange(url, get))
        yield* requests.handled(1)
        return Number(new URL(url).port)
      }).pipe(Effect.provide(server()))
      yield* Effect.callback<void>((resume) => {
        const next = createServer().listen(port, "127.0.0.1", () => next.close(() => resume(Effect.void)))
      })
    })
  )

  const cases: ReadonlyArray<readonly [Fault, RegExp]> = [
    [{ kind: "cut", at: "request" }, /^$/],
    [{ kind: "cut", at: "handled" }, /^$/],
    [{ kind: "cut", at: "body" }, /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n\{"items":\[/s]
  ]
  it.effect.each(cases)("cuts the connection: %j", ([fault, expected]) =>
    Effect.gen(function* () {
      const { url } = yield* NodeServer
      const { faults } = yield* Emulator
      yield* faults.next(fault)
      const { received } = yield* exchange(url, get)
      assert.match(received, expected)
      assert.notMatch(received, /\}$/)
    }).pipe(Effect.provide(server()))
  )

  it.effect("sees clients that give up", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeServer
      const { faults, requests } = yield* Emulator
      yield* faults.next({ kind: "hang", at: "request" })
      const controller = new AbortController()
      const waiting = fetch(`${url}/instances`, { signal: controller.signal }).catch((error: unknown) => error)
      yield* requests.arrived(1)
      controller.abort(new Error("enough"))
      yield* requests.abandoned(1)
      assert.propertyVal(yield* Effect.promise(() => waiting), "message", "enough")
    }).pipe(Effect.provide(server()))
  )

  it.effect("does not keep what is too large", () =>
    Effect.gen(function* () {
      const text = "x".repeat(3_000_000)
      const { instanceId } = yield* Emulator
      const { json, status } = yield* call("POST", `/instances/${instanceId}/orgs`, { text })
      assert.strictEqual(status, 413)
      assert.propertyVal(json, "type", "PayloadTooLarge")
    }).pipe(Effect.provide(server()))
  )
})
