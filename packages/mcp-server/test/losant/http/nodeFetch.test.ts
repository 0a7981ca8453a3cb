import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { makeFetch } from "../../../src/losant/http/nodeFetch.ts"

const nodeFetch = makeFetch()

const servers: Array<Server> = []
afterEach(async () => {
  vi.useRealTimers()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** The URL of a server with this listener. */
const serve = async (listener: RequestListener): Promise<URL> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return new URL(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`)
}

const send = (url: URL, init: RequestInit = {}) =>
  nodeFetch(url, { method: "GET", headers: {}, signal: new AbortController().signal, redirect: "manual", ...init })

const textOf = async ({ body }: Response): Promise<string> => {
  const chunks: Array<Uint8Array> = []
  const reader = body?.getReader()
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) chunks.push(next.value)
  return Buffer.concat(chunks).toString()
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

const failureOf = (promise: Promise<unknown>): Promise<{ readonly code?: string; readonly syscall?: string }> =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error) => error
  )

describe("nodeFetch", () => {
  it("sends method, path, headers and body, and answers status, headers and body", async () => {
    let seen = ""
    const url = await serve(async (request, response) => {
      seen = `${request.method} ${request.url} ${request.headers["x-own"]} ${request.headers["content-length"]}`
      response.writeHead(201, { "x-answer": "yes", "set-cookie": ["a=1", "b=2"] })
      response.end(`got ${await bodyOf(request)}`)
    })
    for (const body of ["ä", new TextEncoder().encode("ä")]) {
      const response = await send(new URL("a?b=c%20d", url), { method: "PATCH", headers: { "x-own": "1" }, body })
      assert.strictEqual(response.status, 201)
      assert.strictEqual(new Headers({ ...response.headers }).get("x-answer"), "yes")
      assert.strictEqual(await textOf(response), "got ä")
      assert.strictEqual(seen, "PATCH /a?b=c%20d 1 2")
    }
  })

  it("follows no redirect", async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests++
      response.writeHead(302, { location: "/elsewhere" }).end("moved")
    })
    const response = await send(url)
    assert.deepStrictEqual([response.status, await textOf(response), requests], [302, "moved", 1])
  })

  it("sends a request once more if the server was not the one that was meant, and no third time", async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests++
      response.writeHead(421).end("not here")
    })
    const response = await send(url)
    assert.deepStrictEqual([response.status, await textOf(response), requests], [421, "not here", 2])
  })

  it("sends no write a second time, whatever the answer is", async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests++
      response.writeHead(421).end("not here")
    })
    for (const method of ["POST", "PATCH", "DELETE"]) {
      const response = await send(url, { method, body: "{}" })
      assert.deepStrictEqual([response.status, await textOf(response)], [421, "not here"])
    }
    assert.strictEqual(requests, 3)
  })

  it("gives each write a connection of its own", async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end("{}")
    })
    for (const method of ["GET", "POST", "GET", "PATCH", "DELETE"]) {
      await textOf(await send(url, { method }))
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.strictEqual(ports.size, 4)
  })

  it("takes the 407 of a proxy for a failure", async () => {
    const url = await serve((_, response) => response.writeHead(407).end())
    const failed = await send(url).then(String, String)
    assert.strictEqual(failed, "Error: a proxy wants to know who sends the request (407)")
  })

  it("answers before all of the body has come", async () => {
    const url = await serve((_, response) => {
      response.write("first")
      setImmediate(() => response.end(" second"))
    })
    const response = await send(url)
    assert.strictEqual(await textOf(response), "first second")
  })

  it("answers the whole body at once", async () => {
    const url = await serve((_, response) => {
      response.write("first")
      setImmediate(() => response.end(" second"))
    })
    const response = await send(url)
    assert.strictEqual(Buffer.from(await response.arrayBuffer()).toString(), "first second")
  })

  it("keeps the connection for the next request", async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end("{}")
    })
    for (let count = 0; count < 3; count++) {
      await textOf(await send(url))
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.strictEqual(ports.size, 1)
  })

  for (const [encoding, packed] of [
    ["gzip", gzipSync("packed")],
    ["br", brotliCompressSync("packed")],
    ["gzip, br", brotliCompressSync(gzipSync("packed"))],
    ["identity", Buffer.from("packed")],
    ["unheard-of", Buffer.from("packed")]
  ] as const) {
    it(`unpacks ${encoding}`, async () => {
      const url = await serve((_, response) => response.writeHead(200, { "content-encoding": encoding }).end(packed))
      assert.strictEqual(await textOf(await send(url)), "packed")
    })
  }

  it("fails on an answer that is not compressed as it says, with a code of zlib's", async () => {
    const url = await serve((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("plain"))
    const { code } = await failureOf(send(url).then(textOf))
    assert.strictEqual(code, "Z_DATA_ERROR")
  })

  it("fails on an answer that is compressed more often than anybody does, and unpacks none of it", async () => {
    const encodings = (times: number) => Array.from({ length: times }, () => "gzip").join(", ")
    const packed = Array.from({ length: 5 }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from("packed"))
    const url = await serve(({ url: path }, response) =>
      response.writeHead(200, { "content-encoding": encodings(path === "/5" ? 5 : 2_000) }).end(packed)
    )
    assert.strictEqual(await textOf(await send(new URL("/5", url))), "packed")
    const { code } = await failureOf(send(url).then(textOf))
    assert.strictEqual(code, "Z_DATA_ERROR")
  })

  it("fails if the server switches to another protocol, which nobody asked for", async () => {
    const url = await serve((request) => {
      request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n")
    })
    assert.include(await send(url).then(String, String), "(101)")
  })

  it("passes over what is said before the answer", async () => {
    const url = await serve((_, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" })
      response.end("the answer")
    })
    assert.strictEqual(await textOf(await send(url)), "the answer")
  })

  it("fails if nobody listens, in the words of the system", async () => {
    const { code, syscall } = await failureOf(send(new URL("http://127.0.0.1:9/")))
    assert.deepStrictEqual([code, syscall], ["ECONNREFUSED", "connect"])
  })

  it("fails if the connection ends before the answer, and while it is read", async () => {
    const before = await serve((request) => request.socket.destroy())
    assert.strictEqual((await failureOf(send(before))).code, "ECONNRESET")
    const within = await serve((request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("a part")
      setImmediate(() => request.socket.destroy())
    })
    assert.strictEqual((await failureOf(send(within).then(textOf))).code, "ECONNRESET")
    assert.strictEqual((await failureOf(send(within).then((response) => response.arrayBuffer()))).code, "ECONNRESET")
  })

  it.each(["identity", "gzip"])("fails if an answer (%s) has broken off before it is read", async (encoding) => {
    const url = await serve((request, response) => {
      response.writeHead(200, { "content-length": 100, "content-encoding": encoding }).flushHeaders()
      setImmediate(() => request.socket.destroy())
    })
    const brokenOff = async (): Promise<Response> => {
      const response = await send(url)
      const connections = () => new Promise((resolve) => servers[0]?.getConnections((_, count) => resolve(count)))
      await vi.waitFor(async () => assert.strictEqual(await connections(), 0))
      return response
    }
    const codes = [
      (await failureOf(brokenOff().then(textOf))).code,
      (await failureOf(brokenOff().then((response) => response.arrayBuffer()))).code
    ]
    assert.deepStrictEqual(codes, ["ECONNRESET", "ECONNRESET"])
  })

  it("fails as a connection that was not made if that takes ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    // A network for documentation: it never answers, not even with an error.
    const failed = failureOf(send(new URL("http://192.0.2.1/")))
    await vi.advanceTimersByTimeAsync(10_000)
    assert.include(["ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH", "ECONNREFUSED"], (await failed).code)
    assert.strictEqual((await failed).syscall, "connect")
  })

  it("aborts the request, before its answer and while that is read", async () => {
    const gone: Array<string> = []
    const url = await serve((request, response) => {
      response.on("close", () => gone.push(request.url ?? ""))
      if (request.url === "/body") response.writeHead(200).write("a part")
    })
    const abortWhen = async (path: string, wait: (response: Promise<Response>) => Promise<unknown>) => {
      const controller = new AbortController()
      const response = send(new URL(path, url), { signal: controller.signal })
      const failed = failureOf(response.then(textOf))
      await wait(response)
      controller.abort()
      await failed
      await vi.waitFor(() => assert.include(gone, path))
    }
    await abortWhen("/headers", () => new Promise((resolve) => servers[0]?.once("request", resolve)))
    await abortWhen("/body", (response) => response)
  })
})
