// The pieces of a body: when they are asked for, when they end, and how the rest is given up.
import { assert, describe, it } from "@effect/vitest"
import { type Body, discardBody, readText, TooLong } from "../../../src/internal/transport/body.ts"
import type { HeaderOf } from "../../../src/internal/transport/headers.ts"

const text = '{"name":"Plant"}'
const bytes = new TextEncoder().encode(text)

const headers =
  (values: Readonly<Record<string, string>>): HeaderOf =>
  (name) =>
    values[name]

const read = (answer: Body, maxBytes = 1_000, values: Readonly<Record<string, string>> = {}) =>
  readText(answer, headers(values), maxBytes, () => undefined)

/** A stream of the standard that never ends by itself, and the reason why it was given up. */
const endless = (onCancel: () => void | Promise<void>) =>
  new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100)), cancel: onCancel })

/** The iteration of a foreign stream that gives these. */
const iterable = (...results: ReadonlyArray<{ readonly value?: Uint8Array | undefined; readonly done?: boolean }>) => {
  const left = [...results]
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve(left.shift() ?? Promise.reject(new Error("it was read beyond its end")))
    })
  }
}

describe("the stream of an answer that makes one on demand", () => {
  /** An answer without its stream, and the number of times that the stream was asked for. */
  const onDemand = (more: object = {}) => {
    let asked = 0
    const answer = {
      get body() {
        asked += 1
        return iterable({ value: bytes }, { done: true })
      },
      arrayBuffer: () => Promise.resolve(bytes.buffer),
      ...more
    }
    return { answer, count: () => asked }
  }

  for (const [what, values, maxBytes, isAsked] of [
    ["is known to fit", { "content-length": "16" }, 16, false],
    ["is known to be too long", { "content-length": "16" }, 15, true],
    ["may become longer, since it is compressed", { "content-length": "16", "content-encoding": "gzip" }, 16, true],
    ["has no known length", {}, 16, true]
  ] as const) {
    it(`is ${isAsked ? "asked for" : "left alone"} if the body ${what}`, async () => {
      const { answer, count } = onDemand()
      await read(answer, maxBytes, values)
      assert.strictEqual(count() > 0, isAsked)
    })
  }

  it("is asked for if the answer is a response of the standard", async () => {
    const response = new Response(text)
    let started = 0
    assert.strictEqual(
      await readText(response, headers({ "content-length": "16" }), 16, () => {
        started += 1
      }),
      text
    )
    assert.strictEqual(started, 1)
  })
})

describe("a body that is too long", () => {
  it("is cancelled, also if that fails", async () => {
    for (const end of [() => undefined, () => Promise.reject(new Error("no"))]) {
      let cancelled = 0
      const body = endless(() => {
        cancelled += 1
        return end()
      })
      assert.instanceOf(await read({ body }, 250), TooLong)
      assert.strictEqual(cancelled, 1)
    }
  })

  it("is left if nothing can destroy it", async () => {
    assert.instanceOf(await read({ body: iterable({ value: bytes }, { value: bytes }) }, 20), TooLong)
  })
})

describe("the end of a body", () => {
  it("is where its stream says so, whatever comes with that", async () => {
    assert.strictEqual(await read({ body: iterable({ value: bytes }, { value: bytes, done: true }) }), text)
  })

  it("is where nothing comes", async () => {
    assert.strictEqual(await read({ body: iterable({ value: bytes }, { done: false }) }), text)
    assert.strictEqual(await read({ body: iterable({ value: bytes }, { value: undefined }) }), text)
  })
})

it("a body with other things under the names of a stream is read as a whole", async () => {
  for (const body of [{ getReader: 5 }, { [Symbol.asyncIterator]: 5 }]) {
    assert.strictEqual(await read({ body, text: () => Promise.resolve(text) }), text)
  }
})

it("a body that nobody reads is given up, if there is one", async () => {
  let cancelled = 0
  discardBody({
    body: endless(() => {
      cancelled += 1
    })
  })
  for (const body of [null, undefined, {}]) discardBody({ body })
  discardBody({})
  assert.strictEqual(cancelled, 1)
})
