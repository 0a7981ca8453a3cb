// No connection is made: nothing was sent, so that a write is repeated as a read is.
import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { reads, writes } from "./actions.ts"
import * as Cell from "./cell.ts"

/** The URL of a port that nobody listens on any more. */
const closed = Effect.callback<string>((resume) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    server.close(() => resume(Effect.succeed(`http://127.0.0.1:${port}`)))
  })
})

/** A fetch of which the first `times` requests go to `url`. */
const misled = (url: string, times: number): typeof globalThis.fetch => {
  let sent = 0
  return (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    return globalThis.fetch(++sent <= times ? `${url}${pathname}${search}` : input, init)
  }
}

const expected = {
  read: { lasting: "LosantTransport; 0 requests", once: "value; 1 request" },
  write: {
    lasting: "LosantTransport, notSent; 0 requests; not applied",
    once: "value; 1 request; applied once"
  }
}

const kinds = [
  [reads, expected.read],
  [writes, expected.write]
] as const

for (const [names, { lasting, once }] of kinds) {
  describe.each(names)("%s", (name) => {
    it.effect("is tried four times, and was not sent", () =>
      Effect.gen(function* () {
        const fetch = misled(yield* closed, Cell.always)
        const { sentence, sent } = yield* Cell.run(name, { times: 0, losant: { fetch } })
        assert.strictEqual(sentence, lasting)
        assert.lengthOf(sent, 4)
      })
    )

    it.effect("arrives once as soon as there is a connection", () =>
      Effect.gen(function* () {
        const fetch = misled(yield* closed, 2)
        const { sentence, sent } = yield* Cell.run(name, { times: 0, losant: { fetch } })
        assert.strictEqual(sentence, once)
        assert.lengthOf(sent, 3)
      })
    )
  })
}
