import { EventEmitter } from "node:events"
import { PassThrough } from "node:stream"
import { assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { endGracefully, releaseAll } from "../../../src/server/stdio/shutdown.ts"

const nothing = () => Promise.resolve()

describe("releaseAll", () => {
  it("closes the connection, disposes of the runtime, and waits until the answers are written", async () => {
    const steps: Array<string> = []
    const finalizer = Effect.addFinalizer(() => Effect.sync(() => steps.push("runtime disposed")))
    const runtime = ManagedRuntime.make(Layer.effectDiscard(finalizer))
    await runtime.runPromise(Effect.void)
    const output = new PassThrough()
    output.write("an answer", () => steps.push("answer written"))
    const close = async () => {
      steps.push("connection closed")
    }
    await releaseAll({ close, dispose: () => runtime.dispose(), output })
    assert.sameMembers(steps, ["connection closed", "runtime disposed", "answer written"])
    assert.isBelow(steps.indexOf("connection closed"), steps.indexOf("runtime disposed"))
  })

  it("waits for 300 milliseconds at most", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    let disposed = false
    const dispose = () => {
      disposed = true
      return new Promise<void>(() => undefined)
    }
    let ended = false
    const gone = releaseAll({ close: nothing, dispose, output: new PassThrough() }).then(() => {
      ended = true
    })
    await vi.advanceTimersByTimeAsync(299)
    assert.deepStrictEqual([disposed, ended], [true, false])
    await vi.advanceTimersByTimeAsync(1)
    await gone
    assert.isTrue(ended)
    vi.useRealTimers()
  })

  it("ends even if closing fails", () =>
    releaseAll({ close: () => Promise.reject(new Error("closed twice")), dispose: nothing, output: new PassThrough() }))
})

describe("endGracefully", () => {
  const fake = () => {
    const emitter = new EventEmitter()
    const codes: Array<number> = []
    let exit: () => void
    const exited = new Promise<void>((resolve) => {
      exit = resolve
    })
    const process = {
      once: (signal: string, listener: () => void) => emitter.once(signal, listener),
      exit: (code: number) => {
        codes.push(code)
        exit()
      }
    }
    let closed = 0
    const close = async () => {
      closed++
    }
    const end = endGracefully(process, () => ({ close, dispose: nothing, output: new PassThrough() }))
    return { emitter, end, codes, exited, closed: () => closed }
  }

  for (const signal of ["SIGTERM", "SIGINT"]) {
    it(`ends the process with 0 on ${signal}, and leaves a second one to Node`, async () => {
      const { emitter, codes, exited, closed } = fake()
      emitter.emit(signal)
      assert.strictEqual(emitter.listenerCount(signal), 0)
      await exited
      assert.deepStrictEqual([codes, closed()], [[0], 1])
    })
  }
  it("ends the process once, after any number of reasons", async () => {
    const { emitter, end, codes, exited, closed } = fake()
    end({ kind: "inputEnded" })
    emitter.emit("SIGTERM")
    end({ kind: "outputClosed" })
    await exited
    assert.deepStrictEqual([codes, closed()], [[0], 1])
  })
})
