// Bodies as a `fetch` of another library gives them: a stream of Node, or no stream at all.
import { Readable } from "node:stream"
import { runInNewContext } from "node:vm"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { LosantOptions } from "../../../src/LosantOptions.ts"
import { expectError, provide, run, sample, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { settle } from "../../support/Simulation.ts"
import { samples } from "../../support/samples.ts"

const { answer } = samples["instanceOrgs.post"]
const text = JSON.stringify({ ...answer, description: "ä🌱" })
const bytes = new TextEncoder().encode(text)

/** Each byte by itself. */
const pieces = [...bytes].map((byte) => Buffer.of(byte))

/** The network that answers so. `foreign` has no more of a `Response` than it shows. */
const answering = (foreign: object) =>
  ScriptedFetch.always(() =>
    // Sound: programs bring a fetch whose answers are like this.
    Promise.resolve({ status: 201, headers: new Headers(), ...foreign } as unknown as Response)
  )

const posted = (foreign: object, options: Partial<LosantOptions> = {}) =>
  Effect.flatMap(answering(foreign), (network) => run(network, sample("instanceOrgs.post"), options))

const asBuffer = () => Promise.resolve(new Uint8Array(bytes).buffer)
const asText = () => Promise.resolve(text)

/** By the library whose answers look like that. */
const shapes = {
  "a stream of Node, as of node-fetch 2 and 3 and cross-fetch": () => ({
    body: Readable.from(pieces),
    arrayBuffer: asBuffer,
    text: asText
  }),
  "a stream of Node that is known to fit": () => ({
    body: Readable.from(pieces),
    arrayBuffer: asBuffer,
    headers: { "content-length": String(bytes.length) }
  }),
  "text and no body, as of React Native": () => ({
    text: asText,
    arrayBuffer: () => Promise.reject(new Error("FileReader.readAsArrayBuffer is not implemented"))
  }),
  "text and no body, known to fit": () => ({
    text: asText,
    arrayBuffer: () => Promise.reject(new Error("FileReader.readAsArrayBuffer is not implemented")),
    headers: new Map([["content-length", String(bytes.length)]])
  }),
  "a body that is null, and text": () => ({ body: null, text: asText }),
  "a body that is null, and bytes": () => ({ body: null, arrayBuffer: asBuffer }),
  "a body that is no stream, and bytes": () => ({ body: {}, arrayBuffer: asBuffer })
}

describe.each(Object.entries(shapes))("an answer with %s", (_, shape) => {
  it.effect("is read", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(valueOf(yield* posted(shape())), JSON.parse(text))
    })
  )

  it.effect("is refused if it is too long, and not if it just fits", () =>
    Effect.gen(function* () {
      valueOf(yield* posted(shape(), { maxAnswerBytes: bytes.length }))
      const error = expectError(yield* posted(shape(), { maxAnswerBytes: bytes.length - 1 }), "LosantDecode")
      assert.strictEqual(error.outcome, "applied")
      assert.include(error.message, `longer than ${bytes.length - 1} bytes`)
    })
  )

  it.effect("says by its status what went wrong, with Losant's own words", () =>
    Effect.gen(function* () {
      const said = JSON.stringify({ type: "Conflict", message: "there is one of that name" })
      const spoken = new TextEncoder().encode(said)
      const foreign = {
        ...shape(),
        status: 409,
        ...("body" in shape() ? { body: Readable.from([Buffer.from(spoken)]) } : {}),
        ...("arrayBuffer" in shape() && "body" in shape()
          ? { arrayBuffer: () => Promise.resolve(spoken.buffer) }
          : { text: () => Promise.resolve(said) }),
        headers: new Headers()
      }
      const error = expectError(yield* posted(foreign), "LosantConflict")
      assert.strictEqual(error.losantMessage, "there is one of that name")
    })
  )
})

describe("a body that cannot be read", () => {
  const failing = (): never => {
    throw new Error("read before")
  }
  const broken = () =>
    Readable.from(
      (function* () {
        yield Buffer.from("{")
        throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })
      })()
    )

  it.effect.each([
    ["a stream of Node that breaks", { body: broken() }, "socket hang up"],
    ["a stream that is read by somebody else", { body: { getReader: failing } }, "read before"],
    ["a body that cannot be asked for", Object.defineProperty({}, "body", { enumerable: true, get: failing }), "read"],
    ["text that breaks", { text: () => Promise.reject(new Error("no more")) }, "no more"],
    ["nothing at all", {}, "no body that can be read"]
  ] as const)("%s: the write was applied, and is not repeated", ([, foreign, message]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(() => {
        const response = Object.defineProperties(
          { status: 201, headers: new Headers() },
          Object.getOwnPropertyDescriptors(foreign)
        )
        // Sound: likewise.
        return Promise.resolve(response as unknown as Response)
      })
      const error = expectError(yield* run(network, sample("instanceOrgs.post")), "LosantTransport")
      assert.strictEqual(error.outcome, "applied")
      assert.include(error.message, message)
      assert.lengthOf(network.requests, 1)
    })
  )

  it.effect("bytes that are no text", () =>
    Effect.gen(function* () {
      const body = Readable.from([Buffer.of(0x22, 0xff, 0xfe, 0x22)])
      assert.include(expectError(yield* posted({ body }), "LosantDecode").message, "not UTF-8")
      // The next one is read all the same.
      valueOf(yield* posted({ body: Readable.from(pieces) }))
    })
  )

  it.effect("a stream of Node that hangs is given up with its call", () =>
    Effect.gen(function* () {
      const body = new Readable({ read: () => undefined })
      const network = yield* answering({ body })
      const fiber = yield* Effect.forkChild(sample("instanceOrgs.post").pipe(provide(network)))
      yield* settle
      assert.isFalse(body.destroyed)
      yield* Fiber.interrupt(fiber)
      assert.isTrue(body.destroyed)
    })
  )

  it.effect("a stream of Node that is too long is given up", () =>
    Effect.gen(function* () {
      const body = new Readable({
        read: () => {
          body.push(Buffer.alloc(1_000))
        }
      })
      expectError(yield* posted({ body }, { maxAnswerBytes: 5_000 }), "LosantDecode")
      assert.isTrue(body.destroyed)
    })
  )

  it.effect("bytes of another realm, as of a frame of a page, are read like any others", () =>
    Effect.gen(function* () {
      const OtherBytes: typeof Uint8Array = runInNewContext("Uint8Array")
      assert.isFalse(new OtherBytes() instanceof Uint8Array)
      const chunks = [OtherBytes.from(bytes.slice(0, 3)), OtherBytes.from(bytes.slice(3))]
      for (const body of [Readable.from(chunks), Readable.from([OtherBytes.from(bytes)])]) {
        assert.deepInclude(valueOf(yield* posted({ body })), { description: "ä🌱" })
      }
    })
  )
})
