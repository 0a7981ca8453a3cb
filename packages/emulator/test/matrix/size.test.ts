// An answer is read up to a limit and no further, so that no answer can fill the memory.
import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { Emulator, type NamedFault } from "../../src/index.ts"
import { type Applied, errorOf, execute, overHttp } from "../support/core.ts"

const huge: NamedFault = { fault: "huge-body" }

interface Flow {
  bytes: number
  cancelled: boolean
}

/** A fetch that counts what is read of the answers' bodies. */
const metered = (flow: Flow): typeof globalThis.fetch => {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init)
    const reader = response.body?.getReader()
    if (reader === undefined) return response
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await reader.read()
          if (done) return controller.close()
          flow.bytes += value.byteLength
          controller.enqueue(value)
        },
        cancel: (reason) => {
          flow.cancelled = true
          return reader.cancel(reason)
        }
      },
      { highWaterMark: 0 }
    )
    return new Response(body, { status: response.status, headers: response.headers })
  }
}

/** The most that comes in one piece. */
const piece = 1_024 * 1_024

describe.each(["instanceOrg.get", "instanceOrgs.post"] as const)("%s", (name) => {
  const isWrite = actions[name].method !== "GET"

  const isCutOff = Effect.fnUntraced(function* (maxAnswerBytes: number | undefined, limit: number) {
    const applied: Applied = { count: 0 }
    const flow: Flow = { bytes: 0, cancelled: false }
    const options = maxAnswerBytes === undefined ? {} : { maxAnswerBytes }
    yield* Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next(huge)
      const error = errorOf(yield* Effect.exit(execute(name)))
      assert.strictEqual(error._tag, "LosantDecode")
      assert.include(error.message, `the answer is longer than ${limit} bytes`)
      assert.strictEqual(error.outcome, isWrite ? "applied" : undefined)
      assert.strictEqual(applied.count, isWrite ? 1 : 0)
    }).pipe(Effect.provide(overHttp({ applied, losant: { fetch: metered(flow), ...options } })))
    assert.isAbove(flow.bytes, limit)
    assert.isAtMost(flow.bytes, limit + piece)
    assert.isTrue(flow.cancelled)
  })

  it.effect("reads 32 MiB of 200 MB", () => isCutOff(undefined, 32 * 1_024 * 1_024))

  it.effect("reads as many bytes as it is allowed", () => isCutOff(10_000, 10_000))

  it.effect("takes an answer that is as long as the limit, and not one that is a byte longer", () =>
    Effect.gen(function* () {
      const flow: Flow = { bytes: 0, cancelled: false }
      yield* Effect.provide(execute(name), overHttp({ losant: { fetch: metered(flow) } }))
      const length = flow.bytes
      yield* Effect.provide(execute(name), overHttp({ losant: { maxAnswerBytes: length } }))
      const shorter = overHttp({ losant: { maxAnswerBytes: length - 1 } })
      const error = yield* Effect.flip(Effect.provide(execute(name), shorter))
      assert.strictEqual(error._tag, "LosantDecode")
    })
  )
})
