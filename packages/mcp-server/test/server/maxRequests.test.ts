// The requests of all calls together, over real HTTP.
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { losantLayer } from "../../src/server/Runtime.ts"
import { configOf } from "../support/config.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { connect, environment } from "../support/serving.ts"

const org = JSON.stringify({ id: orgId, instanceId, name: "Northwind", creationDate: "2026-01-01T00:00:00.000Z" })

const end = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" }).end(org)
}

/** A Losant that answers when it is told to, and counts its requests. */
const slowLosant = Effect.acquireRelease(
  Effect.promise(async () => {
    const waiting: Array<ServerResponse> = []
    const counts = { all: 0, atOnce: 0, most: 0 }
    let arrive: (count: number) => void = () => undefined
    const http = createServer((_, response) => {
      counts.all += 1
      counts.atOnce += 1
      counts.most = Math.max(counts.most, counts.atOnce)
      response.on("close", () => {
        counts.atOnce -= 1
      })
      waiting.push(response)
      arrive(waiting.length)
    })
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
    /** Settles when so many requests wait for their answers. */
    const arrived = (count: number) =>
      new Promise<void>((resolve) => {
        arrive = (now) => {
          if (now >= count) resolve()
        }
        arrive(waiting.length)
      })
    const answerAll = () => {
      for (const response of waiting.splice(0)) end(response)
    }
    // Sound: the server listens on a port.
    const { port } = http.address() as AddressInfo
    return { http, counts, arrived, answerAll, url: `http://127.0.0.1:${port}` }
  }),
  ({ http }) =>
    Effect.sync(() => {
      http.close()
      http.closeAllConnections()
    })
)

const serving = Effect.fnUntraced(function* (url: string) {
  const config = configOf({ ...environment, LOSANT_API_URL: url, LOSANT_MCP_MAX_REQUESTS: "4" })
  return yield* Effect.acquireRelease(
    Effect.promise(() => connect(losantLayer(config), {}, config)),
    ({ close }) => Effect.promise(close)
  )
})

describe("LOSANT_MCP_MAX_REQUESTS", () => {
  it.live("bounds the requests of all calls, and every call gets its turn", () =>
    Effect.gen(function* () {
      const { counts, arrived, answerAll, url } = yield* slowLosant
      const { client } = yield* serving(url)
      const calls = Array.from({ length: 20 }, () => client.callTool({ name: "losant_get_org", arguments: { orgId } }))
      for (let round = 0; round < 5; round++) {
        yield* Effect.promise(() => arrived(4))
        answerAll()
      }
      const results = yield* Effect.promise(() => Promise.all(calls))
      for (const { structuredContent } of results) assert.deepInclude(structuredContent, { name: "Northwind" })
      assert.strictEqual(counts.all, 20)
      assert.strictEqual(counts.most, 4)
    }).pipe(Effect.scoped)
  )

  it.live("sends nothing for a call that is cancelled while it waits, and lets the next one through", () =>
    Effect.gen(function* () {
      const { counts, arrived, answerAll, url } = yield* slowLosant
      const { client } = yield* serving(url)
      const call = (signal?: AbortSignal) =>
        client.callTool({ name: "losant_get_org", arguments: { orgId } }, signal === undefined ? {} : { signal })
      const first = Array.from({ length: 4 }, () => call())
      yield* Effect.promise(() => arrived(4))
      const controller = new AbortController()
      const cancelled = call(controller.signal).catch((error: unknown) => error)
      const last = call()
      controller.abort()
      assert.instanceOf(yield* Effect.promise(() => cancelled), Error)
      answerAll()
      yield* Effect.promise(() => arrived(1))
      answerAll()
      yield* Effect.promise(() => Promise.all([...first, last]))
      assert.strictEqual(counts.all, 5)
    }).pipe(Effect.scoped)
  )
})
