// Every fault of the catalogue, seen by a plain `fetch`: what comes, and that the write was carried out just as said.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../src/emulator/Emulator.ts"
import { type FaultName, faultCatalogue, faultNames } from "../../src/faults/FaultCatalogue.ts"
import { NodeServer } from "../../src/server/NodeServer.ts"
import { ids } from "../support/seed.ts"
import { server } from "../support/wire.ts"
import { cases, type Expected } from "./faultCases.ts"

const orgs = `/instances/${ids.instance}/orgs`

/** Sends requests to the emulator. */
type Send = (method: "GET" | "POST", init?: RequestInit) => Promise<Response>

const ways: Readonly<Record<string, Effect.Effect<Send, never, Emulator | NodeServer>>> = {
  "in-process": Effect.map(Emulator, ({ fetch, url, token }) => sender(fetch, url, token)),
  "over HTTP": Effect.gen(function* () {
    const { token } = yield* Emulator
    const { url } = yield* NodeServer
    return sender(globalThis.fetch, url, token)
  })
}

const sender =
  (fetch: typeof globalThis.fetch, url: string, token: Redacted.Redacted<string>): Send =>
  (method, init = {}) =>
    fetch(`${url}${orgs}`, {
      method,
      headers: { authorization: `Bearer ${Redacted.value(token)}` },
      redirect: "manual",
      ...(method === "POST" ? { body: '{"name":"New"}' } : {}),
      ...init
    })

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error("expected a rejection")
    },
    (error: unknown) => error
  )
const codeOf = (error: unknown): string =>
  String(error instanceof TypeError ? Reflect.get(Object(error.cause), "code") : error)

/** Reads this many bytes, and no more pieces than that takes. */
const readBytes = async (reader: ReadableStreamDefaultReader<Uint8Array>, count: number): Promise<string> => {
  let received = ""
  while (received.length < count) {
    const { value } = await reader.read()
    received += new TextDecoder().decode(value)
  }
  return received
}

/** The answer without the fault, from another emulator with the same state. */
const realAnswer = Effect.gen(function* () {
  const { fetch, url, token } = yield* Emulator
  return yield* Effect.promise(() => sender(fetch, url, token)("POST").then((response) => response.text()))
}).pipe(Effect.provide(server()))

const total = (send: Send) =>
  Effect.promise(async () => {
    const list: { readonly totalCount: number } = await (await send("GET")).json()
    return list.totalCount
  })

const seen = async (expected: Expected, promise: Promise<Response>, real: string, giveUp: () => Error) => {
  if ("code" in expected) {
    const code = codeOf(await rejection(promise))
    if (typeof expected.code === "string") assert.strictEqual(code, expected.code)
    else assert.match(code, expected.code)
    return
  }
  if ("hangs" in expected) {
    const reason = giveUp()
    assert.strictEqual(await rejection(promise), reason)
    return
  }
  const response = await promise
  assert.strictEqual(response.status, expected.status)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    assert.strictEqual(response.headers.get(name), value, name)
  }
  if (typeof expected.body === "function") {
    expected.body(new Uint8Array(await response.arrayBuffer()), real)
  } else if ("code" in expected.body) {
    assert.match(codeOf(await rejection(response.arrayBuffer())), expected.body.code)
  } else {
    assert.strictEqual(response.headers.get("content-length"), String(real.length))
    if (response.body === null) throw new Error("expected a body")
    const reader = response.body.getReader()
    const sent = real.slice(0, Math.ceil(real.length * expected.body.hangsAfter))
    assert.strictEqual(await readBytes(reader, sent.length), sent)
    const next = rejection(reader.read())
    const reason = giveUp()
    assert.strictEqual(await next, reason)
  }
}

describe.each(Object.entries(ways))("%s", (_, way) => {
  it.effect.each(faultNames)("%s", (name: FaultName) =>
    Effect.gen(function* () {
      const send = yield* way
      const { faults, requests, writes } = yield* Emulator
      const real = yield* realAnswer
      const expected = cases[name]
      const before = yield* total(send)
      yield* faults.next({ fault: name, ...("chosen" in expected ? expected.chosen : {}) }, { method: "POST" })
      const controller = new AbortController()
      let isGivenUp = false
      const giveUp = () => {
        isGivenUp = true
        const reason = new Error("enough")
        controller.abort(reason)
        return reason
      }
      const promise = send("POST", { signal: controller.signal })
      // It may be rejected before anybody looks.
      promise.catch(() => {})
      yield* requests.handled(2)
      yield* Effect.promise(() => seen(expected, promise, real, giveUp))
      const { applied } = faultCatalogue[name]
      if (applied === "late") {
        assert.strictEqual(yield* total(send), before)
        yield* TestClock.adjust("5 seconds")
        yield* writes.applied(1)
      }
      assert.strictEqual((yield* total(send)) - before, applied === false ? 0 : 1)
      if (isGivenUp) yield* requests.abandoned(1)
      assert.strictEqual((yield* requests.all).length, applied === "late" ? 4 : 3)
    }).pipe(Effect.provide(server()))
  )
})
