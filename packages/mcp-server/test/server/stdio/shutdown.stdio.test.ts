import { spawn } from "node:child_process"
import { afterEach, assert, beforeAll, beforeEach, describe, it } from "@effect/vitest"
import { bareEnvironment, build, greet, main, type Server } from "../../support/built.ts"
import { type Hanging, listen } from "../../support/hanging.ts"
import { instanceId } from "../../support/samples.ts"

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
      // A client that only closed the input may still read.
      const answers = server.stdout.slice(before).map((line) => JSON.parse(line))
      assert.deepStrictEqual(
        answers.map(({ id, error }) => [id, error?.code]),
        what.startsWith("the end of input") ? [[99, -32_603]] : []
      )
      assert.strictEqual(losant.requests(), 1)
    })
  }

  it("ends with 0 on SIGTERM while it computes a call with as many arguments as it reads", async () => {
    const server = await greet([], environment)
    server.process.stdin.on("error", () => undefined)
    const tags = Array.from({ length: 4_900 }, (_, index) => `key${index}=${"x".repeat(40)}`)
    const limits = { name: "losant_create_org", arguments: { name: "X", tags, unknwon: 1 } }
    server.send(request(98, "tools/call", limits))
    server.process.kill("SIGTERM")
    assert.strictEqual(await server.ended, 0)
    assert.strictEqual(losant.requests(), 0)
  })

  it("ends on a line above 10 MiB with 1 and one line that says what to do, and writes no part of an answer", async () => {
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

  it("takes a line of nearly 10 MiB", async () => {
    const server = await calling()
    const { result } = await server.request("ping", { text: "x".repeat(10 * 1024 * 1024 - 100) })
    assert.deepStrictEqual(result, {})
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })

  it("goes on if nobody reads its log", async () => {
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
    // The server holds the descriptor 3 without knowing: it is closed when parent and server are gone.
    const parent = `
      const server = require("node:child_process").spawn(process.execPath, [${JSON.stringify(main)}], {
        env: ${JSON.stringify({ ...bareEnvironment, ...environment })},
        stdio: ["pipe", "pipe", "pipe", 3]
      })
      server.stdin.write(${JSON.stringify(
        `${request(1, "initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } })}\n${call}\n`
      )})`
    const child = spawn(process.execPath, ["-e", parent], {
      env: bareEnvironment,
      stdio: ["ignore", "ignore", "ignore", "pipe"]
    })
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
