// Bodies that are made while they are read: nothing is made in advance, and nothing after the client has gone.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Emulator } from "../../src/emulator/Emulator.ts"
import * as Fetch from "../../src/emulator/Fetch.ts"
import type { Outcome } from "../../src/http/Outcome.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { now, seed } from "../support/seed.ts"
import * as Waits from "../support/Waits.ts"
import { server, token } from "../support/wire.ts"

const headers = { authorization: `Bearer ${token}` }

interface Made {
  bytes: number
}

/** The emulator, of which every byte is counted that it makes for a body. */
const counting = (made: Made) =>
  Layer.effect(
    Emulator,
    Effect.gen(function* () {
      const emulator = yield* Emulator.make({ seed, now, token })
      function* counted(body: Iterable<Uint8Array>) {
        for (const piece of body) {
          made.bytes += piece.length
          yield piece
        }
      }
      const watched = (outcome: Outcome): Outcome =>
        outcome.kind === "raw" && outcome.answer !== undefined
          ? { ...outcome, answer: { ...outcome.answer, body: counted(outcome.answer.body) } }
          : outcome
      const respond: typeof emulator.respond = (request) => Effect.map(emulator.respond(request), watched)
      const run = Effect.runPromiseWith(yield* Effect.context<never>())
      const fetch = Fetch.makeFetch({ url: emulator.url, respond, abandon: emulator.abandon, run })
      return Emulator.of({ ...emulator, respond, fetch })
    })
  )

const ways = {
  "in-process": Effect.map(Emulator, ({ fetch, url }) => ({ fetch, url })),
  "over HTTP": Effect.map(NodeServer, ({ url }) => ({ fetch: globalThis.fetch, url }))
}

const readerOf = (response: Response) => {
  if (response.body === null) throw new Error("expected a body")
  return response.body.getReader()
}

describe.each(Object.entries(ways))("%s", (_, way) => {
  const made: Made = { bytes: 0 }
  const leave = {
    "aborts its request": async (controller: AbortController) => controller.abort(),
    "cancels the body": (_: AbortController, reader: ReadableStreamDefaultReader<Uint8Array>) => reader.cancel()
  }
  it.effect.each(Object.entries(leave))("200 MB are not made for a client that reads 1 MB and %s", ([, end]) =>
    Effect.gen(function* () {
      made.bytes = 0
      const { fetch, url } = yield* way
      const { faults, requests } = yield* Emulator
      yield* faults.next("huge-body")
      const controller = new AbortController()
      yield* Effect.promise(async () => {
        const reader = readerOf(await fetch(`${url}/instances`, { headers, signal: controller.signal }))
        for (let read = 0; read < 1_000_000; ) read += (await reader.read()).value?.length ?? 0
        await end(controller, reader)
      })
      yield* requests.abandoned(1)
      const atEnd = made.bytes
      assert.isAtLeast(atEnd, 1_000_000)
      // The buffers of sockets hold a few megabytes.
      assert.isBelow(atEnd, 50_000_000)
      // A whole request later, nothing was made any more.
      yield* Effect.promise(() => fetch(`${url}/instances`, { headers }).then((response) => response.text()))
      assert.isAtMost(made.bytes, atEnd + 65_536)
    }).pipe(Effect.provide(NodeServer.layer().pipe(Layer.provideMerge(counting(made)))))
  )

  it.effect("a slow body comes byte by byte, by the emulator's clock", () =>
    Effect.gen(function* () {
      const waits = yield* Waits.make
      yield* Effect.gen(function* () {
        const { fetch, url } = yield* way
        const { faults } = yield* Emulator
        yield* faults.next("slow-body")
        const response = yield* Effect.promise(() => fetch(`${url}/instances`, { headers }))
        const reader = readerOf(response)
        const length = Number(response.headers.get("content-length"))
        let received = ""
        for (let index = 0; index < length; index++) {
          const next = reader.read()
          assert.strictEqual(yield* waits.pass(60_000), 1_000)
          const { value } = yield* Effect.promise(() => next)
          assert.strictEqual(value?.length, 1)
          received += new TextDecoder().decode(value)
        }
        assert.isTrue((yield* Effect.promise(() => reader.read())).done)
        assert.match(received, /^\{"items":\[.*\}$/)
      }).pipe(Effect.provide(server()), waits.watch)
    })
  )

  it.effect("a client that gives up a slow body ends it", () =>
    Effect.gen(function* () {
      const { fetch, url } = yield* way
      const { faults, requests } = yield* Emulator
      yield* faults.next("slow-body")
      const controller = new AbortController()
      const error = yield* Effect.promise(async () => {
        const reader = readerOf(await fetch(`${url}/instances`, { headers, signal: controller.signal }))
        const next = reader.read().catch((reason: unknown) => reason)
        controller.abort(new Error("enough"))
        return next
      })
      assert.propertyVal(error, "message", "enough")
      yield* requests.abandoned(1)
    }).pipe(Effect.provide(server()))
  )
})

describe("redirects in-process", () => {
  const redirected = (redirect: RequestRedirect) =>
    Effect.gen(function* () {
      const { fetch, url, faults, token: secret } = yield* Emulator
      yield* faults.next("redirect-host")
      const error = yield* Effect.promise(() =>
        fetch(`${url}/instances`, { redirect, headers: { authorization: `Bearer ${Redacted.value(secret)}` } }).then(
          () => undefined,
          (reason: unknown) => reason
        )
      )
      return error instanceof TypeError && error.cause instanceof Error ? error.cause.message : error
    }).pipe(Effect.provide(server()))

  it.effect("lead to no host, or are an error, as the request says", () =>
    Effect.gen(function* () {
      assert.match(String(yield* redirected("follow")), /^getaddrinfo ENOTFOUND elsewhere\.invalid/)
      assert.strictEqual(yield* redirected("error"), "unexpected redirect")
      assert.isUndefined(yield* redirected("manual"))
    })
  )
})
