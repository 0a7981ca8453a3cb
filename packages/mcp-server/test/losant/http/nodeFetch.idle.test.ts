// A server that ends connections without announcing it, as load balancers and restarting servers do.
import { createServer, type IncomingMessage } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { makeFetch } from "../../../src/losant/http/nodeFetch.ts"
import { seed } from "../../support/emulated.ts"
import { callTool, losantOn, token } from "../../support/serving.ts"

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

/** An emulator behind a server that closes each connection after its first answer, and never says so. */
const silentlyClosing = Effect.acquireRelease(
  Effect.gen(function* () {
    const emulator = yield* Emulator.make({ seed, token })
    const created: Array<string> = []
    const server = createServer(async (request, response) => {
      const body = await bodyOf(request)
      const { authorization = "" } = request.headers
      const answer = await emulator.fetch(
        new Request(`${emulator.url}${request.url}`, {
          method: request.method ?? "",
          headers: { authorization, "content-type": "application/json" },
          ...(body === "" ? {} : { body })
        })
      )
      if (request.method === "POST") created.push(JSON.parse(body).name)
      const text = await answer.text()
      response.writeHead(answer.status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text)
      })
      response.end(text, () => request.socket.destroySoon())
    })
    yield* Effect.promise(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)))
    const address = server.address()
    return { server, created, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` }
  }),
  ({ server }) =>
    Effect.promise(() => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    })
)

const creations = 50

describe("a server that ends idle connections silently", () => {
  it.live("gets each creation once, and each succeeds", () =>
    Effect.gen(function* () {
      const { created, url } = yield* silentlyClosing
      const losant = losantOn({ fetch: makeFetch() }, { url, retry: { times: 3 } })
      for (let index = 0; index < creations; index++) {
        const { result, text } = yield* callTool("losant_create_org", { name: `Org ${index}` }, losant)
        assert.notStrictEqual(result.isError, true, text)
      }
      assert.deepStrictEqual(
        created,
        Array.from({ length: creations }, (_, index) => `Org ${index}`)
      )
    })
  )
})
