// The real fetch on a real socket: what a scripted one takes for granted.
import { createServer, type IncomingMessage, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import { Losant } from "../../../src/Losant.ts"
import type { CallOptions } from "../../../src/LosantOptions.ts"
import { expectError, sample, token, valueOf } from "../../support/calls.ts"
import { samples } from "../../support/samples.ts"

const listening = (listener: RequestListener) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<ReturnType<typeof createServer>>((resume) => {
        const server = createServer(listener)
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.callback<void>((resume) => {
          server.closeAllConnections()
          server.close(() => resume(Effect.void))
        })
    ),
    (server) => {
      const { port } = server.address() as AddressInfo // Sound: it listens on a port, not on a pipe.
      return `http://127.0.0.1:${port}`
    }
  )

const once: CallOptions = { retry: { times: 0 } }

const on = (url: string) => Effect.provide(Losant.layer({ accessToken: Redacted.make(token), url }))

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ""
  for await (const chunk of request) text += String(chunk)
  return text
}

describe("on a real socket", () => {
  it.live.each(["gzip", "deflate", "br"])(
    "an answer that is not compressed with %s, as it says, does not decode",
    (coding) =>
      Effect.gen(function* () {
        const url = yield* listening((_, response) => {
          response.writeHead(200, { "content-encoding": coding }).end("this was never compressed")
        })
        const error = expectError(yield* Effect.exit(sample("instanceOrgs.post").pipe(on(url))), "LosantDecode")
        assert.strictEqual(error.outcome, "applied")
        assert.include(error.message, "the answer cannot be decompressed")
      })
  )

  it.live("a write arrives as it was meant, and its answer is read", () =>
    Effect.gen(function* () {
      const { wire, answer } = samples["instanceOrgs.post"]
      const seen: Array<unknown> = []
      const url = yield* listening(async (request, response) => {
        const { method, headers } = request
        const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost")
        seen.push({
          method,
          pathname,
          query: Object.fromEntries(searchParams),
          body: JSON.parse(await textOf(request)),
          authorization: headers.authorization,
          type: headers["content-type"],
          version: headers["accept-version"]
        })
        response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(answer))
      })
      assert.deepStrictEqual(yield* sample("instanceOrgs.post").pipe(on(url)), answer)
      assert.deepStrictEqual(seen, [
        {
          method: wire.method,
          pathname: wire.path,
          query: wire.query,
          body: wire.body,
          authorization: `Bearer ${token}`,
          type: "application/json",
          version: "^1.30.0"
        }
      ])
    })
  )

  it.live.each([301, 302, 303, 307, 308])("%i is not followed: the token goes nowhere else", (status) =>
    Effect.gen(function* () {
      const elsewhere: Array<string | undefined> = []
      const other = yield* listening((request, response) => {
        elsewhere.push(request.headers.authorization)
        response.end("{}")
      })
      let requests = 0
      const url = yield* listening((_, response) => {
        requests += 1
        response.writeHead(status, { location: `${other}/instances` }).end()
      })
      for (const name of ["instanceOrg.get", "instanceOrg.patch"] as const) {
        const error = expectError(yield* Effect.exit(sample(name).pipe(on(url))), "LosantUnexpectedStatus")
        assert.strictEqual(error.status, status)
      }
      assert.strictEqual(requests, 2)
      assert.deepStrictEqual(elsewhere, [])
    })
  )

  it.live("a refused connection was never made, so a write was not sent", () =>
    Effect.gen(function* () {
      const closed = yield* Effect.scoped(listening(() => assert.fail("nobody listens any more")))
      const exit = yield* Effect.exit(sample("instanceOrgs.post", once).pipe(on(closed)))
      const error = expectError(exit, "LosantTransport")
      assert.strictEqual(error.outcome, "notSent")
      assert.include(error.message, "ECONNREFUSED")
    })
  )

  it.live("a connection that is cut before the answer leaves a write unknown, and it is not repeated", () =>
    Effect.gen(function* () {
      let requests = 0
      const url = yield* listening((request) => {
        requests += 1
        request.socket.destroy()
      })
      const error = expectError(yield* Effect.exit(sample("instanceOrgs.post").pipe(on(url))), "LosantTransport")
      assert.strictEqual(error.outcome, "unknown")
      assert.strictEqual(requests, 1)
    })
  )

  it.live("a connection that is cut within the answer leaves a write applied", () =>
    Effect.gen(function* () {
      const url = yield* listening((request, response) => {
        response.writeHead(200, { "content-length": "1000" })
        response.write('{"id":', () => request.socket.destroy())
      })
      const error = expectError(yield* Effect.exit(sample("instanceOrg.patch").pipe(on(url))), "LosantTransport")
      assert.strictEqual(error.outcome, "applied")
    })
  )

  it.live.each([
    ["before the headers", false],
    ["while the body is read", true]
  ] as const)("interruption %s closes the connection", ([, answers]) =>
    Effect.gen(function* () {
      const arrived = yield* Deferred.make<void>()
      const closed = yield* Deferred.make<void>()
      const url = yield* listening((_, response) => {
        response.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
        if (answers) response.writeHead(200).write("{")
        Deferred.doneUnsafe(arrived, Effect.void)
      })
      const fiber = yield* Effect.forkChild(sample("instanceOrg.get").pipe(on(url)))
      yield* Deferred.await(arrived)
      yield* Fiber.interrupt(fiber)
      yield* Deferred.await(closed)
    })
  )

  it.live("an answer in pieces that cut characters apart is read whole", () =>
    Effect.gen(function* () {
      const answer = { ...samples["instanceOrg.get"].answer, description: "ä".repeat(30_000) }
      const url = yield* listening((_, response) => {
        const bytes = Buffer.from(JSON.stringify(answer))
        response.writeHead(200)
        for (let from = 0; from < bytes.length; from += 777) response.write(bytes.subarray(from, from + 777))
        response.end()
      })
      assert.deepStrictEqual(valueOf(yield* Effect.exit(sample("instanceOrg.get").pipe(on(url)))), answer)
    })
  )
})
