// Faults as bytes on the wire, which no client shows.
import { once } from "node:events"
import { createServer, Socket } from "node:net"
import { assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Emulator } from "../../src/emulator/Emulator.ts"
import type { NamedFault } from "../../src/faults/FaultCatalogue.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { sendRawAnswer } from "../../src/server/RawAnswer.ts"
import { type Exchange, exchange } from "../support/socket.ts"
import { server, token } from "../support/wire.ts"

const get = `GET /instances HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`

/** The lines of the head, and what follows it. */
const split = (received: string) => {
  const [head = "", ...rest] = received.split("\r\n\r\n")
  return { lines: head.split("\r\n"), body: rest.join("\r\n\r\n") }
}
const named = (lines: ReadonlyArray<string>, name: string) => lines.filter((line) => line.startsWith(`${name}: `))
const lengthOf = (lines: ReadonlyArray<string>) => Number(named(lines, "content-length")[0]?.split(" ")[1])

const wire: ReadonlyArray<readonly [fault: NamedFault, check: (seen: Exchange, real: string) => void]> = [
  [
    { fault: "length-too-long" },
    ({ received, isReset }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(body, real)
      assert.strictEqual(lengthOf(lines), real.length + 1_000)
      assert.isFalse(isReset)
    }
  ],
  [
    { fault: "length-too-short" },
    ({ received }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(body, real)
      assert.strictEqual(lengthOf(lines), Math.ceil(real.length / 2))
    }
  ],
  [
    { fault: "body-cut" },
    ({ received, isReset }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(body, real.slice(0, Math.ceil(real.length / 2)))
      assert.strictEqual(lengthOf(lines), real.length)
      assert.isFalse(isReset)
    }
  ],
  [
    { fault: "reset-in-body" },
    ({ received }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(body, real.slice(0, Math.ceil(real.length / 2)))
      assert.strictEqual(lengthOf(lines), real.length)
    }
  ],
  [
    { fault: "reset-after-headers" },
    ({ received }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(lines[0], "HTTP/1.1 200 OK")
      assert.strictEqual(lengthOf(lines), real.length)
      assert.strictEqual(body, "")
    }
  ],
  [{ fault: "reset-before-headers" }, (seen) => assert.deepStrictEqual(seen, { received: "", isReset: true })],
  [{ fault: "close-before-headers" }, (seen) => assert.deepStrictEqual(seen, { received: "", isReset: false })],
  [
    { fault: "duplicate-length" },
    ({ received }, real) =>
      assert.deepStrictEqual(named(split(received).lines, "content-length"), [
        `content-length: ${real.length + 1}`,
        `content-length: ${real.length}`
      ])
  ],
  [
    { fault: "duplicate-header" },
    ({ received }) => {
      const { lines } = split(received)
      assert.strictEqual(named(lines, "content-type").length, 2)
      assert.strictEqual(named(lines, "x-request-id").length, 2)
      assert.strictEqual(named(lines, "content-length").length, 1)
    }
  ],
  [
    { fault: "huge-body", bytes: 200_000 },
    ({ received, isReset }, real) => {
      const { lines, body } = split(received)
      assert.strictEqual(named(lines, "transfer-encoding").join(), "transfer-encoding: chunked")
      assert.strictEqual(named(lines, "content-length").length, 0)
      assert.isTrue(body.startsWith(`${real.length.toString(16)}\r\n${real}\r\n10000\r\n `))
      assert.isTrue(body.endsWith(" \r\n0\r\n\r\n"))
      assert.isFalse(isReset)
    }
  ],
  [
    { fault: "slow-body", interval: 0 },
    ({ received, isReset }, real) => {
      assert.strictEqual(split(received).body, real)
      assert.isFalse(isReset)
    }
  ]
]

/** The server's end of a connection. */
const connected = Effect.acquireRelease(
  Effect.callback<{ readonly socket: Socket; readonly stop: () => void }>((resume) => {
    const listening = createServer((socket) => {
      socket.on("error", () => {})
      const stop = () => {
        client.destroy()
        listening.close()
      }
      resume(Effect.succeed({ socket, stop }))
    }).listen(0, "127.0.0.1", () => {
      const address = listening.address()
      if (typeof address === "object" && address !== null) client.connect(address.port, "127.0.0.1")
    })
    const client = new Socket().on("error", () => {}).resume()
  }),
  ({ socket, stop }) =>
    Effect.sync(() => {
      socket.destroy()
      stop()
    })
).pipe(Effect.map(({ socket }) => socket))

/** A body of which nothing may be made. */
function* neverAsked(): Generator<Uint8Array> {
  yield assert.fail("the body was asked for")
}

describe("sendRawAnswer", () => {
  it.effect.each(wire)("%j", ([fault, check]) =>
    Effect.gen(function* () {
      const { url } = yield* NodeServer
      const { faults } = yield* Emulator
      const real = split((yield* exchange(url, get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))).received).body
      yield* faults.next(fault)
      check(yield* exchange(url, get), real)
    }).pipe(Effect.provide(server()))
  )

  // A client that reads data and reset at once may be told of an end, so it is the server's side that shows it.
  it.effect.each(["reset", "closed", "complete"] as const)("%s", (end) =>
    Effect.gen(function* () {
      const socket = yield* connected
      const resets = vi.spyOn(socket, "resetAndDestroy")
      const ending = vi.fn()
      const closed = once(socket, "close")
      const answer = { status: 200, headers: [["content-length", "2"]], body: [Buffer.from("x")], interval: 0 } as const
      yield* sendRawAnswer(socket, answer, end, ending)
      yield* Effect.promise(() => closed)
      assert.strictEqual(ending.mock.calls.length, 1)
      assert.strictEqual(resets.mock.calls.length, end === "reset" ? 1 : 0)
    }).pipe(Effect.scoped)
  )

  it.effect("hung: leaves the connection open", () =>
    Effect.gen(function* () {
      const socket = yield* connected
      const ending = vi.fn()
      yield* sendRawAnswer(socket, undefined, "hung", ending)
      assert.strictEqual(ending.mock.calls.length, 0)
      assert.isTrue(socket.writable)
    }).pipe(Effect.scoped)
  )

  it.effect("stops if the connection has gone", () =>
    Effect.gen(function* () {
      const socket = yield* connected
      socket.destroy()
      const ending = vi.fn()
      const answer = { status: 200, headers: [], body: neverAsked(), interval: 0 }
      yield* sendRawAnswer(socket, answer, "complete", ending)
      assert.strictEqual(ending.mock.calls.length, 0)
    }).pipe(Effect.scoped)
  )
})
