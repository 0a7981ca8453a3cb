import { assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeBody } from "../../src/emulator/FetchBody.ts"
import type { End, RawAnswer } from "../../src/http/Outcome.ts"

const options = (more: { readonly signal?: AbortSignal } = {}) => ({
  signal: new AbortController().signal,
  run: Effect.runPromise,
  onEnd: vi.fn(),
  onCancel: vi.fn(),
  ...more
})

const answer = (headers: RawAnswer["headers"], pieces: ReadonlyArray<string>, status = 200): RawAnswer => ({
  status,
  headers,
  body: pieces.map((piece) => new TextEncoder().encode(piece)),
  interval: 0
})

const read = (raw: RawAnswer, end: End, chosen = options()) =>
  new Response(makeBody(raw, end, new Headers(raw.headers.map(([name, value]) => [name, value])), chosen)).text()

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: unknown) => (error instanceof TypeError ? Reflect.get(Object(error.cause), "code") : error)
  )

describe("makeBody", () => {
  it("gives what is announced, and no more", async () => {
    assert.strictEqual(await read(answer([], ["one", "two"]), "complete"), "onetwo")
    assert.strictEqual(await read(answer([["content-length", "6"]], ["one", "two"]), "complete"), "onetwo")
    assert.strictEqual(await read(answer([["content-length", "4"]], ["one", "two"]), "complete"), "onet")
  })

  it("fails if less comes than was announced", async () => {
    const short = answer([["content-length", "4"]], ["one"])
    assert.strictEqual(await codeOf(read(short, "complete")), "UND_ERR_RES_CONTENT_LENGTH_MISMATCH")
    assert.strictEqual(await codeOf(read(short, "closed")), "UND_ERR_SOCKET")
    assert.strictEqual(await codeOf(read(short, "reset")), "UND_ERR_SOCKET")
  })

  it("has no body for a status that has none", () => {
    const chosen = options()
    assert.isNull(makeBody(answer([], ["one"], 204), "complete", new Headers(), chosen))
    assert.strictEqual(chosen.onEnd.mock.calls.length, 1)
  })

  it("fails with the signal's reason, also one that came before", async () => {
    const reason = new Error("enough")
    const hung = answer([], ["one"])
    assert.strictEqual(await codeOf(read(hung, "hung", options({ signal: AbortSignal.abort(reason) }))), reason)
    const controller = new AbortController()
    const text = codeOf(read(hung, "hung", options({ signal: controller.signal })))
    controller.abort(reason)
    assert.strictEqual(await text, reason)
  })

  it("tells of a client that wants no more", async () => {
    const chosen = options()
    await makeBody(answer([], ["one"]), "hung", new Headers(), chosen)?.cancel()
    assert.strictEqual(chosen.onCancel.mock.calls.length, 1)
    assert.strictEqual(chosen.onEnd.mock.calls.length, 0)
  })
})
