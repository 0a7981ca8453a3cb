import { PassThrough, Writable } from "node:stream"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import type { JSONRPCMessage } from "@modelcontextprotocol/server"
import { identity } from "effect/Function"
import { makeHideToken } from "../../../src/observability/redaction.ts"
import { type End, StdioTransport } from "../../../src/server/stdio/StdioTransport.ts"

const make = async (maxLineBytes = 1_000) => {
  const input = new PassThrough()
  const output = new PassThrough()
  const ends: Array<End> = []
  const received: Array<JSONRPCMessage> = []
  const errors: Array<string> = []
  let closed = 0
  const transport = new StdioTransport(input, output, {
    maxLineBytes,
    hideToken: makeHideToken({ LOSANT_API_TOKEN: "the-secret-token" }),
    onEnd: (end) => ends.push(end)
  })
  transport.onmessage = (message) => received.push(message)
  transport.onerror = ({ name }) => errors.push(name)
  transport.onclose = () => closed++
  await transport.start()
  // Streams deliver data after the current turn of the event loop.
  const give = async (...messages: ReadonlyArray<object | string>) => {
    for (const message of messages) {
      input.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`)
    }
    await turn()
  }
  const written = (): ReadonlyArray<unknown> =>
    String(output.read() ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line))
  return { transport, input, output, ends, received, errors, give, written, closed: () => closed }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

const request = (id: string | number) => ({ jsonrpc: "2.0" as const, id, method: "ping" })
const answer = (id: string | number) => ({ jsonrpc: "2.0" as const, id, result: {} })
const cancel = (requestId: unknown) => ({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId } })

afterEach(() => {
  vi.useRealTimers()
})

describe("StdioTransport", () => {
  it("receives messages, and writes each on a line", async () => {
    const { transport, received, give, written } = await make()
    const notification = { jsonrpc: "2.0" as const, method: "notifications/progress", params: { text: "two\nlines" } }
    await give(request(1), notification)
    assert.deepStrictEqual(received, [request(1), notification])
    await transport.send(notification)
    await transport.send(answer(1))
    assert.deepStrictEqual(written(), [notification, answer(1)])
  })

  it("writes the messages of one turn together, in order, while requests are in flight", async () => {
    const written: Array<string> = []
    const output = new Writable({
      write: (piece, _encoding, done) => {
        written.push(String(piece))
        done()
      },
      writev: (pieces, done) => {
        written.push(pieces.map(({ chunk }) => String(chunk)).join(""))
        done()
      }
    })
    const input = new PassThrough()
    const transport = new StdioTransport(input, output, { hideToken: () => identity, onEnd: () => undefined })
    await transport.start()
    input.write([1, 2, 3].map((id) => `${JSON.stringify(request(id))}\n`).join(""))
    await turn()
    await Promise.all([1, 2, 3].map((id) => transport.send(answer(id))))
    assert.deepStrictEqual(written, [[1, 2, 3].map((id) => `${JSON.stringify(answer(id))}\n`).join("")])
    input.write(`${JSON.stringify(request(4))}\n`)
    await turn()
    await transport.send(answer(4))
    assert.lengthOf(written, 2)
  })

  it("answers what was read before the end of the input, and ends when the last answer is written", async () => {
    const { transport, input, ends, give, written } = await make()
    await give(request(1), request(2))
    input.end()
    await turn()
    assert.isEmpty(ends)
    await transport.send(answer(2))
    assert.isEmpty(ends)
    await transport.send(answer(1))
    assert.deepStrictEqual(ends, [{ kind: "inputEnded" }])
    assert.deepStrictEqual(written(), [answer(2), answer(1)])
  })

  it("gives an error to what is not answered in time after the end of the input", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    const { transport, input, ends, give, written } = await make()
    await give(request(1), request("b"))
    input.end()
    await turn()
    vi.advanceTimersByTime(999)
    assert.isEmpty(ends)
    vi.advanceTimersByTime(1)
    assert.deepStrictEqual(ends, [{ kind: "inputEnded" }])
    await transport.send(answer(1))
    await turn()
    const answers = written().map((line) => Object(line))
    assert.deepStrictEqual(
      answers.map(({ id, error }) => [id, error.code]),
      [
        [1, -32_603],
        ["b", -32_603]
      ]
    )
    assert.include(answers[0].error.message, "not known whether a change that it asked for was made")
  })

  it("serves an id in flight once, and reports the repetition", async () => {
    const { transport, received, errors, give, written } = await make()
    await give(request(1), request(1), request("1"), { ...request(1), params: 3 })
    assert.deepStrictEqual(received, [request(1), request("1")])
    assert.deepStrictEqual(errors, ["RepeatedId"])
    await transport.send(answer(1))
    await transport.send(answer("1"))
    assert.deepStrictEqual(written(), [answer(1), answer("1")])
  })

  it("serves an id again after it was answered or cancelled", async () => {
    const { transport, received, give } = await make()
    await give(request(1), request(2), cancel(2))
    await transport.send(answer(1))
    await give(request(1), request(2))
    assert.lengthOf(received, 5)
  })

  it("writes one answer to a request, and none to a cancelled one", async () => {
    const { transport, give, written } = await make()
    await give(request(1), request(2), cancel(2), cancel({ any: "thing" }))
    await transport.send(answer(1))
    await transport.send(answer(1))
    await transport.send(answer(2))
    await transport.send(answer(3))
    assert.deepStrictEqual(written(), [answer(1)])
  })

  it("hides the token, and parts of it, in all messages that it writes, and keeps the ids", async () => {
    const { transport, give, written } = await make()
    const id = "id of the-secret-token"
    const text = "holds the-secret-tok"
    await give({ ...request(1), id }, { ...request(2), "the-secret-token": 1, jsonrpc: "the-secret-token" })
    await transport.send({ jsonrpc: "2.0", id, result: { text, "the-secret-token": [text] } })
    await transport.send({ jsonrpc: "2.0", method: "notifications/progress", params: { message: text } })
    const [invalid, ...others] = written()
    assert.notInclude(JSON.stringify(invalid), "secret")
    assert.deepStrictEqual(others, [
      { jsonrpc: "2.0", id, result: { text: "holds <redacted>", "<redacted>": ["holds <redacted>"] } },
      { jsonrpc: "2.0", method: "notifications/progress", params: { message: "holds <redacted>" } }
    ])
  })

  it("answers an invalid request itself", async () => {
    const { received, errors, give, written } = await make()
    await give({ ...request(1), params: [] }, { ...request(2), id: null }, "no JSON", "")
    assert.isEmpty(received)
    assert.deepStrictEqual(errors, ["UnreadableLine"])
    const [first, second, third, ...others] = written()
    assert.deepInclude(first, { jsonrpc: "2.0", id: 1 })
    assert.notProperty(second, "id")
    assert.notProperty(third, "id")
    assert.deepInclude(third, { jsonrpc: "2.0" })
    assert.include(JSON.stringify(third), "-32700")
    assert.isEmpty(others)
  })

  it("reports the end of the input once, and drops an incomplete line", async () => {
    const { input, ends, received } = await make()
    input.end(JSON.stringify(request(1)))
    await turn()
    await turn()
    assert.deepStrictEqual(ends, [{ kind: "inputEnded" }])
    assert.isEmpty(received)
  })

  it("reports a failing input as its end", async () => {
    const { input, ends } = await make()
    input.destroy(new Error("the terminal is gone"))
    await turn()
    assert.deepStrictEqual(ends, [{ kind: "inputEnded" }])
  })

  it("distinguishes a closed output from a failing one", async () => {
    const closed = await make()
    closed.output.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))
    await turn()
    assert.deepStrictEqual(closed.ends, [{ kind: "outputClosed" }])
    const full = await make()
    const error = Object.assign(new Error("no space left"), { code: "ENOSPC" })
    full.output.destroy(error)
    await turn()
    assert.deepStrictEqual(full.ends, [{ kind: "outputFailed", error }])
    await full.transport.send(answer(1))
  })

  it("reports a line that is too long, with the limit, and reads no more", async () => {
    const { ends, received, give } = await make(100)
    await give(request(1), "x".repeat(101), request(2))
    await give(request(3))
    assert.deepStrictEqual(ends, [{ kind: "lineTooLong", maxLineBytes: 100 }])
    assert.deepStrictEqual(received, [request(1)])
  })

  it("closes once, and then reads and writes nothing", async () => {
    const { transport, received, give, written, closed } = await make()
    await give(request(1))
    await transport.close()
    await transport.close()
    assert.strictEqual(closed(), 1)
    await give(request(2))
    await transport.send(answer(1))
    assert.lengthOf(received, 1)
    assert.isEmpty(written())
  })
})
