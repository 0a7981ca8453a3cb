import { spawn } from "node:child_process"
import { EventEmitter } from "node:events"
import { PassThrough } from "node:stream"
import { afterEach, assert, beforeAll, beforeEach, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { endGracefully, releaseAll } from "../../../src/server/stdio/shutdown.ts"
import { bare, build, greet, main, type Server } from "../../support/built.ts"
import { type Hanging, listen } from "../../support/hanging.ts"
import { instanceId } from "../../support/samples.ts"

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

describe("the built server, with a call in flight,", () => {
  let losant: Hanging
  let environment: Record<string, string>
  beforeAll(build, 60_000)
  beforeEach(async () => {
    losant = await listen()
    environment = { LOSANT_API_TOKEN: "a-token", LOSANT_API_URL: losant.url, LOSANT_INSTANCE_ID: instanceId }
  })
  afterEach(() => losant.close())

  const request = (id: number, method: string, params: object) => JSON.stringify({ jsonrpc: "2.0", id, method, params })
  const call = request(99, "tools/call", { name: "losant_list_orgs", arguments: {} })

  const calling = async (): Promise<Server> => {
    const server = await greet([], environment)
    // A write to a process that has ended fails. These tests end the process.
    server.process.stdin.on("error", () => undefined)
    server.send(call)
    await losant.arrived
    return server
  }

  const ways: ReadonlyArray<readonly [string, (server: Server) => void]> = [
    ["the end of input", ({ process }) => process.stdin.end()],
    ["the end of input in the middle of a line", ({ process }) => process.stdin.end('{"jsonrpc":"2.0","id":100,"me')],
    ["SIGTERM", ({ process }) => process.kill("SIGTERM")],
    ["SIGINT", ({ process }) => process.kill("SIGINT")],
    [
      "a closed stdout, once there is something to write,",
      ({ process, send }) => {
        process.stdout.destroy()
        send(request(100, "ping", {}))
      }
    ]
  ]
  for (const [what, end] of ways) {
    it(`ends with 0 on ${what}, aborts the request, and says nothing`, async () => {
      const server = await calling()
      const before = server.stdout.length
      end(server)
      await losant.aborted
      assert.strictEqual(await server.ended, 0)
      assert.strictEqual(server.stderr(), "")
      assert.lengthOf(server.stdout, before)
      assert.strictEqual(losant.requests(), 1)
    })
  }

  it("ends on a line above 10 MiB with 1 and one line of advice, and writes no part of an answer", async () => {
    const server = await calling()
    const before = server.stdout.length
    server.process.stdin.write(`{"jsonrpc":"2.0","id":100,"method":"ping","params":{"text":"`)
    server.process.stdin.write("x".repeat(10 * 1024 * 1024))
    await losant.aborted
    assert.strictEqual(await server.ended, 1)
    assert.match(
      server.stderr(),
      /^level=ERROR message="the client sent a line of more than 10485760 bytes, [^\n]* restart it in the client, and send less at once"\n$/
    )
    assert.lengthOf(server.stdout, before)
  })

  it("accepts a line of nearly 10 MiB", async () => {
    const server = await calling()
    const { result } = await server.request("ping", { text: "x".repeat(10 * 1024 * 1024 - 100) })
    assert.deepStrictEqual(result, {})
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })

  it("continues if nobody reads its log", async () => {
    const server = await greet([], { ...environment, LOSANT_LOG_LEVEL: "debug" })
    server.process.stderr.destroy()
    for (const name of ["losant_get_org", "losant_get_org", "losant_get_org"]) {
      const { result } = await server.request("tools/call", { name, arguments: {} })
      assert.include(JSON.stringify(result), "orgId: is required")
    }
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })

  it("leaves no orphan if its parent is killed", async () => {
    // The server inherits the descriptor 3, which closes when parent and server have ended.
    const parent = `
      const server = require("node:child_process").spawn(process.execPath, [${JSON.stringify(main)}], {
        env: ${JSON.stringify({ ...bare, ...environment })},
        stdio: ["pipe", "pipe", "pipe", 3]
      })
      server.stdin.write(${JSON.stringify(
        `${request(1, "initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } })}\n${call}\n`
      )})`
    const child = spawn(process.execPath, ["-e", parent], { env: bare, stdio: ["ignore", "ignore", "ignore", "pipe"] })
    const held = child.stdio[3]
    if (held === null || held === undefined) throw new Error("no descriptor 3")
    const gone = new Promise<void>((resolve) => held.on("close", resolve))
    held.on("data", () => undefined)
    await losant.arrived
    child.kill("SIGKILL")
    await gone
    await losant.aborted
  })
})
